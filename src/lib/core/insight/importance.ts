import type { Checkpoint } from '../clarify/checkpoint';
import type { Model } from '../model/model';
import { seededRandom, shuffledIndex } from '../random';
import { takeRows, type Columns } from '../table/columns';
import { predictRows } from '../train/predict';
import { naiveLoss } from './scores';

export interface ImportanceJob {
	readonly model: Model;
	/** Rows the model has not seen. */
	readonly columns: Columns;
	/** Class numbers, or the numbers themselves, of these rows. */
	readonly labels: Float64Array;
	readonly seed: number;
}

/** How much the loss on unseen rows rises when a column's values are shuffled among them (Breiman 2001). */
export interface Importance {
	readonly column: string;
	/** Mean over the shuffles, as a share of what a guesser that knows no column loses; 0 or less: the model does without it. */
	readonly rise: number;
	/** Standard deviation over the shuffles. */
	readonly spread: number;
}

const shuffles = 5;

/** Every column a model reads, the most important first. */
export async function permutationImportance(
	{ model, columns, labels, seed }: ImportanceJob,
	checkpoint: Checkpoint
): Promise<Importance[]> {
	const random = seededRandom(seed);
	const before = lossOf(model, columns, labels);
	const naive = Math.max(naiveLoss(labels, labels, model.classes.length), 1e-12);
	const read = new Set(model.inputs.map(({ name }) => name));
	const found: Importance[] = [];
	const asked = columns.columns.filter(({ name }) => read.has(name));
	for (const [at, column] of asked.entries()) {
		const rises: number[] = [];
		for (let turn = 0; turn < shuffles; turn++) {
			await checkpoint(at * shuffles + turn, asked.length * shuffles);
			const { columns: [other = column] = [] } = takeRows(
				{ rows: columns.rows, columns: [column] },
				shuffledIndex(columns.rows, random)
			);
			const changed = columns.columns.map((each) => (each === column ? other : each));
			const after = lossOf(model, { rows: columns.rows, columns: changed }, labels);
			rises.push((after - before) / naive);
		}
		const mean = rises.reduce((sum, rise) => sum + rise, 0) / shuffles;
		const spread = Math.sqrt(rises.reduce((sum, rise) => sum + (rise - mean) ** 2, 0) / (shuffles - 1));
		found.push({ column: column.name, rise: mean, spread });
	}
	return found.sort((a, b) => b.rise - a.rise);
}

/** Mean cross entropy, or mean squared error. */
function lossOf(model: Model, columns: Columns, labels: Float64Array): number {
	const answers = predictRows(model, columns);
	const classes = model.classes.length;
	const sum = labels.reduce((total, label, row) => {
		if (classes === 0) return total + ((answers[row] ?? 0) - label) ** 2;
		return total - Math.log(Math.max(answers[row * classes + label] ?? 0, 1e-15));
	}, 0);
	return sum / labels.length;
}
