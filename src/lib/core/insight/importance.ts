import type { Checkpoint } from '../clarify/checkpoint';
import { permutationImportance as importances } from '../clarify/permutation-importance';
import type { Model } from '../model/model';
import type { Columns } from '../table/columns';
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

const repeats = 5;

/** Every column a model reads, the most important first. */
export async function permutationImportance(
	{ model, columns, labels, seed }: ImportanceJob,
	checkpoint: Checkpoint
): Promise<Importance[]> {
	const classes = model.classes.length;
	const naive = Math.max(naiveLoss(labels, labels, classes), 1e-12);
	const read = new Set(model.inputs.map(({ name }) => name));
	const groups = columns.columns.filter(({ name }) => read.has(name)).map(({ name }) => [name]);
	const metric = classes > 0 ? 'logLoss' : 'mse';
	const { importance } = await importances(
		{ model, rows: columns, labels, metric, groups, repeats, seed },
		(rows) => Promise.resolve(predictRows(model, rows)),
		checkpoint
	);
	return importance.map(({ columns: [column = ''], mean, deviation }) => ({
		column,
		rise: (mean ?? 0) / naive,
		spread: (deviation ?? 0) / naive
	}));
}
