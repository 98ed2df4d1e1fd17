import { AppError } from '$lib/core/errors';
import { calledClass } from '$lib/core/model/called-class';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { textVector, type Column } from '$lib/core/table/columns';
import { readRunMeta, type RunMeta } from '$lib/core/train/run-meta';
import { sqlName } from '$lib/core/table/sql';
import { getArtifact } from './artifact';
import { describeRelation } from './describe';
import { freeName } from './free-name';
import { openTable } from './table';

/** A list as it is kept. */
export function heldOutBytes(list: Int32Array | Float64Array): Uint8Array {
	return new Uint8Array(list.buffer.slice(list.byteOffset, list.byteOffset + list.byteLength));
}

/**
 * Row numbers that were held out (int32) and what the model measured on them answered (float64, rows x classes), before calibration too where it
 * was calibrated; little-endian.
 */
export async function keepHeldOut(
	workspace: Pick<Workspace, 'blobs'>,
	rows: Int32Array,
	predictions: Float64Array,
	raw: Float64Array | null
): Promise<Record<string, string>> {
	if (rows.length === 0) return {};
	return {
		'test-rows': await workspace.blobs.put(heldOutBytes(rows)),
		'test-predictions': await workspace.blobs.put(heldOutBytes(predictions)),
		...(raw && { 'test-raw-predictions': await workspace.blobs.put(heldOutBytes(raw)) })
	};
}

/** The rows a run was measured on, with what its model answered before it had seen them. */
export interface HeldOut {
	/** SQL relation: the dataset's columns, then `predicted` and for classes `score`. */
	readonly relation: string;
	/** Names of the two added columns; they differ from the dataset's. */
	readonly predicted: string;
	/** Probability of the last class; null for a regression. */
	readonly score: string | null;
	readonly rows: number;
	readonly dataset: Artifact;
}

/** What a run kept of its held-out rows, and the dataset they are of. */
export interface KeptAnswers {
	/** Numbers of the rows in the dataset, from 0. */
	readonly rows: Int32Array;
	/** Row-major rows x classes, or the predicted numbers. */
	readonly answers: Float64Array;
	/** The same before calibration; null where nothing was calibrated, or the run is older than their keeping. */
	readonly rawAnswers: Float64Array | null;
	readonly meta: RunMeta;
	readonly dataset: Artifact;
}

/** Null where no rows were held out, or the run is older than their keeping. project/invalid where they are cut short. */
export async function readAnswers(workspace: Workspace, run: Artifact): Promise<KeptAnswers | null> {
	const meta = readRunMeta(run);
	const [rowsBlob, answersBlob] = [run.blobs['test-rows'], run.blobs['test-predictions']];
	if (!meta || rowsBlob === undefined || answersBlob === undefined) return null;
	const rawBlob = run.blobs['test-raw-predictions'];
	const numbersOf = async (blob: string) => new Float64Array((await workspace.blobs.get(blob)).slice().buffer);
	const rows = new Int32Array((await workspace.blobs.get(rowsBlob)).slice().buffer);
	const answers = await numbersOf(answersBlob);
	const rawAnswers = rawBlob === undefined ? null : await numbersOf(rawBlob);
	const length = rows.length * Math.max(1, meta.classes.length);
	if (answers.length !== length || (rawAnswers && rawAnswers.length !== length))
		throw new AppError('project/invalid', { artifact: run.id, reason: 'its held-out predictions are cut short' });
	const id = meta.holdout.type === 'table' ? meta.holdout.dataset : (run.parents['dataset'] ?? '');
	return { rows, answers, rawAnswers, meta, dataset: await getArtifact(workspace, id) };
}

/**
 * Opens the held-out rows of a run, called by the threshold of the model it is about; null where none were held out, or the run is older than
 * their keeping.
 */
export async function openHeldOut(
	workspace: Workspace,
	run: Artifact,
	threshold: number | undefined,
	signal?: AbortSignal
): Promise<HeldOut | null> {
	const kept = await readAnswers(workspace, run);
	if (!kept) return null;
	const { rows, answers, meta, dataset } = kept;
	const table = await openTable(workspace, dataset, signal);
	const names = (await describeRelation(workspace, table, {}, signal)).map(({ name }) => name);
	const added = answerNames(names, meta.classes.length > 0);
	const held = `held_${run.id.slice(0, 16)}${threshold === undefined ? '' : `_${String(threshold).replace(/\W/g, '_')}`}`;
	await workspace.sql.loadColumns(held, {
		rows: rows.length,
		columns: [
			{ name: added.place, type: 'DOUBLE', vector: { kind: 'number', values: Float64Array.from(rows), missing: null } },
			...answerColumns(answers, rows.length, { classes: meta.classes, threshold }, added)
		]
	});
	const { predicted, score } = added;
	return { relation: besideAnswers(table, held, added), predicted, score, rows: rows.length, dataset };
}

/** Names of answers beside a dataset's columns, none of which they meet; `place` is the row's number, from 0. */
export interface AnswerNames {
	readonly predicted: string;
	readonly score: string | null;
	readonly place: string;
}

export function answerNames(names: readonly string[], hasScore: boolean): AnswerNames {
	const predicted = freeName(names, 'predicted');
	const score = hasScore ? freeName([...names, predicted], 'score') : null;
	return { predicted, score, place: freeName([...names, predicted, 'score'], 'place') };
}

/** A relation of the rows of a table that a table of answers has the places of, the answers behind their columns. */
export function besideAnswers(table: string, answers: string, { predicted, score, place }: AnswerNames): string {
	const added = [predicted, ...(score === null ? [] : [score])].map((name) => `h.${sqlName(name)}`).join(', ');
	return `(SELECT d.* EXCLUDE (${sqlName(place)}), ${added}
	FROM (SELECT *, CAST(row_number() OVER () - 1 AS DOUBLE) AS ${sqlName(place)} FROM ${table}) AS d
	JOIN ${sqlName(answers)} AS h ON d.${sqlName(place)} = h.${sqlName(place)} ORDER BY d.${sqlName(place)})`;
}

function answerColumns(
	answers: Float64Array,
	rows: number,
	{ classes, threshold }: { readonly classes: readonly string[]; readonly threshold: number | undefined },
	{ predicted, score }: AnswerNames
): Column[] {
	if (score === null)
		return [{ name: predicted, type: 'DOUBLE', vector: { kind: 'number', values: answers, missing: null } }];
	const width = classes.length;
	const labels = Array.from(
		{ length: rows },
		(_, row) => classes[calledClass(answers, row * width, width, threshold)] ?? null
	);
	const scores = Float64Array.from({ length: rows }, (_, row) => answers[row * width + width - 1] ?? NaN);
	return [
		{ name: predicted, type: 'VARCHAR', vector: textVector(labels) },
		{ name: score, type: 'DOUBLE', vector: { kind: 'number', values: scores, missing: null } }
	];
}
