import { emptyLike, foldCells } from '../monitor/sketch';
import type { Sketch } from '../monitor/sketch';
import type { Cell } from '../table/columns';
import { batchLimits } from './sync';
import type { Batch, SyncLevel } from './sync';
import { entryOf } from '../table/named';

/** What is told of one prediction made on this device. */
export interface CapturedPrediction {
	readonly at: number;
	readonly inputs: Readonly<Record<string, Cell>>;
	readonly prediction: string | number;
	readonly probability: number | null;
}

/** The package that answered, as its manifest names it. */
export interface BatchSource {
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly baselines: Readonly<Record<string, Sketch>>;
}

/** The baseline column that stands for the model's answer. */
export const predictionColumn = 'prediction';

/**
 * The message that tells a relay of these predictions, and nothing else of them: for each column of the baseline a sketch over
 * its bins, and at level `predictions` time, answer and probability of each. Order and bins follow from the input alone, so
 * the same captures always make the same bytes. There must be at least one capture, and at most batchLimits.predictions.
 */
export function buildBatch(
	captures: readonly CapturedPrediction[],
	source: BatchSource,
	level: Exclude<SyncLevel, 'nothing'>,
	place: { readonly epoch: number; readonly sequence: number }
): Batch {
	const { id, name, version, baselines } = source;
	const cells = (column: string) =>
		captures.map((capture) =>
			column === predictionColumn && !Object.hasOwn(capture.inputs, column)
				? capture.prediction
				: (entryOf(capture.inputs, column) ?? null)
		);
	const columns = Object.keys(baselines).sort();
	const sketches: Record<string, Sketch> = {};
	for (const column of columns) {
		const baseline = baselines[column];
		if (baseline) sketches[column] = foldCells(emptyLike(baseline), cells(column));
	}
	const times = captures.map((capture) => capture.at);
	return {
		schemaVersion: 1,
		level,
		...place,
		package: { id, name, version },
		window: { from: Math.min(...times), to: Math.max(...times) },
		count: captures.length,
		sketches,
		predictions:
			level === 'predictions'
				? captures.map(({ at, prediction, probability }) => ({ at, prediction, probability }))
				: []
	};
}

/** Captures of each package in order, cut into runs no longer than a batch may be. The last of a package may be too short to go. */
export function batchRuns<T>(captures: readonly T[], packageOf: (capture: T) => string): T[][] {
	const { predictions } = batchLimits;
	const byPackage = new Map<string, T[]>();
	for (const capture of captures) {
		const run = byPackage.get(packageOf(capture));
		if (run) run.push(capture);
		else byPackage.set(packageOf(capture), [capture]);
	}
	return [...byPackage.values()].flatMap((run) =>
		Array.from({ length: Math.ceil(run.length / predictions) }, (_, part) =>
			run.slice(part * predictions, (part + 1) * predictions)
		)
	);
}
