import { AppError } from '$lib/core/errors';
import type { ErrorJob, ErrorSlices } from '$lib/core/clarify/error-tree';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { columnNamed, type Columns } from '$lib/core/table/columns';
import { ruleSql, type SliceRule } from '$lib/core/clarify/slice-rule';
import { isNumericType, isTemporalType, type Field } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { readRunMeta } from '$lib/core/train/run-meta';
import { describeRelation } from './describe';
import { spacedSql } from './explain';
import { judgeRows, type JudgedQuestion, type JudgedRows } from './judged-rows';
import { predictColumns, type OpenModel } from './model';

export interface ErrorOptions {
	readonly maxDepth?: number;
	readonly leastRows?: number | null;
	readonly seed?: number;
	/** So many rows, evenly spaced; all when left out. */
	readonly rows?: number;
	/** Columns that slices may be named by; every one that can be when left out. */
	readonly columns?: readonly string[];
	/** Columns that may not. */
	readonly without?: readonly string[];
}

const kindsOfSlices: readonly string[] = ['numeric', 'ordinal', 'categorical', 'boolean', 'datetime'];

/** Whether slices can be named by a column: not by free text, identifiers or lists. */
export function canNameSlices({ type, kind }: Field): boolean {
	const isRead = isNumericType(type) || isTemporalType(type) || type === 'BOOLEAN' || /^(VARCHAR|ENUM)/.test(type);
	return isRead && kindsOfSlices.includes(kind);
}

function canBeShown(fields: readonly Field[], name: string): boolean {
	const field = fields.find((each) => each.name === name);
	return field !== undefined && !['list', 'embedding'].includes(field.kind);
}

/** Whether a column is cut into ranges: numbers that are no names, and dates. */
export function isOrdered({ type, kind }: Field): boolean {
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
	{ columns: asked, without = [] }: ErrorOptions,
	others: readonly string[]
): Field[] {
	const left = new Set([...others, ...without]);
	const fitting = schema.filter((field) => canNameSlices(field) && !left.has(field.name));
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
	const fields = namingFields(schema, options, [target]);
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

export interface FoundErrors extends Pick<JudgedRows, 'relation' | 'predicted' | 'isHeldOut'> {
	readonly found: ErrorSlices;
	readonly fields: readonly Field[];
	readonly target: string;
}

/**
 * Where a model is worst in the page: among the rows held out from its run, or, where none were kept, among all rows of the dataset, which
 * it may have learned from (`isHeldOut` says which). `label` is what a model from elsewhere is held against.
 */
export async function findModelErrors(
	workspace: Workspace,
	{ label, ...question }: JudgedQuestion & { readonly model: Artifact },
	options: ErrorOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<FoundErrors> {
	const { run, dataset } = question;
	const meta = run && readRunMeta(run);
	const target = meta?.target ?? label;
	const judged =
		(await judgeRows(workspace, { ...question, label: target }, signal, onProgress)) ??
		(await judgeRows(workspace, { ...question, run: undefined, label: target }, signal, onProgress));
	if (!judged) throw new AppError('table/empty', { table: dataset.name });
	const { relation, predicted, score, isHeldOut, classes } = judged;
	const kinds = Object.fromEntries(datasetMeta(dataset).schema.map(({ name, kind }) => [name, kind]));
	const all = await describeRelation(workspace, relation, kinds, signal);
	// weights are made from the label: a slice by them would tell the truth back
	const apart = [target, predicted, score, meta?.weight].filter((name) => typeof name === 'string');
	const fields = namingFields(all, options, apart);
	const names = [...fields.map(({ name }) => name), target, predicted];
	const read = await workspace.sql.query(selectSql(relation, names, options.rows), signal);
	const said = columnNamed(read, predicted);
	if (!said) throw new AppError('table/column-missing', { column: predicted });
	const task = classes.length > 0 ? 'classification' : 'regression';
	const found = await find(workspace, { read, fields, target, predicted: said, task }, options, signal, onProgress);
	return { found, relation, predicted, isHeldOut, fields: all, target };
}

/**
 * Rows of a slice that the model got wrong, or was farthest off on: the truth, the prediction, then the columns of the rule and the others.
 */
export async function readMistakes(
	workspace: Pick<Workspace, 'sql'>,
	{ relation, fields, target, predicted, found }: FoundErrors,
	rule: SliceRule,
	most = 8,
	signal?: AbortSignal
): Promise<Columns> {
	const named = [target, predicted, ...rule.map(({ column }) => column)];
	const others = fields.map(({ name }) => name).filter((name) => !named.includes(name) && canBeShown(fields, name));
	const columns = Array.from(new Set([...named, ...others]), sqlName).join(', ');
	const [truth, said] = [sqlName(target), sqlName(predicted)];
	const isWrong =
		found.task === 'regression'
			? `${truth} IS NOT NULL AND ${said} IS NOT NULL ORDER BY abs(${said} - ${truth}) DESC`
			: isNumericType(fields.find(({ name }) => name === target)?.type ?? '')
				? `CAST(${truth} AS DOUBLE) <> TRY_CAST(${said} AS DOUBLE)`
				: `CAST(${truth} AS VARCHAR) <> ${said}`;
	return workspace.sql.query(
		`SELECT ${columns} FROM ${relation} WHERE ${ruleSql(rule, fields)} AND ${isWrong} LIMIT ${Math.max(1, Math.floor(most))}`,
		signal
	);
}
