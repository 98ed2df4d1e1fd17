import { AppError } from '$lib/core/errors';
import type { EvaluatedRows } from '$lib/core/evaluation/evaluated-rows';
import type { PairedDifference } from '$lib/core/evaluation/paired-difference';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { columnNamed, takeRows, type Columns } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';
import { labelsFor } from '$lib/core/train/target';
import { readAnswers } from './held-out';
import { openTable } from './table';

/** The held-out rows of a run, ready to be measured. */
export interface HeldOutRows {
	readonly rows: EvaluatedRows;
	readonly dataset: Artifact;
	/** The dataset's column of the truth. */
	readonly target: string;
	/** The column that says how much a row counts; null where every row counts the same. */
	readonly weight: string | null;
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
			places: kept.rows
		},
		dataset,
		target: meta.target,
		weight
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
	const table = await openTable(workspace, dataset, signal);
	const all = await workspace.sql.query(
		`SELECT ${Array.from(new Set(names), sqlName).join(', ')} FROM ${table}`,
		signal
	);
	return takeRows(all, places);
}

/** Weights by a column; a row without one counts nothing. table/column-kind where it is text. */
function weightsOf(columns: Columns, name: string): Float64Array {
	const vector = columnNamed(columns, name)?.vector;
	if (vector?.kind !== 'number')
		throw new AppError('table/column-kind', { column: name, kind: 'text', wanted: 'number' });
	return vector.values.map((value, row) => (vector.missing?.[row] === 1 || !(value > 0) ? 0 : value));
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
