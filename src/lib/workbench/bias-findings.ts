import type { BiasReport, BiasSpec } from '$lib/core/clarify/bias';
import { reportToKeep } from '$lib/core/clarify/kept-report';
import type { Selector } from '$lib/core/clarify/selector';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { sqlName } from '$lib/core/table/sql';
import { readRunMeta } from '$lib/core/train/run-meta';
import { saveArtifact } from './artifact';
import { biasDefaults, biasReport } from './bias';
import { openHeldOut } from './held-out';
import { openTable } from './table';

export interface BiasFindings {
	/** The labels of the whole dataset. */
	readonly before: BiasReport;
	/** Labels and predictions of the rows a run was measured on; null without such a run. */
	readonly after: BiasReport | null;
}

/** Keeps a report with what was asked, named by what it was made from: the same question about the same rows is the same report. */
export function keepBiasReport(
	workspace: Workspace,
	name: string,
	spec: BiasSpec,
	report: BiasReport,
	parents: Artifact['parents']
): Promise<Artifact> {
	return saveArtifact(workspace, {
		type: 'bias-report',
		name,
		blobs: {},
		meta: { schemaVersion: 1, spec, report: reportToKeep(report) },
		parents,
		isNewest: true
	});
}

export interface BiasQuestion {
	readonly dataset: Artifact;
	/** A run whose held-out rows carry predictions. */
	readonly run: Artifact | undefined;
	readonly label: string;
	/** The value of the label that is good to get. */
	readonly positive: string;
	readonly facet: Selector;
	readonly group: string | null;
	/** Whether the reports are kept in the project. */
	readonly isKept: boolean;
}

const intervals = 400;

/** Bias in the data and in the predictions of a run. */
export async function findBias(
	workspace: Workspace,
	question: BiasQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<BiasFindings> {
	const { dataset, run, label, facet, group, isKept } = question;
	const name = `${label} / ${facet.column}`;
	const table = await openTable(workspace, dataset, signal);
	const positive = { values: [question.positive] };
	const spec = { ...biasDefaults, label, positive, facets: [facet], group, intervals };
	const before = await biasReport(workspace, table, spec, signal, onProgress);
	if (isKept) await keepBiasReport(workspace, name, spec, before, { dataset: dataset.id });
	const held = run && readRunMeta(run)?.target === label ? await openHeldOut(workspace, run, signal) : null;
	if (!run || !held) return { before, after: null };
	const told = { ...spec, predicted: held.predicted };
	// the model's own score is no measure of nearness for the flip test
	const rows =
		held.score === null ? held.relation : `(SELECT * EXCLUDE (${sqlName(held.score)}) FROM ${held.relation})`;
	const after = await biasReport(workspace, rows, told, signal, onProgress);
	if (isKept) await keepBiasReport(workspace, name, told, after, { dataset: dataset.id, run: run.id });
	return { before, after };
}
