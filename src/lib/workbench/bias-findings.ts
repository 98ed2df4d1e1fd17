import type { BiasReport, BiasSpec, FacetBias } from '$lib/core/clarify/bias';
import type { Selector } from '$lib/core/clarify/selector';
import type { ThresholdChoice } from '$lib/core/clarify/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { readRunMeta } from '$lib/core/train/run-meta';
import { saveArtifact } from './artifact';
import { biasDefaults, biasReport } from './clarify';
import { openHeldOut, type HeldOut } from './held-out';
import { reweigh, type Reweighing } from './mitigate';
import { openTable } from './table';
import { equaliseApproval } from './threshold';

export interface BiasFindings {
	/** The labels of the whole dataset. */
	readonly before: BiasReport;
	/** Labels and predictions of the rows a run was measured on; null without such a run. */
	readonly after: BiasReport | null;
	readonly reweighing: Reweighing;
	/** What equal approval would cost, for the first value shown. */
	readonly thresholds: { readonly before: ThresholdChoice; readonly after: ThresholdChoice } | null;
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
		meta: { schemaVersion: 1, spec, report },
		parents
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

/** Bias in the data and in the predictions of a run, with what reweighing and thresholds would do about it. */
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
	const reweighing = await reweigh(workspace, table, { label, positive, facet }, 'weight', signal);
	const held = run && readRunMeta(run)?.target === label ? await openHeldOut(workspace, run, signal) : null;
	if (!run || !held) return { before, after: null, reweighing, thresholds: null };
	const told = { ...spec, predicted: held.predicted };
	const after = await biasReport(workspace, held.relation, told, signal, onProgress);
	if (isKept) await keepBiasReport(workspace, name, told, after, { dataset: dataset.id, run: run.id });
	return { before, after, reweighing, thresholds: await findThresholds(workspace, question, before, held, signal) };
}

async function findThresholds(
	workspace: Workspace,
	{ run, label, positive, facet }: BiasQuestion,
	before: BiasReport,
	{ relation, score }: HeldOut,
	signal?: AbortSignal
): Promise<BiasFindings['thresholds']> {
	const classes = run ? (readRunMeta(run)?.classes ?? []) : [];
	if (score === null || classes.length !== 2 || classes.at(-1) !== positive) return null;
	const value = mostApart(before.facets);
	if ('each' in facet.selection && value === '') return null;
	const selection = 'each' in facet.selection ? { values: [value] } : facet.selection;
	const question = { label, positive: { values: [positive] }, facet: { column: facet.column, selection }, score };
	return equaliseApproval(workspace, relation, question, signal);
}

/** The value whose label shares lie farthest from the rest, among those with at least 1 % of the rows. */
export function mostApart(facets: readonly FacetBias[]): string {
	const large = facets.filter(({ nFacet, n }) => nFacet * 100 >= n);
	const distance = ({ pre }: FacetBias) => pre.DPL?.value ?? -Infinity;
	const [first, ...others] = large.length > 0 ? large : facets;
	if (!first) return '';
	return others.reduce((worst, next) => (distance(next) > distance(worst) ? next : worst), first).value;
}
