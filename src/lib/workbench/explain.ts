import { AppError } from '$lib/core/errors';
import type { Explanation, ExplainMethod } from '$lib/core/clarify/explanation';
import type { InteractionJob, Interactions } from '$lib/core/clarify/interaction';
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
	/** For estimates: a row is done when none of its standard errors is above this. */
	readonly targetError?: number;
	readonly seed?: number;
	/** The first so many rows; all when left out. */
	readonly rows?: number;
	/** So many background rows, evenly spaced; all when left out. */
	readonly backgroundRows?: number;
	readonly classIndex?: number;
}

/**
 * Shapley values of rows of `relation` against rows of `background`. An estimate tells `onPartial` what it has so far: what was told last is
 * what there is when it is cancelled. model/input-missing when a column is not there.
 */
export async function explainModel(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	model: Model,
	relation: string,
	background: string,
	options: ExplainOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress,
	onPartial?: (found: Explanation) => void
): Promise<Explanation> {
	const tables = await readTables(workspace, model, relation, background, options, signal);
	const { method = 'auto', output = 'margin', samples = 1000, seed = 0, classIndex, targetError } = options;
	return workspace.explainer.explain(
		{
			...tables,
			model,
			method,
			output,
			samples,
			seed,
			...(targetError === undefined ? {} : { targetError }),
			...(classIndex === undefined ? {} : { classIndex })
		},
		signal,
		onProgress,
		onPartial
	);
}

export interface InteractionOptions extends Pick<ExplainOptions, 'output' | 'rows' | 'backgroundRows' | 'classIndex'> {
	readonly method?: InteractionJob['method'];
	/** Of so many rows, the first ones, every pair's values are handed back; none when left out. */
	readonly keepRows?: number;
}

/** Exact interaction values of every pair of columns; clarify/no-interactions where only an estimate could be had. */
export async function explainInteractions(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	model: Model,
	relation: string,
	background: string,
	options: InteractionOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Interactions> {
	const tables = await readTables(workspace, model, relation, background, options, signal);
	const { method = 'auto', output = 'margin', keepRows = 0, classIndex } = options;
	return workspace.explainer.explainInteractions(
		{ ...tables, model, method, output, keepRows, ...(classIndex === undefined ? {} : { classIndex }) },
		signal,
		onProgress
	);
}

async function readTables(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	model: Model,
	relation: string,
	background: string,
	{ rows, backgroundRows }: Pick<ExplainOptions, 'rows' | 'backgroundRows'>,
	signal?: AbortSignal
): Promise<{ rows: Columns; background: Columns }> {
	const asked = rows === undefined ? '' : ` LIMIT ${Math.max(0, Math.floor(rows))}`;
	return {
		rows: await readInputs(workspace, model, relation, (from) => `SELECT * FROM ${from}${asked}`, signal),
		background: await readInputs(
			workspace,
			model,
			background,
			(from) => (backgroundRows === undefined ? `SELECT * FROM ${from}` : spacedSql(from, backgroundRows)),
			signal
		)
	};
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
