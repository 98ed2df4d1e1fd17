import type { FacetBias } from '$lib/core/clarify/bias';
import { mostApart } from '$lib/core/clarify/most-apart';
import { selectionText } from '$lib/core/clarify/selector';
import { weighedCells } from '$lib/core/clarify/reweigh';
import type { GroupOutcome, ThresholdOutcome } from '$lib/core/clarify/threshold';
import type { Workspace } from '$lib/core/ports';
import type { BiasQuestion } from './bias-findings';
import { judgeRows, type JudgedRows } from './judged-rows';
import { biasOfCells, reweigh, type Reweighing } from './mitigate';
import { openTable } from './table';
import { findThresholds } from './threshold';

export type MitigationQuestion = Omit<BiasQuestion, 'group' | 'isKept'>;

interface ThresholdChoice {
	readonly facet: GroupOutcome | undefined;
	readonly rest: GroupOutcome | undefined;
	readonly accuracy: number | null;
}

export interface MitigationFindings {
	readonly reweighing: Reweighing & { readonly before: readonly FacetBias[]; readonly after: readonly FacetBias[] };
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
	const spec = { label, positive, facets: [facet] };
	const weighed = await reweigh(workspace, table, spec, 'weight', signal);
	const reweighing = {
		...weighed,
		before: await biasOfCells(workspace, spec, weighed.weights, signal),
		after: await biasOfCells(workspace, spec, weighedCells(weighed.weights), signal)
	};
	const held = await judgeRows(workspace, question, signal);
	const thresholds = held && (await thresholdsOf(workspace, question, reweighing.before, held, signal));
	return { reweighing, thresholds };
}

async function thresholdsOf(
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
	const facets = [{ column: facet.column, selection }];
	const question = { label, positive: { values: [positive] }, facets, score, criterion: 'demographic-parity' } as const;
	const found = await findThresholds(workspace, relation, question, signal);
	const side = (outcome: ThresholdOutcome): ThresholdChoice => {
		const of = (key: string) => outcome.groups[found.groups.findIndex(([group]) => group === key)];
		return { facet: of('1'), rest: of('0'), accuracy: outcome.accuracy };
	};
	return {
		value: value === '' ? selectionText(selection) : value,
		before: side(found.before),
		after: side(found.sameShare)
	};
}
