import { AppError } from '$lib/core/errors';
import type { ErrorJob, ErrorSlices } from '$lib/core/clarify/error-tree';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { columnNamed, type Columns } from '$lib/core/table/columns';
import { isNumericType, isTemporalType, type Field } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { readRunMeta } from '$lib/core/train/run-meta';
import { describeRelation } from './describe';
import { openHeldOut } from './held-out';
import { predictColumns, type OpenModel } from './model';
import { spacedSql } from './explain';

export interface ErrorOptions {
	readonly maxDepth?: number;
	readonly leastRows?: number | null;
	readonly seed?: number;
	/** So many rows, evenly spaced; all when left out. */
	readonly rows?: number;
	/** Columns that slices may be named by; every one that can be when left out. */
	readonly columns?: readonly string[];
}

const kindsOfSlices: readonly string[] = ['numeric', 'ordinal', 'categorical', 'boolean', 'datetime'];

/** Whether slices can be named by a column: not by free text, identifiers or lists. */
export function canNameSlices({ type, kind }: Field): boolean {
	const isRead = isNumericType(type) || isTemporalType(type) || type === 'BOOLEAN' || /^(VARCHAR|ENUM)/.test(type);
	return isRead && kindsOfSlices.includes(kind);
}

function isOrdered({ type, kind }: Field): boolean {
	return (isNumericType(type) && (kind === 'numeric' || kind === 'ordinal')) || isTemporalType(type);
}

interface ErrorSource {
	/** The columns that may name slices, and the truth. */
	readonly read: Columns;
	readonly fields: readonly Field[];
	readonly target: string;
	readonly predicted: ErrorJob['predicted'];
	readonly task: ErrorJob['task'];
}

function find(
	{ explainer }: Pick<Workspace, 'explainer'>,
	{ read, fields, target, predicted, task }: ErrorSource,
	{ maxDepth = 3, leastRows = null, seed = 0 }: ErrorOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<ErrorSlices> {
	const truth = columnNamed(read, target);
	if (!truth) throw new AppError('train/target-missing', { column: target });
	const names = fields.map(({ name }) => name);
	return explainer.findErrorSlices(
		{
			columns: { rows: read.rows, columns: read.columns.filter(({ name }) => names.includes(name)) },
			numbers: fields.filter(isOrdered).map(({ name }) => name),
			...{ truth, predicted, task, maxDepth, leastRows, seed }
		},
		signal,
		onProgress
	);
}

/** The fields that name slices; table/column-missing for a column that is not there or cannot. */
function namingFields(
	schema: readonly Field[],
	asked: readonly string[] | undefined,
	others: readonly string[]
): Field[] {
	const fitting = schema.filter((field) => canNameSlices(field) && !others.includes(field.name));
	if (!asked) return fitting;
	return asked.map((name) => {
		const field = fitting.find((each) => each.name === name);
		if (!field) throw new AppError('table/column-missing', { column: name });
		return field;
	});
}

/**
 * Where a model is worst among the rows of a table that it is asked about now. The rows should be ones it has not seen: nothing here can
 * tell. train/target-missing, model/input-missing, table/column-missing.
 */
export async function analyseErrors(
	workspace: Pick<Workspace, 'sql' | 'explainer' | 'predictor'>,
	{ model, onnx }: Pick<OpenModel, 'model' | 'onnx'>,
	source: { readonly relation: string; readonly schema: readonly Field[]; readonly target: string },
	options: ErrorOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<ErrorSlices> {
	const { schema, target } = source;
	const there = new Set(schema.map(({ name }) => name));
	if (!there.has(target)) throw new AppError('train/target-missing', { column: target });
	const missing = model.inputs.find(({ name }) => !there.has(name));
	if (missing) throw new AppError('model/input-missing', { column: missing.name });
	const fields = namingFields(schema, options.columns, [target]);
	const names = [...model.inputs, ...fields].map(({ name }) => name);
	const read = await workspace.sql.query(selectSql(source.relation, [...names, target], options.rows), signal);
	const answers = await predictColumns(workspace, { model, onnx }, read, signal, onProgress);
	const predicted = columnNamed(answers, 'prediction');
	if (!predicted) throw new AppError('model/invalid', { reason: 'its graph gives no prediction' });
	return find(workspace, { read, fields, target, predicted, task: model.task }, options, signal, onProgress);
}

function selectSql(relation: string, names: readonly string[], rows: number | undefined): string {
	const columns = `(SELECT ${Array.from(new Set(names), sqlName).join(', ')} FROM ${relation})`;
	return rows === undefined ? `SELECT * FROM ${columns}` : spacedSql(columns, rows);
}

export interface FoundErrors {
	readonly found: ErrorSlices;
	/** SQL relation of the rows: the dataset's columns, and what the model said of each. */
	readonly relation: string;
	readonly fields: readonly Field[];
	readonly target: string;
	readonly predicted: string;
	/** Whether the model had not seen these rows when it answered. */
	readonly isHeldOut: boolean;
}

/** Where the model of a run was worst among the rows held out from it; null where none were kept. */
export async function analyseHeldOut(
	workspace: Workspace,
	run: Artifact,
	kinds: Parameters<typeof describeRelation>[2],
	options: ErrorOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<FoundErrors | null> {
	const meta = readRunMeta(run);
	const held = meta && (await openHeldOut(workspace, run, signal));
	if (!meta || !held) return null;
	const { relation, predicted, score } = held;
	const { target, task } = meta;
	const all = await describeRelation(workspace, relation, kinds, signal);
	const added = [target, predicted, ...(score === null ? [] : [score])];
	const fields = namingFields(all, options.columns, added);
	const names = [...fields.map(({ name }) => name), target, predicted];
	const read = await workspace.sql.query(selectSql(relation, names, options.rows), signal);
	const said = columnNamed(read, predicted);
	if (!said) throw new AppError('table/column-missing', { column: predicted });
	const source = { read, fields, target, predicted: said, task };
	const found = await find(workspace, source, options, signal, onProgress);
	return { found, relation, fields: all, target, predicted, isHeldOut: true };
}
