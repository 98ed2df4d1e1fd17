import { checkpointsOf, type Checkpoint } from '../clarify/checkpoint';
import type { Analyst } from '../ports';
import type { Column, Columns } from '../table/columns';
import {
	correlationMatrix,
	lasso,
	principalComponents,
	standardise,
	varianceInflation,
	type Component
} from './collinearity';
import { correlate, numbersOf, type PairCorrelation } from './correlation';
import { decompose, seriesAnomalies, type Decomposition } from './decompose';
import { permutationImportance } from './importance';
import { isolationScores } from './isolation-forest';

/** Rows to look at together; `numbers` names the columns that are read as numbers, the others are categories. */
export interface AnalysisJob {
	readonly columns: Columns;
	readonly numbers: readonly string[];
	/** A column that the others are to predict: its own variance is not theirs to inflate. */
	readonly target: string | null;
	readonly seed: number;
}

export interface Analysis {
	/** Isolation score of each row, below 0 for an unusual one; empty without a column of numbers. */
	readonly anomaly: Float64Array;
	readonly correlations: readonly PairCorrelation[];
	/** Variance inflation factors of the columns of numbers that vary. */
	readonly inflation: readonly { readonly column: string; readonly factor: number }[];
}

/** Columns of numbers together; `labels` are targets that a lasso with the penalty `l1` is to tell from them. */
export interface CollinearityJob {
	readonly columns: Columns;
	readonly labels: readonly Float64Array[];
	readonly l1: number;
}

export interface Collinearity {
	/** Of the columns that vary, in their order. */
	readonly inflation: readonly { readonly column: string; readonly factor: number }[];
	readonly components: readonly Component[];
	/** Of each column the weight of largest size over the targets; empty without one. */
	readonly lasso: readonly { readonly column: string; readonly weight: number }[];
}

/** A series at even steps without gaps, its season in steps, and how many standard deviations off a rest is odd. */
export interface DecomposeJob {
	readonly values: Float64Array;
	readonly period: number;
	readonly k: number;
}
export type SeriesParts = Pick<Decomposition, 'trend' | 'seasonal' | 'residual'> & { readonly odd: readonly number[] };

function measureCollinearity({ columns, labels, l1 }: CollinearityJob): Collinearity {
	const together = standardise(
		columns.columns.map(({ name }) => name),
		columns.columns.map(({ vector }) => numbersOf(vector, columns.rows))
	);
	const { names, values, rows } = together;
	const matrix = correlationMatrix(together);
	const factors = varianceInflation(matrix, names.length);
	const targets = standardise(labels.map(String), labels).values;
	const weights = targets.map((target) =>
		lasso(
			matrix,
			Float64Array.from(values, (x) => x.reduce((sum, each, row) => sum + each * (target[row] ?? 0), 0) / rows),
			l1
		)
	);
	return {
		inflation: names.map((column, at) => ({ column, factor: factors[at] ?? 1 })),
		components: principalComponents(matrix, names.length, rows),
		lasso:
			weights.length === 0
				? []
				: names.map((column, at) => ({
						column,
						weight: weights.reduce((top, each) => (Math.abs(each[at] ?? 0) > Math.abs(top) ? (each[at] ?? 0) : top), 0)
					}))
	};
}

/** The Analyst in plain TypeScript; `pause` as in createExplainer. */
export function createAnalyst(pause: () => Promise<boolean>): Analyst {
	const checkpoint = checkpointsOf(pause);
	return {
		analyse: (job, signal, onProgress) => analyse(job, checkpoint('analyse', signal, onProgress)),
		correlate: ({ columns, numbers }, signal, onProgress) => {
			const wanted = new Set(numbers);
			return correlate(columns, ({ name }) => wanted.has(name), checkpoint('analyse', signal, onProgress));
		},
		measureCollinearity: (job) => Promise.resolve(measureCollinearity(job)),
		decomposeSeries: ({ values, period, k }) => {
			const { trend, seasonal, residual } = decompose(values, { period });
			return Promise.resolve({ trend, seasonal, residual, odd: seriesAnomalies(residual, k) });
		},
		measureImportance: (job, signal, onProgress) =>
			permutationImportance(job, checkpoint('importance', signal, onProgress))
	};
}

async function analyse({ columns, numbers, target, seed }: AnalysisJob, checkpoint: Checkpoint): Promise<Analysis> {
	const wanted = new Set(numbers);
	const isNumber = ({ name }: Column) => wanted.has(name);
	const numeric = columns.columns.filter(isNumber);
	const together = standardise(
		numeric.map(({ name }) => name),
		numeric.map(({ vector }) => numbersOf(vector, columns.rows))
	);
	const places = Array.from(together.names.keys()).filter((at) => together.names[at] !== target);
	const features = {
		...together,
		names: places.map((at) => together.names[at] ?? ''),
		values: places.flatMap((at) => together.values[at] ?? [])
	};
	const factors = varianceInflation(correlationMatrix(features), features.names.length);
	return {
		anomaly:
			together.values.length > 0
				? await isolationScores(together.values, columns.rows, seed, checkpoint)
				: new Float64Array(0),
		correlations: await correlate(columns, isNumber, checkpoint),
		inflation: features.names.map((column, at) => ({ column, factor: factors[at] ?? 1 }))
	};
}
