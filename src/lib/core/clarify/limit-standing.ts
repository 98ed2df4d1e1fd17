import type { Artifact } from '../project/artifact';
import { readKeptReport, type KeptReport } from './kept-report';
import { checkReports, type Limit, type LimitCheck } from './limit';

/** How the newest report of a project stands against its limits. */
export interface LimitStanding {
	readonly report: KeptReport;
	readonly checks: readonly LimitCheck[];
}

/**
 * Limits held against the newest bias report among artifacts, newest first; null where there is none. Where that one is of predictions,
 * limits on labels are held against the newest report of all rows that goes with it.
 */
export function standingOf(limits: readonly Limit[], artifacts: readonly Artifact[]): LimitStanding | null {
	const reports = artifacts.filter(({ type }) => type === 'bias-report');
	const [newest] = reports;
	const report = newest && readKeptReport(newest.meta);
	if (!newest || !report) return null;
	const run = newest.parents['run'];
	const beside = reports.find(
		({ name, parents }) =>
			run !== undefined &&
			parents['run'] === undefined &&
			name === newest.name &&
			parents['dataset'] === newest.parents['dataset']
	);
	const labels = (beside && readKeptReport(beside.meta)) ?? report;
	return { report, checks: checkReports(limits, labels.facets, report.facets) };
}
