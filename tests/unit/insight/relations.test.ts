import { expect, it } from 'vitest';
import {
	correlationMatrix,
	lasso,
	principalComponents,
	standardise,
	varianceInflation
} from '$lib/core/insight/collinearity';
import { correlate } from '$lib/core/insight/correlation';
import { numberVector, textVector, type Column } from '$lib/core/table/columns';

// golden: numpy 2.4.6 (corrcoef, linalg.inv, linalg.svd) and scipy 1.17.1 (pearsonr, spearmanr, contingency.association) on these columns
const places = Array.from({ length: 24 }, (_, i) => i);
const x = places.map((i) => ((i * 7) % 11) + 0.5 * i);
const y = places.map((i) => ((i * 5) % 13) - 0.3 * i);
const z = places.map((i) => 2 * (x[i] ?? 0) - (y[i] ?? 0) + ((i * i) % 7));
const number = (name: string, cells: readonly (number | null)[]): Column => ({
	name,
	type: 'DOUBLE',
	vector: numberVector(cells)
});
const text = (name: string, cells: readonly (string | null)[]): Column => ({
	name,
	type: 'VARCHAR',
	vector: textVector(cells)
});
const isNumber = ({ type }: Column) => type === 'DOUBLE';
const unheard = () => Promise.resolve();

it('correlates numbers as scipy does, leaving out rows where one is missing', async () => {
	const columns = [number('x', [...x, null]), number('y', [...y, 5])];
	const [pair] = await correlate({ rows: 25, columns }, isNumber, unheard);
	expect(pair?.rows).toBe(24);
	expect(pair?.pearson).toBeCloseTo(-0.12564667857321557, 12);
	expect(pair?.spearman).toBeCloseTo(-0.13826086956521738, 12);
	expect(pair?.cramersV).toBeNull();
});

it("measures Cramér's V and mutual information of categories as scipy and numpy do", async () => {
	const counts = [
		[5, 1, 2],
		[0, 6, 3]
	];
	const cells = counts.flatMap((row, a) =>
		row.flatMap((count, b) => Array.from({ length: count }, () => [`a${a}`, `b${b}`] as const))
	);
	const columns = [
		text(
			'a',
			cells.map(([a]) => a)
		),
		text(
			'b',
			cells.map(([, b]) => b)
		)
	];
	const [pair] = await correlate({ rows: cells.length, columns }, isNumber, unheard);
	expect(pair?.cramersV).toBeCloseTo(0.7171371656006361, 12);
	expect(pair?.mutual).toBeCloseTo(0.32460004449563923, 12);
});

it('takes the correlation ratio of a number and categories, by hand', async () => {
	// groups 1, 3 and 5, 7: means 2 and 6 around 4, between 16, total 20
	const columns = [number('n', [1, 3, 5, 7]), text('g', ['a', 'a', 'b', 'b'])];
	const [pair] = await correlate({ rows: 4, columns }, isNumber, unheard);
	expect(pair?.correlationRatio).toBeCloseTo(Math.sqrt(16 / 20), 12);
});

it('inflates variances and takes components as numpy does', () => {
	const columns = standardise(
		['x', 'y', 'z', 'one'],
		[x, y, z, x.map(() => 1)].map((list) => Float64Array.from(list))
	);
	expect(columns.constant).toEqual(['one']);
	const matrix = correlationMatrix(columns);
	const vif = [47.19721992900799, 7.905515819710247, 58.55301372506762];
	varianceInflation(matrix, 3).forEach((value, i) => expect(value).toBeCloseTo(vif[i] ?? 0, 8));
	const singular = [7.081674009936777, 4.651423153674397, 0.46276977261668867];
	principalComponents(matrix, 3, 24).forEach((each, i) => expect(each.singular).toBeCloseTo(singular[i] ?? 0, 9));
});

it('finds a column that the others make up', () => {
	const sum = x.map((each, i) => each + (y[i] ?? 0));
	const columns = standardise(
		['x', 'y', 'sum'],
		[x, y, sum].map((list) => Float64Array.from(list))
	);
	expect(varianceInflation(correlationMatrix(columns), 3)).toEqual([Infinity, Infinity, Infinity]);
});

it('meets the conditions of the best lasso coefficients', () => {
	const { values, rows, names } = standardise(
		['x', 'y', 'z'],
		[x, y, z].map((list) => Float64Array.from(list))
	);
	const matrix = correlationMatrix({ values, rows, names, constant: [] });
	const target = Float64Array.from([0.6, -0.4, 0.8]);
	const l1 = 0.1;
	const weights = lasso(matrix, target, l1);
	expect(weights.some((weight) => weight !== 0)).toBe(true);
	weights.forEach((weight, j) => {
		const gradient = (target[j] ?? 0) - weights.reduce((sum, each, k) => sum + (matrix[j * 3 + k] ?? 0) * each, 0);
		if (weight !== 0) expect(gradient).toBeCloseTo(l1 * Math.sign(weight), 6);
		else expect(Math.abs(gradient)).toBeLessThanOrEqual(l1 + 1e-9);
	});
});
