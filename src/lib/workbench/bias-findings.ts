import type { BiasReport, BiasSpec } from '$lib/core/clarify/bias';
import { reportToKeep } from '$lib/core/clarify/kept-report';
import { facetName, type Facet, type Selector } from '$lib/core/clarify/selector';
import { isPlain } from '$lib/core/model/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { sqlName } from '$lib/core/table/sql';
import { saveArtifact } from './artifact';
import { biasDefaults, biasReport } from './bias';
import { judgeRows } from './judged-rows';
import { openTable } from './table';

export interface BiasFindings {
	/** The labels of the whole dataset. */
	readonly before: BiasReport;
	/** Labels and predictions of the rows a model was judged on; null without such rows. */
	readonly after: BiasReport | null;
	/** Whether the model had not seen those rows: held out by its run. */
	readonly isHeldOut: boolean;
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
	/** The model whose predictions are judged, and the run that made it. */
	readonly model: Artifact | undefined;
	readonly run: Artifact | undefined;
	readonly label: string;
	/** What of the label is good to get. */
	readonly positive: BiasSpec['positive'];
	readonly facet: Selector;
	readonly group: string | null;
	/** More facets to compare by. */
	readonly also?: readonly Facet[];
	/** Leave rows without a facet value out instead of counting them as the rest. */
	readonly dropMissingFacet?: boolean;
	/** Whether the reports are kept in the project. */
	readonly isKept: boolean;
}

/** Bootstrap draws behind each interval of these reports. */
export const reportDraws = 400;
const flipRows = 20_000;
const mostGroups = 60;

/** Bias in the data and in the predictions of a model. Refuses as judgeRows does. */
export async function findBias(
	workspace: Workspace,
	question: BiasQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<BiasFindings> {
	const { dataset, model, run, label, positive, facet, group, isKept } = question;
	const facets = [facet, ...(question.also ?? [])];
	const name = `${label} / ${facets.map(facetName).join(', ')}`;
	const table = await openTable(workspace, dataset, signal);
	const dropMissingFacet = question.dropMissingFacet === true;
	const spec = {
		...biasDefaults,
		label,
		positive,
		facets,
		group,
		dropMissingFacet,
		intervals: reportDraws,
		flipRows,
		mostGroups
	};
	const before = await biasReport(workspace, table, spec, signal, onProgress);
	if (isKept) await keepBiasReport(workspace, name, spec, before, { dataset: dataset.id });
	const held = await judgeRows(workspace, question, signal, onProgress);
	if (!held) return { before, after: null, isHeldOut: false };
	const told = { ...spec, predicted: held.predicted };
	// the model's own score is no measure of nearness for the flip test
	const rows =
		held.score === null ? held.relation : `(SELECT * EXCLUDE (${sqlName(held.score)}) FROM ${held.relation})`;
	const after = await biasReport(workspace, rows, told, signal, onProgress);
	const judged = model && !isPlain(model) ? { model: model.id } : {};
	const judge = run ? { run: run.id, ...judged } : model ? { model: model.id } : {};
	if (isKept) await keepBiasReport(workspace, name, told, after, { dataset: dataset.id, ...judge });
	return { before, after, isHeldOut: held.isHeldOut };
}
