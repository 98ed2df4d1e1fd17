import type { Checkpoint } from '../clarify/checkpoint';
import type { Analyst } from '../ports';
import type { Column, Columns } from '../table/columns';
import { correlationMatrix, standardise, varianceInflation } from './collinearity';
import { correlate, numbersOf, type PairCorrelation } from './correlation';
import { isolationScores } from './isolation-forest';

/** Rows to look at together; `numbers` names the columns that are read as numbers, the others are categories. */
export interface AnalysisJob {
	readonly columns: Columns;
	readonly numbers: readonly string[];
	readonly seed: number;
}

export interface Analysis {
	/** Isolation score of each row, below 0 for an unusual one; empty without a column of numbers. */
	readonly anomaly: Float64Array;
	readonly correlations: readonly PairCorrelation[];
	/** Variance inflation factors of the columns of numbers that vary. */
	readonly inflation: readonly { readonly column: string; readonly factor: number }[];
}

/** The Analyst in plain TypeScript; `pause` as in createExplainer. */
export function createAnalyst(pause: () => Promise<boolean>): Analyst {
	return {
		analyse: (job, signal, onProgress) =>
			analyse(job, async (done, total) => {
				const paused = await pause();
				signal?.throwIfAborted();
				if (paused || done === 0) onProgress?.({ phase: 'analyse', done, total });
			})
	};
}

async function analyse({ columns, numbers, seed }: AnalysisJob, checkpoint: Checkpoint): Promise<Analysis> {
	const wanted = new Set(numbers);
	const isNumber = ({ name }: Column) => wanted.has(name);
	const numeric = columns.columns.filter(isNumber);
	const together = standardise(
		numeric.map(({ name }) => name),
		numeric.map(({ vector }) => numbersOf(vector, columns.rows))
	);
	const factors = varianceInflation(correlationMatrix(together), together.names.length);
	return {
		anomaly:
			together.values.length > 0
				? await isolationScores(together.values, columns.rows, seed, checkpoint)
				: new Float64Array(0),
		correlations: await correlate(columns, isNumber, checkpoint),
		inflation: together.names.map((column, at) => ({ column, factor: factors[at] ?? 1 }))
	};
}
