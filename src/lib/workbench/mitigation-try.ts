import { AppError } from '$lib/core/errors';
import {
	mitigations,
	type Mitigation,
	type TriedMitigation,
	type TriedMitigations
} from '$lib/core/clarify/mitigation-trial';
import type { Criterion } from '$lib/core/clarify/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { KnownTable } from './mitigation-groups';
import {
	measureBaseline,
	measureMitigation,
	measureThresholds,
	type Baseline,
	type Measured,
	type MeasureSpec
} from './mitigation-measure';

/** The gap that thresholds are chosen within when nothing else is said. */
export const mostGap = 0.01;

/** Measures one mitigation as it is when nothing is set; `criterion` is what thresholds make alike. */
export function tryMitigation(
	workspace: Workspace,
	table: KnownTable,
	spec: MeasureSpec,
	baseline: Baseline,
	mitigation: Mitigation,
	criterion: Criterion,
	signal?: AbortSignal
): Promise<Measured> {
	return mitigation === 'threshold'
		? measureThresholds(workspace, baseline, criterion, mostGap, signal)
		: measureMitigation(workspace, table, spec, baseline, { method: mitigation }, signal);
}

/** Measures every mitigation, one after the other. One that the table does not allow has no figures. Errors: as measureBaseline. */
export async function tryMitigations(
	workspace: Workspace,
	table: KnownTable,
	spec: MeasureSpec,
	criterion: Criterion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<TriedMitigations> {
	const baseline = await measureBaseline(workspace, table, spec, signal, onProgress);
	const tried: TriedMitigation[] = [];
	for (const mitigation of mitigations) {
		onProgress?.({ phase: 'mitigation', done: tried.length, total: mitigations.length });
		const about = { mitigation, criterion: mitigation === 'threshold' ? criterion : null };
		try {
			const { summary } = await tryMitigation(workspace, table, spec, baseline, mitigation, criterion, signal);
			tried.push({ ...about, summary });
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			tried.push({ ...about, summary: null });
		}
	}
	return {
		estimator: spec.estimator,
		rows: baseline.rows,
		splits: baseline.splits.length,
		criterion,
		asIs: baseline.summary,
		tried
	};
}
