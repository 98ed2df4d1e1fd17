import type { ColumnRule, CounterfactualJob, Counterfactuals } from '$lib/core/clarify/counterfactual';
import { rowsOf, tableOf, type Row } from '$lib/core/clarify/counterfactual-space';
import type { Model } from '$lib/core/model/model';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { spacedSql } from './explain';
import { readInputs } from './model';

/** What is asked when nothing else is said. */
export const counterfactualDefaults = {
	count: 3,
	maxChanges: null,
	changePenalty: 0.5,
	timeLimit: 2000,
	seed: 0
} as const;

/** Rows that say what is usual: enough for ranges, categories and scales. */
const backgroundRows = 2000;

export interface CounterfactualQuestion
	extends
		Pick<CounterfactualJob, 'wanted'>,
		Partial<Pick<CounterfactualJob, 'count' | 'maxChanges' | 'changePenalty' | 'timeLimit' | 'seed'>> {
	readonly rules?: readonly ColumnRule[];
}

/** What a model reads of up to 2000 rows of a relation at even distances. model/input-missing when a column is not there. */
export async function readBackground(
	workspace: Pick<Workspace, 'sql'>,
	model: Model,
	relation: string,
	signal?: AbortSignal
): Promise<Row[]> {
	const columns = await readInputs(workspace, { model }, `(${spacedSql(relation, backgroundRows)})`, signal);
	return rowsOf(model.inputs, columns);
}

/** The nearest rows to a row that have the wanted answer, against what is usual. Refuses as findCounterfactuals does. */
export async function counterfactualsOf(
	workspace: Pick<Workspace, 'explainer'>,
	model: Model,
	row: Row,
	background: readonly Row[],
	question: CounterfactualQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Counterfactuals> {
	const job = {
		...counterfactualDefaults,
		rules: [],
		...question,
		model,
		row: tableOf(model.inputs, [row]),
		background: tableOf(model.inputs, background)
	};
	return workspace.explainer.findCounterfactuals(job, signal, onProgress);
}
