import { AppError } from '$lib/core/errors';
import type { Explanation, ExplainMethod } from '$lib/core/clarify/explanation';
import type { Model } from '$lib/core/model/model';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Columns } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';
import { describeRelation } from './describe';

export interface ExplainOptions {
	readonly method?: ExplainMethod;
	readonly output?: 'margin' | 'probability';
	/** For estimates: coalitions of columns asked a row. */
	readonly samples?: number;
	readonly seed?: number;
	/** The first so many rows; all when left out. */
	readonly rows?: number;
	/** So many background rows, evenly spaced; all when left out. */
	readonly backgroundRows?: number;
	readonly classIndex?: number;
}

/** Shapley values of rows of `relation` against rows of `background`. model/input-missing when a column is not there. */
export async function explainModel(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	model: Model,
	relation: string,
	background: string,
	options: ExplainOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Explanation> {
	const asked = options.rows === undefined ? '' : ` LIMIT ${Math.max(0, Math.floor(options.rows))}`;
	const rows = await readInputs(workspace, model, relation, (from) => `SELECT * FROM ${from}${asked}`, signal);
	const spaced = options.backgroundRows;
	const against = await readInputs(
		workspace,
		model,
		background,
		(from) => (spaced === undefined ? `SELECT * FROM ${from}` : spacedSql(from, spaced)),
		signal
	);
	return workspace.explainer.explain(
		{
			model,
			rows,
			background: against,
			method: options.method ?? 'auto',
			output: options.output ?? 'margin',
			samples: options.samples ?? 1000,
			seed: options.seed ?? 0,
			...(options.classIndex === undefined ? {} : { classIndex: options.classIndex })
		},
		signal,
		onProgress
	);
}

/** `count` rows of a relation at even distances, in order. */
export function spacedSql(relation: string, count: number): string {
	const n = Math.max(1, Math.floor(count));
	return `SELECT * EXCLUDE (temoto_place, temoto_all) FROM (
	SELECT *, row_number() OVER () AS temoto_place, count(*) OVER () AS temoto_all FROM ${relation}
) WHERE (temoto_place * ${n}) // temoto_all <> ((temoto_place - 1) * ${n}) // temoto_all ORDER BY temoto_place`;
}

/** The inputs of a model, and columns beside them, out of a relation. model/input-missing when an input is not there. */
export async function readInputs(
	workspace: Pick<Workspace, 'sql'>,
	model: Model,
	relation: string,
	select: (from: string) => string,
	signal?: AbortSignal,
	beside: readonly string[] = []
): Promise<Columns> {
	const there = new Set((await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name));
	const missing = model.inputs.find(({ name }) => !there.has(name));
	if (missing) throw new AppError('model/input-missing', { column: missing.name });
	const names = new Set([...model.inputs.map(({ name }) => name), ...beside]);
	const inputs = `(SELECT ${Array.from(names, sqlName).join(', ')} FROM ${relation})`;
	return workspace.sql.query(select(inputs), signal);
}
