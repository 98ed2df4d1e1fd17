import type { Condition } from './slice-rule';

export type SplitColumn =
	| {
			readonly name: string;
			/** NaN where missing. */ readonly numbers: Float64Array;
			/** Whether any row of the table has none. */ readonly hasMissing: boolean;
	  }
	| {
			readonly name: string;
			readonly codes: Int32Array;
			/** '' is missing. */ readonly dictionary: readonly string[];
	  };

export interface Split {
	readonly gain: number;
	/** What holds on the first side, and on the other. */
	readonly first: Condition;
	readonly second: Condition;
	readonly goesFirst: (row: number) => boolean;
}

/** A split is kept when the squares it explains are more than so many variances: a t of more than √12 between its sides. */
export const leastGain = 12;

/**
 * The split of `rows` that explains most of the squares of their losses: at most a number or above it, with missing ones on either
 * side or by themselves; one category or all others, so that the rule can be read. Both sides hold at least `leastRows`. null where
 * none is worth `leastGain`.
 */
export async function bestSplit(
	rows: Int32Array,
	losses: Float64Array,
	columns: readonly SplitColumn[],
	leastRows: number,
	pause: () => Promise<void>
): Promise<Split | null> {
	const node = tallyOf(rows, losses);
	const variance = node.squares / node.rows - (node.sum / node.rows) ** 2;
	let best: Split | null = null;
	if (variance <= 0) return null;
	for (const column of columns) {
		await pause();
		const found =
			'numbers' in column
				? numberSplit(column, rows, losses, node, leastRows)
				: categorySplit(column, rows, losses, node, leastRows);
		if (found && found.gain > (best?.gain ?? leastGain * variance)) best = found;
	}
	return best;
}

interface Tally {
	readonly rows: number;
	readonly sum: number;
	readonly squares: number;
}

function tallyOf(rows: Int32Array, losses: Float64Array): Tally {
	let [sum, squares] = [0, 0];
	for (const row of rows) {
		const loss = losses[row] ?? 0;
		sum += loss;
		squares += loss * loss;
	}
	return { rows: rows.length, sum, squares };
}

/** Squares explained by one side of so many rows with such a sum; 0 where a side is too small. */
function gainOf(node: Tally, count: number, sum: number, leastRows: number): number {
	const other = node.rows - count;
	if (count < leastRows || other < leastRows) return 0;
	return sum ** 2 / count + (node.sum - sum) ** 2 / other - node.sum ** 2 / node.rows;
}

function numberSplit(
	{ name, numbers, hasMissing }: Extract<SplitColumn, { numbers: Float64Array }>,
	rows: Int32Array,
	losses: Float64Array,
	node: Tally,
	leastRows: number
): Split | null {
	const known = rows.filter((row) => !Number.isNaN(numbers[row])).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
	const gap = node.rows - known.length;
	const gapSum = node.sum - tallyOf(known, losses).sum;
	let gain = gap > 0 ? gainOf(node, gap, gapSum, leastRows) : 0;
	let at: { value: number; withMissing: boolean } | null = null;
	let sum = 0;
	for (let i = 0; i < known.length - 1; i++) {
		sum += losses[known[i] ?? 0] ?? 0;
		const value = numbers[known[i] ?? 0] ?? 0;
		if (value === numbers[known[i + 1] ?? 0]) continue;
		for (const withMissing of gap > 0 ? [false, true] : [false]) {
			const found = gainOf(node, i + 1 + (withMissing ? gap : 0), sum + (withMissing ? gapSum : 0), leastRows);
			if (found > gain) [gain, at] = [found, { value, withMissing }];
		}
	}
	if (gain === 0) return null;
	const range = { type: 'range', column: name } as const;
	if (!at)
		return {
			gain,
			first: { type: 'missing', column: name },
			second: { ...range, above: null, atMost: null, orMissing: false },
			goesFirst: (row) => Number.isNaN(numbers[row])
		};
	const { value, withMissing } = at;
	return {
		gain,
		first: { ...range, above: null, atMost: value, orMissing: withMissing },
		second: { ...range, above: value, atMost: null, orMissing: hasMissing && !withMissing },
		goesFirst: (row) => {
			const number = numbers[row] ?? NaN;
			return Number.isNaN(number) ? withMissing : number <= value;
		}
	};
}

function categorySplit(
	{ name, codes, dictionary }: Extract<SplitColumn, { codes: Int32Array }>,
	rows: Int32Array,
	losses: Float64Array,
	node: Tally,
	leastRows: number
): Split | null {
	const counts = new Float64Array(dictionary.length);
	const sums = new Float64Array(dictionary.length);
	for (const row of rows) {
		const code = codes[row] ?? 0;
		counts[code] = (counts[code] ?? 0) + 1;
		sums[code] = (sums[code] ?? 0) + (losses[row] ?? 0);
	}
	let [gain, chosen] = [0, -1];
	for (let code = 0; code < counts.length; code++) {
		const found = gainOf(node, counts[code] ?? 0, sums[code] ?? 0, leastRows);
		if (found > gain) [gain, chosen] = [found, code];
	}
	if (chosen < 0) return null;
	const value = dictionary[chosen] ?? '';
	// of two categories in all, the other one is named
	const other = dictionary.length === 2 ? dictionary[1 - chosen] : undefined;
	return {
		gain,
		first: { type: 'is', column: name, value },
		second:
			other === undefined
				? { type: 'isNot', column: name, values: [value] }
				: { type: 'is', column: name, value: other },
		goesFirst: (row) => codes[row] === chosen
	};
}
