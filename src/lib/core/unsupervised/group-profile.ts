import type { Encoder } from '../model/model';
import type { EncodedRows } from './encoded-rows';
import { meaningsOf, type FeatureMeaning } from './feature-meaning';

/** How a group differs from all rows in one feature: means of a number (in its unit), shares of a category or of missing values. */
export interface Trait extends FeatureMeaning {
	readonly feature: string;
	readonly inGroup: number;
	readonly overall: number;
	/** (mean of the group - mean of all) / standard deviation of all. */
	readonly difference: number;
}

export interface GroupProfile {
	readonly rows: number;
	readonly share: number;
	/** What sets it apart, one feature a column, the largest difference first. */
	readonly traits: readonly Trait[];
}

const shownTraits = 6;
/** Smaller differences, in standard deviations, say little. */
const leastDifference = 0.2;

/** What sets each group apart from all rows: standardised mean differences of its features. */
export function profileGroups(
	{ rows, width, values, featurizer }: EncodedRows,
	labels: Int32Array,
	groups: number
): GroupProfile[] {
	const sums = new Float64Array(groups * width);
	const squares = new Float64Array(width);
	const all = new Float64Array(width);
	const sizes = new Int32Array(groups);
	for (let row = 0; row < rows; row++) {
		const group = labels[row] ?? 0;
		sizes[group] = (sizes[group] ?? 0) + 1;
		for (let k = 0; k < width; k++) {
			const value = values[row * width + k] ?? 0;
			sums[group * width + k] = (sums[group * width + k] ?? 0) + value;
			all[k] = (all[k] ?? 0) + value;
			squares[k] = (squares[k] ?? 0) + value * value;
		}
	}
	const meanings = featurizer.encoders.flatMap(meaningsOf);
	const units = featurizer.encoders.flatMap(unitsOf);
	return Array.from({ length: groups }, (_, group) => {
		const size = sizes[group] ?? 0;
		const traits = meanings.map((meaning, k): Trait => {
			const mean = (all[k] ?? 0) / rows;
			const deviation = Math.sqrt(Math.max(0, (squares[k] ?? 0) / rows - mean * mean));
			const own = size > 0 ? (sums[group * width + k] ?? 0) / size : mean;
			const { mean: zero, scale } = units[k] ?? { mean: 0, scale: 1 };
			return {
				...meaning,
				feature: featurizer.features[k] ?? '',
				inGroup: zero + own * scale,
				overall: zero + mean * scale,
				difference: deviation > 0 ? (own - mean) / deviation : 0
			};
		});
		return {
			rows: size,
			share: size / rows,
			traits: traits
				.filter(({ difference }) => Math.abs(difference) >= leastDifference)
				.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
				.filter(({ column }, at, sorted) => sorted.findIndex((other) => other.column === column) === at)
				.slice(0, shownTraits)
		};
	});
}

interface Unit {
	readonly mean: number;
	readonly scale: number;
}

/** For each feature of an encoder how its values become those of the column. */
function unitsOf(encoder: Encoder): Unit[] {
	if (encoder.type === 'numeric') return [{ mean: encoder.mean, scale: encoder.scale }];
	const count = encoder.type === 'onehot' ? encoder.categories.length : 1;
	return Array.from({ length: count }, () => ({ mean: 0, scale: 1 }));
}
