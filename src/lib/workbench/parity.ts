import { askModel } from '$lib/core/model/asked-model';
import { calledClass } from '$lib/core/model/called-class';
import type { Model } from '$lib/core/model/model';
import type { Graph } from '$lib/core/model/preparation';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { cellAt, columnNamed, type Columns } from '$lib/core/table/columns';
import { openModel, predictColumns, readInputs } from './model';
import { findSameOrigin, preparedSql, type Origin } from './preparation';
import { openTable } from './table';

const parityRows = 2000;

/** How far the ONNX graph's answers are from the plain reference's, on the first rows of a table. */
export interface Parity {
	readonly rows: number;
	readonly largest: number;
	/** `largest` where answers of more than 1 in size are measured by their size. */
	readonly relative: number;
	/** Rows whose predicted class differs; null for a regression. */
	readonly changed: number | null;
}

/**
 * Runs the graph that devices run and the plain path (the recipe in DuckDB, then the reference) on the same rows, the first 2,000, and
 * compares every answer. Where the raw table is gone, the rows are those of the model's own table.
 */
export async function checkParity(
	workspace: Workspace,
	artifact: Artifact,
	dataset: Artifact,
	signal?: AbortSignal
): Promise<Parity> {
	const opened = await openModel(workspace, artifact);
	const { model, onnx, device } = opened;
	const origin = await findSameOrigin(workspace, dataset, device);
	if (origin) return parityFrom(workspace, device, origin, signal);
	const sample = firstRows(await openTable(workspace, dataset, signal));
	const columns = await readInputs(workspace, { model }, sample, signal);
	const got = await predictColumns(workspace, { model, onnx }, columns, signal);
	return compareAnswers({ model }, got, await answersOf(workspace, model, columns));
}

/** Parity of a graph with a recipe in it, over the raw rows its model's table was made of. */
export async function parityFrom(
	workspace: Workspace,
	device: Graph,
	origin: Origin,
	signal?: AbortSignal
): Promise<Parity> {
	const { model, preparation } = device;
	const sample = firstRows(await openTable(workspace, origin.source, signal));
	const raw = preparedSql(origin, sample, preparation?.recipe?.start ?? 0);
	const prepared = preparedSql(origin, sample, origin.recipe.steps.length);
	const got = await predictColumns(workspace, device, await readInputs(workspace, device, raw, signal), signal);
	const wanted = await answersOf(workspace, model, await readInputs(workspace, { model }, prepared, signal));
	return compareAnswers(device, got, wanted);
}

async function answersOf({ predictor }: Workspace, model: Model, columns: Columns): Promise<Float64Array> {
	const asked = await askModel(model, predictor);
	return asked.answers(asked.encode(columns));
}

function firstRows(relation: string): string {
	return `(SELECT * FROM ${relation} LIMIT ${parityRows})`;
}

/** Answers as predictColumns gives them against those of the plain path. */
function compareAnswers({ model }: Pick<Graph, 'model'>, got: Columns, wanted: Float64Array): Parity {
	const names = model.task === 'regression' ? ['prediction'] : model.classes.map((label) => `probability_${label}`);
	const width = names.length;
	const answers = names.map((name) => {
		const vector = columnNamed(got, name)?.vector;
		return vector?.kind === 'number' ? vector.values : new Float64Array(got.rows).fill(NaN);
	});
	const label = columnNamed(got, 'prediction')?.vector;
	let largest = 0;
	let relative = 0;
	let changed = 0;
	for (let row = 0; row < got.rows; row++) {
		const ours = answers.map((values) => values[row] ?? NaN);
		const theirs = Array.from(wanted.subarray(row * width, (row + 1) * width));
		ours.forEach((value, k) => {
			const answer = theirs[k] ?? NaN;
			const gap = Math.abs(value - answer);
			largest = Number.isNaN(gap) ? Infinity : Math.max(largest, gap);
			relative = Number.isNaN(gap) ? Infinity : Math.max(relative, gap / Math.max(1, Math.abs(answer)));
		});
		const called = model.classes[calledClass(theirs, 0, width, model.threshold)];
		if (label && cellAt(label, row) !== called) changed += 1;
	}
	return { rows: got.rows, largest, relative, changed: model.task === 'regression' ? null : changed };
}
