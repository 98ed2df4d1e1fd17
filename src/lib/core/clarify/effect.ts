import { AppError } from '../errors';
import type { Model } from '../model/model';
import type { Columns } from '../table/columns';
import { accumulatedEffects } from './ale';
import type { Checkpoint } from './checkpoint';
import { outputOf } from './coalition';
import { axisOf, nearestPlaces, type AxisRows, type EffectAxis } from './effect-axis';
import { partialDependence } from './partial-dependence';

export const effectKinds = ['pdp', 'ice', 'ale'] as const;
export type EffectKind = (typeof effectKinds)[number];

/** The model's answers for raw rows, one number a row. */
export type Ask = (rows: Columns) => Promise<Float64Array>;

export interface EffectJob {
	readonly model: Model;
	readonly rows: Columns;
	/** One input of the model or two. */
	readonly columns: readonly string[];
	readonly kind: EffectKind;
	/** At most so many places along a column. */
	readonly grid: number;
	readonly output: 'margin' | 'probability';
	/** Which class's margin or probability; the last one when left out. */
	readonly classIndex?: number;
	/** Chooses the rows whose curves are kept. */
	readonly seed: number;
}

/** How the answer of a model goes with one column or two. */
export interface Effect {
	readonly kind: EffectKind;
	/** What the answers are: a number is its own margin, and a graph of classes has no margins. */
	readonly output: EffectJob['output'];
	readonly rows: number;
	readonly axes: readonly EffectAxis[];
	/**
	 * Row-major over the places of the first axis and the second. pdp, ice: the mean answer with every row moved there (Friedman
	 * 2001). ale: how far the answer lies there from its mean over the rows (Apley & Zhu 2020); of two columns, what they do beyond
	 * each alone.
	 */
	readonly values: Float64Array;
	/** Rows that lie nearest each place, same shape: where there are few, the model was asked about rows that hardly occur. */
	readonly support: Float64Array;
	/** The mean answer for the rows as they are. */
	readonly mean: number;
	/** Single rows (Goldstein et al. 2015), row-major curves x places; of at most 200 rows, chosen by the seed. Only for ice. */
	readonly curves: { readonly rows: Int32Array; readonly values: Float64Array } | null;
	/** ale of two columns: cells without rows, which take the difference of the nearest cell that has some. */
	readonly filled: number;
}

/**
 * Measures by asking the model about changed rows: exact for the rows given. model/input-missing when a column is no input of the
 * model or not in the rows, table/empty without rows, clarify/not-explainable for ICE of two columns or ALE of two that are not
 * both numbers.
 */
export async function measureEffect(job: EffectJob, ask: Ask, checkpoint: Checkpoint): Promise<Effect> {
	const { rows, kind, grid, columns } = job;
	if (rows.rows === 0) throw new AppError('table/empty', { table: 'input' });
	const axes = columns.map((name) => {
		const input = job.model.inputs.find((each) => each.name === name);
		if (!input) throw new AppError('model/input-missing', { column: name });
		return axisOf(input, rows, grid);
	});
	if (kind === 'ice' && axes.length > 1)
		throw new AppError('clarify/not-explainable', { reason: 'curves of single rows are drawn along one column' });
	const answers = await ask(rows);
	const mean = answers.reduce((sum, value) => sum + value, 0) / rows.rows;
	const shared = { kind, output: outputOf(job), rows: rows.rows, mean };
	if (kind === 'ale') {
		const others = job.model.inputs.filter(({ name }) => !columns.includes(name));
		const found = await accumulatedEffects(rows, axes, others, ask, checkpoint);
		const { values, filled } = found;
		return { ...shared, ...placesOf(found.axes), values, filled, curves: null };
	}
	const seed = kind === 'ice' ? job.seed : null;
	const { values, curves } = await partialDependence(
		rows,
		axes.map(({ axis }) => axis),
		ask,
		seed,
		checkpoint
	);
	return { ...shared, ...placesOf(axes), values, curves, filled: 0 };
}

function placesOf(axes: readonly AxisRows[]): Pick<Effect, 'axes' | 'support'> {
	const [first, second] = axes.map(nearestPlaces);
	const width = axes[1]?.axis.values.length ?? 1;
	const support = new Float64Array((axes[0]?.axis.values.length ?? 0) * width);
	first?.forEach((place, row) => {
		const beside = second ? (second[row] ?? -1) : 0;
		if (place < 0 || beside < 0) return;
		const at = place * width + beside;
		support[at] = (support[at] ?? 0) + 1;
	});
	return { axes: axes.map(({ axis }) => axis), support };
}
