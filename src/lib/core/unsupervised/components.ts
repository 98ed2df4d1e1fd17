import type { Checkpoint } from '../clarify/checkpoint';
import { AppError } from '../errors';
import { symmetricEigen } from '../insight/symmetric-eigen';
import { seededRandom } from '../random';
import { encodeRows, learntFrom, sampleRows, type EncodedRows, type LearntFrom, type RowsJob } from './encoded-rows';
import { meaningsOf, type FeatureMeaning } from './feature-meaning';

export interface ComponentsJob extends RowsJob {
	/** How many; `auto`: as many as there are, at most 10. */
	readonly count: number | 'auto';
}

export interface Component {
	/** Variance of the rows along it (n - 1), and its share of all variance. */
	readonly variance: number;
	readonly share: number;
	/** What it is made of: one weight a feature, of length 1 together. */
	readonly loadings: Float64Array;
}

export interface Components extends LearntFrom {
	readonly features: readonly string[];
	readonly meanings: readonly FeatureMeaning[];
	/** The share of all variance along each component there is, kept or not. */
	readonly shares: Float64Array;
	readonly components: readonly Component[];
	/** For each component the place of every row along it. */
	readonly scores: readonly Float64Array[];
	/** Rows to draw: a sample of them where there are many. */
	readonly sample: Int32Array;
}

const mostByItself = 10;

/**
 * Principal components of the encoded rows: eigenvectors of their covariance (n - 1), the widest first; the largest weight of each is
 * positive. train/too-many-components beyond the number of features or rows less one.
 */
export async function findComponents(job: ComponentsJob, checkpoint: Checkpoint): Promise<Components> {
	const encoded = encodeRows(job);
	const { rows, width, featurizer } = encoded;
	const count = job.count === 'auto' ? Math.min(mostByItself, width, rows - 1) : job.count;
	return {
		...learntFrom(encoded),
		features: featurizer.features,
		meanings: featurizer.encoders.flatMap(meaningsOf),
		...(await componentsOf(encoded, count, checkpoint)),
		sample: sampleRows(rows, seededRandom(job.seed))
	};
}

export async function componentsOf(
	encoded: EncodedRows,
	count: number,
	checkpoint: Checkpoint
): Promise<Pick<Components, 'components' | 'scores' | 'shares'>> {
	const { rows, width, values } = encoded;
	const most = Math.min(width, rows - 1);
	if (count > most) throw new AppError('train/too-many-components', { asked: count, most });
	const means = meansOf(encoded);
	const covariance = new Float64Array(width * width);
	for (let row = 0; row < rows; row++) {
		if (row % 500 === 0) await checkpoint(row, rows);
		for (let i = 0; i < width; i++) {
			const x = (values[row * width + i] ?? 0) - (means[i] ?? 0);
			if (x === 0) continue;
			for (let j = 0; j <= i; j++) {
				const at = i * width + j;
				covariance[at] = (covariance[at] ?? 0) + x * ((values[row * width + j] ?? 0) - (means[j] ?? 0));
			}
		}
	}
	let total = 0;
	for (let i = 0; i < width; i++)
		for (let j = 0; j <= i; j++) {
			const value = (covariance[i * width + j] ?? 0) / (rows - 1);
			covariance[i * width + j] = covariance[j * width + i] = value;
			if (i === j) total += value;
		}
	const all = symmetricEigen(covariance, width).map(({ value, vector }) => ({ value: Math.max(0, value), vector }));
	const components = all.slice(0, count).map(({ value, vector }) => ({
		variance: value,
		share: value / total,
		loadings: facingUp(vector)
	}));
	return {
		shares: Float64Array.from(all, ({ value }) => value / total),
		components,
		scores: components.map(({ loadings }) => project(encoded, means, loadings))
	};
}

function meansOf({ rows, width, values }: EncodedRows): Float64Array {
	const means = new Float64Array(width);
	for (let at = 0; at < values.length; at++) means[at % width] = (means[at % width] ?? 0) + (values[at] ?? 0);
	return means.map((sum) => sum / rows);
}

function facingUp(vector: Float64Array): Float64Array {
	const largest = vector.reduce((most, weight) => (Math.abs(weight) > Math.abs(most) + 1e-12 ? weight : most), 0);
	return largest < 0 ? vector.map((weight) => -weight) : vector;
}

function project({ rows, width, values }: EncodedRows, means: Float64Array, loadings: Float64Array): Float64Array {
	const scores = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		let sum = 0;
		for (let k = 0; k < width; k++) sum += ((values[row * width + k] ?? 0) - (means[k] ?? 0)) * (loadings[k] ?? 0);
		scores[row] = sum;
	}
	return scores;
}
