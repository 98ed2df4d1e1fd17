import type { FacetBias } from '$lib/core/clarify/bias';
import { mostApart } from '$lib/core/clarify/most-apart';
import { selectionText } from '$lib/core/clarify/selector';
import type { ThresholdChoice } from '$lib/core/clarify/threshold';
import type { Workspace } from '$lib/core/ports';
import type { BiasQuestion } from './bias-findings';
import { judgeRows, type JudgedRows } from './judged-rows';
import { reweigh, type Reweighing } from './mitigate';
import { openTable } from './table';
import { equaliseApproval } from './threshold';

export type MitigationQuestion = Omit<BiasQuestion, 'group' | 'isKept'>;

export interface MitigationFindings {
	readonly reweighing: Reweighing;
	/** What equal approval would cost, for the value farthest from the rest; null without scores of two classes. */
	readonly thresholds: {
		readonly value: string;
		readonly before: ThresholdChoice;
		readonly after: ThresholdChoice;
	} | null;
}

/** What reweighing and thresholds would do about bias. */
export async function findMitigations(
	workspace: Workspace,
	question: MitigationQuestion,
	signal?: AbortSignal
): Promise<MitigationFindings> {
	const { dataset, label, facet } = question;
	const table = await openTable(workspace, dataset, signal);
	const positive = { values: [question.positive] };
	const reweighing = await reweigh(workspace, table, { label, positive, facet }, 'weight', signal);
	const held = await judgeRows(workspace, question, signal);
	const thresholds = held && (await findThresholds(workspace, question, reweighing.before, held, signal));
	return { reweighing, thresholds };
}

async function findThresholds(
	workspace: Workspace,
	{ label, positive, facet }: MitigationQuestion,
	before: readonly FacetBias[],
	{ relation, score, classes }: JudgedRows,
	signal?: AbortSignal
): Promise<MitigationFindings['thresholds']> {
	if (score === null || classes.length !== 2 || classes.at(-1) !== positive) return null;
	const value = mostApart(before);
	if ('each' in facet.selection && value === '') return null;
	const selection = 'each' in facet.selection ? { values: [value] } : facet.selection;
	const question = { label, positive: { values: [positive] }, facet: { column: facet.column, selection }, score };
	return {
		value: value === '' ? selectionText(selection) : value,
		...(await equaliseApproval(workspace, relation, question, signal))
	};
}
