import type { Random } from '../random';
import type { TextVector } from '../table/columns';
import { calibratedTail, chiSquareTest } from './chi-square';
import { largestDifference, sharesOf } from './distances';
import type { Measured } from './drift';
import { binnedDistances, noMeasure, noTextTests } from './numeric-drift';

export interface CountedValues {
	readonly values: readonly string[];
	readonly reference: readonly number[];
	readonly current: readonly number[];
	readonly missing: { readonly reference: number; readonly current: number };
}

/** How often each value stands in two columns of text, over the values of either. */
export function countValues(reference: TextVector, current: TextVector): CountedValues {
	const places = new Map<string, number>();
	const placed = [reference, current].map((vector) => {
		const counts = new Int32Array(vector.dictionary.length);
		let missing = 0;
		for (const code of vector.codes) {
			if (code < 0) missing += 1;
			else counts[code] = (counts[code] ?? 0) + 1;
		}
		vector.dictionary.forEach((value, code) => {
			if ((counts[code] ?? 0) > 0 && !places.has(value)) places.set(value, places.size);
		});
		return { vector, counts, missing };
	});
	const [a, b] = placed.map(({ vector, counts }) => {
		const list = new Array<number>(places.size).fill(0);
		vector.dictionary.forEach((value, code) => {
			const place = places.get(value);
			if (place !== undefined) list[place] = (list[place] ?? 0) + (counts[code] ?? 0);
		});
		return list;
	});
	return {
		values: [...places.keys()],
		reference: a ?? [],
		current: b ?? [],
		missing: { reference: placed[0]?.missing ?? 0, current: placed[1]?.missing ?? 0 }
	};
}

/**
 * Drift of values from their counts. The interval of the effect adds to both sides what total variation may be off by
 * with probability 5 %: half of √(k / rows) in the mean, and McDiarmid's bound for what lies beyond it.
 */
export function textDrift(reference: readonly number[], current: readonly number[], random: Random): Measured {
	const n = reference.reduce((sum, count) => sum + count, 0);
	const m = current.reduce((sum, count) => sum + count, 0);
	if (n === 0 || m === 0) return { tests: noTextTests, ...noMeasure };
	const distances = binnedDistances(reference, current);
	const tail = calibratedTail(reference, current, random);
	const values = reference.length - 1;
	const reach = (rows: number) => Math.sqrt(values / rows) / 2 + Math.sqrt(Math.log(4 / 0.05) / (2 * rows));
	const margin = values === 0 ? 0 : reach(n) + reach(m);
	return {
		tests: {
			...distances,
			lInfinity: largestDifference(sharesOf(reference), sharesOf(current)),
			chiSquare: chiSquareTest(reference, current)
		},
		effect: distances.totalVariation,
		effectInterval: [Math.max(0, distances.totalVariation - margin), Math.min(1, distances.totalVariation + margin)],
		pValue: tail.pValue,
		null: tail.null
	};
}
