import { AppError } from '$lib/core/errors';
import type { EvaluatedRows } from '$lib/core/evaluation/evaluated-rows';
import type { Evaluation } from '$lib/core/evaluation/evaluation';
import type { PairedDifference } from '$lib/core/evaluation/paired-difference';
import type { SliceQuestion } from '$lib/core/evaluation/slice-metric';
import type { SliceJob, SliceTable } from '$lib/core/evaluation/slices';
import { modelsOfRun, thresholdOf } from '$lib/core/model/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { cellAt, columnNamed, takeRows, textVector, type Column, type Columns } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { labelsFor } from '$lib/core/train/target';
import { listArtifacts } from './artifact';
import { describeRelation } from './describe';
import { isOrdered } from './error-analysis';
import { readAnswers } from './held-out';
import { graphFor, predictColumns, readInputs, type OpenModel } from './model';
import { openTable } from './table';

/** The held-out rows of a run, ready to be measured. */
export interface HeldOutRows {
	readonly rows: EvaluatedRows;
	/** What it answered before it was calibrated, where that was kept. */
	readonly rawAnswers: Float64Array | null;
	readonly dataset: Artifact;
	/** The dataset's column of the truth. */
	readonly target: string;
	/** The column that says how much a row counts; null where every row counts the same. */
	readonly weight: string | null;
	/** The share of rows that were to lie below the prediction; null where a mean was to be predicted. */
	readonly quantile: number | null;
}

/**
 * Reads the held-out rows of a run, its weights where `isWeighted`; null where none were held out, or the run is older than their keeping.
 * Rows without a truth are there, as NaN.
 */
export async function readHeldOutRows(
	workspace: Workspace,
	run: Artifact,
	isWeighted: boolean,
	signal?: AbortSignal
): Promise<HeldOutRows | null> {
	const kept = await readAnswers(workspace, run);
	if (!kept || kept.rows.length === 0) return null;
	const { meta, dataset } = kept;
	const threshold = thresholdOf(modelsOfRun(await listArtifacts(workspace), run.id)[0]);
	const weight = isWeighted ? meta.weight : null;
	const read = await readColumnsAt(
		workspace,
		dataset,
		[meta.target, ...(weight === null ? [] : [weight])],
		kept.rows,
		signal
	);
	return {
		rows: {
			task: meta.task,
			classes: meta.classes,
			truth: labelsFor(read, meta.target, meta.classes),
			answers: kept.answers,
			weights: weight === null ? new Float64Array(read.rows).fill(1) : weightsOf(read, weight),
			places: kept.rows,
			...(threshold !== undefined && { threshold })
		},
		rawAnswers: kept.rawAnswers,
		dataset,
		target: meta.target,
		weight,
		quantile: meta.params['objective'] === 'quantile' ? Number(meta.params['quantile'] ?? 0.5) : null
	};
}

/** Columns of the rows of a dataset that `places` names, in its order. */
async function readColumnsAt(
	workspace: Workspace,
	dataset: Artifact,
	names: readonly string[],
	places: Int32Array,
	signal?: AbortSignal
): Promise<Columns> {
	return takeRows(await readNamed(workspace, await openTable(workspace, dataset, signal), names, signal), places);
}

/** table/column-missing when one is not there. */
async function readNamed(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	names: readonly string[],
	signal?: AbortSignal
): Promise<Columns> {
	const there = new Set((await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name));
	const absent = names.find((name) => !there.has(name));
	if (absent !== undefined) throw new AppError('table/column-missing', { column: absent });
	const columns = Array.from(new Set(names), sqlName).join(', ');
	return workspace.sql.query(`SELECT ${columns} FROM ${relation}`, signal);
}

/** Weights by a column; a row without one counts nothing. table/column-kind where it is text. */
function weightsOf(columns: Columns, name: string): Float64Array {
	const vector = columnNamed(columns, name)?.vector;
	if (vector?.kind !== 'number')
		throw new AppError('table/column-kind', { column: name, kind: 'text', wanted: 'number' });
	return vector.values.map((value, row) => (vector.missing?.[row] === 1 || !(value > 0) ? 0 : value));
}

export interface RunEvaluation extends Omit<HeldOutRows, 'rows' | 'rawAnswers'> {
	readonly evaluation: Evaluation;
}

export interface RunQuestion {
	/** Whether rows count by the weights of the run. */
	readonly isWeighted: boolean;
	/** The class that is held against the rest; null for the last. */
	readonly positive: number | null;
	readonly seed: number;
}

/** Measures a run on its held-out rows; null where none were kept. */
export async function evaluateRun(
	workspace: Workspace,
	run: Artifact,
	{ isWeighted, positive, seed }: RunQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<RunEvaluation | null> {
	const held = await readHeldOutRows(workspace, run, isWeighted, signal);
	if (!held) return null;
	const { rows, rawAnswers, ...of } = held;
	const job = { rows, rawAnswers, positive, quantile: of.quantile, seed };
	return { ...of, evaluation: await workspace.evaluator.evaluate(job, signal, onProgress) };
}

export interface SlicedBy extends SliceQuestion {
	/** One column or two, which are crossed. */
	readonly columns: readonly string[];
	readonly seed: number;
}

/** A metric of a run's held-out rows by the values of columns; null where none were kept. table/column-missing. */
export async function sliceRun(
	workspace: Workspace,
	run: Artifact,
	isWeighted: boolean,
	by: SlicedBy,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<SliceTable | null> {
	const held = await readHeldOutRows(workspace, run, isWeighted, signal);
	if (!held) return null;
	const read = await readColumnsAt(workspace, held.dataset, by.columns, held.rows.places.slice(), signal);
	return workspace.evaluator.measureSlices(
		sliceJob(held.rows, read, datasetMeta(held.dataset).schema, by),
		signal,
		onProgress
	);
}

function sliceJob(
	rows: EvaluatedRows,
	read: Columns,
	schema: TableSchema,
	{ columns, ...question }: SlicedBy
): SliceJob {
	const ranged = schema.filter(isOrdered).map(({ name }) => name);
	return {
		...question,
		rows,
		ranged,
		columns: columns.flatMap((name) => {
			const column = columnNamed(read, name);
			return column ? [column.type === 'BOOLEAN' ? asWords(column) : column] : [];
		})
	};
}

/** Booleans are stored as 0 and 1. */
function asWords(column: Column): Column {
	const { vector } = column;
	const rows = vector.kind === 'number' ? vector.values.length : vector.codes.length;
	const words = Array.from({ length: rows }, (_, row) => {
		const cell = cellAt(vector, row);
		return cell === null ? null : String(cell !== 0);
	});
	return { ...column, vector: textVector(words) };
}

/** A table, and what of it a model is held against. */
export interface JudgedTable {
	readonly relation: string;
	readonly schema: TableSchema;
	readonly target: string;
	readonly weight: string | null;
}

/**
 * Asks a model about the rows of a table, which it should not have seen: nothing here can tell. train/target-missing, model/input-missing,
 * table/column-missing.
 */
export async function judgeTable(
	workspace: Workspace,
	opened: OpenModel,
	{ relation, target, weight }: JudgedTable,
	whenBoth: 'raw' | 'prepared',
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<EvaluatedRows> {
	const { model } = opened;
	const names = (await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name);
	if (!names.includes(target)) throw new AppError('train/target-missing', { column: target });
	const read = await readNamed(workspace, relation, [target, ...(weight === null ? [] : [weight])], signal);
	const graph = graphFor(opened, names, whenBoth);
	const inputs = await readInputs(workspace, graph, relation, signal);
	const predicted = await predictColumns(workspace, graph, inputs, signal, onProgress);
	const asked = model.classes.length > 0 ? model.classes.map((label) => `probability_${label}`) : ['prediction'];
	const answers = new Float64Array(predicted.rows * asked.length);
	asked.forEach((name, at) => {
		const vector = columnNamed(predicted, name)?.vector;
		if (vector?.kind !== 'number') throw new AppError('model/invalid', { reason: `its graph gives no ${name}` });
		vector.values.forEach((value, row) => (answers[row * asked.length + at] = value));
	});
	return {
		task: model.task,
		classes: model.classes,
		truth: labelsFor(read, target, model.classes),
		answers,
		weights: weight === null ? new Float64Array(predicted.rows).fill(1) : weightsOf(read, weight),
		places: Int32Array.from({ length: predicted.rows }, (_, row) => row),
		...(model.threshold !== undefined && { threshold: model.threshold })
	};
}

/** A metric of the rows of a table by the values of its columns. table/column-missing. */
export async function sliceTable(
	workspace: Workspace,
	rows: EvaluatedRows,
	{ relation, schema }: JudgedTable,
	by: SlicedBy,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<SliceTable> {
	const read = await readNamed(workspace, relation, by.columns, signal);
	return workspace.evaluator.measureSlices(sliceJob(rows, read, schema, by), signal, onProgress);
}

/**
 * How far two runs lie apart on the rows both were measured on, every row counting the same; null where one of them kept no held-out
 * rows, or they are of different datasets.
 */
export async function compareRuns(
	workspace: Workspace,
	a: Artifact,
	b: Artifact,
	signal?: AbortSignal
): Promise<PairedDifference | null> {
	const one = await readHeldOutRows(workspace, a, false, signal);
	const other = await readHeldOutRows(workspace, b, false, signal);
	if (!one || !other || one.dataset.id !== other.dataset.id || one.target !== other.target) return null;
	return workspace.evaluator.comparePaired({ a: one.rows, b: other.rows }, signal);
}
