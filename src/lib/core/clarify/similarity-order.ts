import { symmetricEigen } from '../insight/symmetric-eigen';
import type { ModelInput } from '../model/model';
import { largestGap } from '../monitor/kolmogorov-smirnov';
import { columnNamed, type Columns } from '../table/columns';
import { readTexts } from '../train/encode';
import type { Checkpoint } from './checkpoint';
import { finiteNumbers } from './effect-axis';

/**
 * An order that puts categories beside those whose rows are alike in the other columns (Apley & Zhu 2020, appendix E of ALEPlot): the
 * distance of two categories is the sum over the other columns of the largest distance of the distribution functions (numbers) or
 * half the sum of the differences of the shares (text), and one dimension of classical scaling orders them. `codes` is each row's
 * category or -1, `counts` their rows. The commonest category stands in the first half. With nothing to compare by: as they are.
 */
export async function similarityOrder(
	rows: Columns,
	codes: Int32Array,
	counts: Float64Array,
	others: readonly ModelInput[],
	checkpoint: Checkpoint
): Promise<number[]> {
	const n = counts.length;
	const distances = new Float64Array(n * n);
	for (const [turn, { name, type }] of others.entries()) {
		await checkpoint(turn, others.length);
		const column = columnNamed(rows, name);
		if (!column) continue;
		const distance =
			type === 'number'
				? betweenNumbers(finiteNumbers(column, rows.rows), codes, n)
				: betweenShares(readTexts(column.vector, rows.rows, column.type), codes, counts);
		for (let a = 0; a < n; a++)
			for (let b = 0; b < n; b++) distances[a * n + b] = (distances[a * n + b] ?? 0) + (a === b ? 0 : distance(a, b));
	}
	const places = firstDimension(distances, n);
	const commonest = counts.indexOf(Math.max(...counts));
	const sign = (places[commonest] ?? 0) > 0 ? -1 : 1;
	return Array.from(counts.keys()).sort((a, b) => sign * ((places[a] ?? 0) - (places[b] ?? 0)) || a - b);
}

type Distance = (a: number, b: number) => number;

function betweenNumbers(numbers: Float64Array, codes: Int32Array, categories: number): Distance {
	const lists = Array.from({ length: categories }, (_, category) =>
		numbers.filter((value, row) => codes[row] === category && !Number.isNaN(value)).sort()
	);
	return (a, b) => {
		const [x, y] = [lists[a], lists[b]];
		if (!x || !y || x.length === 0 || y.length === 0) return (x?.length ?? 0) === (y?.length ?? 0) ? 0 : 1;
		return largestGap(x, y) / (x.length * y.length);
	};
}

function betweenShares(
	texts: { readonly codes: Int32Array; readonly dictionary: readonly string[] },
	codes: Int32Array,
	counts: Float64Array
): Distance {
	const width = texts.dictionary.length;
	const shares = new Float64Array(counts.length * width);
	codes.forEach((category, row) => {
		if (category < 0) return;
		const at = category * width + (texts.codes[row] ?? 0);
		shares[at] = (shares[at] ?? 0) + 1 / (counts[category] ?? 1);
	});
	return (a, b) => {
		let sum = 0;
		for (let k = 0; k < width; k++) sum += Math.abs((shares[a * width + k] ?? 0) - (shares[b * width + k] ?? 0));
		return sum / 2;
	};
}

/** Classical scaling to one dimension (Torgerson 1952): the first eigenvector of the doubly centred squares. */
function firstDimension(distances: Float64Array, n: number): Float64Array {
	const squares = distances.map((distance) => distance * distance);
	const means = Float64Array.from({ length: n }, (_, i) => {
		let sum = 0;
		for (let j = 0; j < n; j++) sum += squares[i * n + j] ?? 0;
		return sum / n;
	});
	const mean = means.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
	const centred = squares.map(
		(square, at) => -(square - (means[Math.floor(at / n)] ?? 0) - (means[at % n] ?? 0) + mean) / 2
	);
	const [first] = centred.some((value) => value !== 0) ? symmetricEigen(centred, n) : [];
	return first?.vector ?? new Float64Array(n);
}
