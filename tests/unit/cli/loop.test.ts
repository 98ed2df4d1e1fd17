import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { censusCsv } from '../../fixtures/census';
import { temoto, temporaryFolder } from './command';
import { answersOf, columnOf, records } from '../../fixtures/independent';

interface Walk {
	readonly name: string;
	readonly csv: () => Promise<string>;
	readonly target: string;
	readonly positive: string;
	readonly facet: { readonly column: string; readonly value: string };
	/** A column of whole numbers. */
	readonly number: string;
	readonly ignore: string;
	readonly steps: readonly { readonly op: string; readonly params: Record<string, unknown> }[];
}

const census: Walk = {
	name: 'a generated census',
	csv: () => Promise.resolve(censusCsv(1200, 5)),
	target: 'income',
	positive: '>50K',
	facet: { column: 'country', value: 'Cuba, Republic of' },
	number: 'age',
	ignore: 'person',
	steps: [
		{ op: 'drop-duplicates', params: {} },
		{ op: 'replace-value', params: { columns: ['workclass', 'occupation'], from: ['?'] } },
		{ op: 'fill-missing', params: { columns: ['hours_per_week'], method: 'median' } },
		{ op: 'clean-text', params: { columns: ['education'], case: 'lower' } },
		{ op: 'clip', params: { columns: ['capital_gain'], method: 'bounds', lower: 0, upper: 9000 } },
		{ op: 'formula', params: { name: 'hours_a_year', formula: 'hours_per_week * 52' } },
		{ op: 'bin', params: { column: 'hours_a_year', method: 'quantile', count: 4, into: 'hours_band' } },
		{ op: 'date-parts', params: { column: 'surveyed', parts: ['year', 'month'], keep: true } },
		{ op: 'one-hot', params: { columns: ['sex'], keep: true } },
		{ op: 'rename', params: { columns: { education: 'schooling' } } },
		{ op: 'filter', params: { condition: 'age >= 18' } }
	]
};

const credit: Walk = {
	name: 'german.csv',
	csv: () => readFile('../shared/data/german.csv', 'utf8'),
	target: 'class',
	positive: '2',
	facet: { column: 'sex', value: 'female' },
	number: 'age',
	ignore: '',
	steps: [
		{ op: 'drop-columns', params: { columns: ['telephone'] } },
		{ op: 'replace-value', params: { columns: ['savings'], from: ['A65'] } },
		{ op: 'fill-missing', params: { columns: ['savings'], method: 'constant', value: 'unknown' } },
		{ op: 'ordinal', params: { columns: ['employment'] } },
		{ op: 'standardise', params: { columns: ['credit_amount'] } },
		{ op: 'min-max', params: { columns: ['duration'] } },
		{ op: 'formula', params: { name: 'burden', formula: 'installment_rate * existing_credits' } },
		{ op: 'bin', params: { column: 'residence_since', method: 'equal-width', count: 2 } },
		{ op: 'one-hot', params: { columns: ['housing'] } },
		{ op: 'sort', params: { by: [{ column: 'age', direction: 'descending' }] } }
	]
};

const walks = [census];
if (existsSync('../shared/data/german.csv')) walks.push(credit);
else console.info('../shared/data/german.csv is not there: the loop is walked on the generated table only');

describe.each(walks)('the whole loop on $name', (walk) => {
	let files: Awaited<ReturnType<typeof temporaryFolder>>;
	let raw: string[][];
	const escaped = (text: string) => text.replaceAll(',', '\\,').replaceAll('=', '\\=');
	const facet = `${walk.facet.column}=${escaped(walk.facet.value)}`;

	/** Runs a command that must succeed; `@name` stands for a file of the folder. */
	async function answer(...argv: string[]) {
		const here = argv.map((text) => (text.startsWith('@') ? files.place(text.slice(1)) : text));
		const { code, out, error } = await temoto(...here, '--json');
		expect([code, error]).toEqual([0, '']);
		return JSON.parse(out);
	}

	beforeAll(async () => {
		files = await temporaryFolder();
		await files.write('raw.csv', await walk.csv());
		raw = records(await files.read('raw.csv'));
		await files.write('recipe.json', JSON.stringify({ schemaVersion: 1, steps: walk.steps }));
	});
	afterAll(() => files.remove());

	it('profiles the table', async () => {
		const { rows, columns } = await answer('profile', '@raw.csv');
		expect(rows).toBe(raw.length - 1);
		expect(columns.map(({ name }: { name: string }) => name)).toEqual(raw[0]);
		const numbers = columnOf(raw, walk.number).map(Number);
		const column = columns.find(({ name }: { name: string }) => name === walk.number);
		const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
		const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
		expect(column).toMatchObject({ min: Math.min(...numbers), max: Math.max(...numbers), missing: 0 });
		expect(column.distinct).toBe(new Set(numbers).size);
		expect(column.mean).toBeCloseTo(mean, 9);
		expect(column.std).toBeCloseTo(Math.sqrt(squares / (numbers.length - 1)), 9);
	});

	it('prepares it with ten kinds of step, and again with what they learned', async () => {
		expect(new Set(walk.steps.map(({ op }) => op)).size).toBeGreaterThanOrEqual(10);
		const said = await answer(
			'wrangle',
			'@recipe.json',
			'@raw.csv',
			'-o',
			'@clean.csv',
			'--save-fitted',
			'@fitted.json'
		);
		expect(said.steps.map(({ op }: { op: string }) => op)).toEqual(walk.steps.map(({ op }) => op));
		const clean = records(await files.read('clean.csv'));
		expect(clean[0]).toEqual(said.columns.map(({ name }: { name: string }) => name));
		expect([said.rowsIn, said.rowsOut, said.rejected]).toEqual([raw.length - 1, clean.length - 1, 0]);
		await answer('wrangle', '@fitted.json', '@raw.csv', '-o', '@again.csv');
		expect(await files.read('again.csv')).toBe(await files.read('clean.csv'));
	});

	it('measures the bias of the labels', async () => {
		const spec = ['--label', walk.target, '--positive', walk.positive, '--facet', facet];
		const { facets } = await answer('bias', '@clean.csv', ...spec, '--intervals', '0');
		const clean = records(await files.read('clean.csv'));
		const isPositive = columnOf(clean, walk.target).map((label) => label === walk.positive);
		const inside = columnOf(clean, walk.facet.column).map((value) => value === walk.facet.value);
		const share = (side: boolean) => {
			const own = isPositive.filter((_, row) => inside[row] === side);
			return own.filter(Boolean).length / own.length;
		};
		expect(facets).toHaveLength(1);
		expect(facets[0].value).toBe(walk.facet.value);
		expect(facets[0].nFacet).toBe(inside.filter(Boolean).length);
		expect(facets[0].pre.DPL.value).toBeCloseTo(share(false) - share(true), 9);
	});

	it.each(['linear', 'trees', 'mlp', 'knn'])(
		'trains %s, predicts as its ONNX file does, and explains it',
		async (estimator) => {
			const learn = [
				'--target',
				walk.target,
				'--task',
				'classification',
				'--estimator',
				estimator,
				'--ignore',
				walk.ignore
			];
			const model = `@${estimator}.temoto-model`;
			const trained = await answer('train', '@clean.csv', ...learn, '-o', model);
			expect(trained.rows.train + trained.rows.test).toBe(records(await files.read('clean.csv')).length - 1);
			expect(trained.metrics.auc).toBeGreaterThan(0.6);

			await answer('predict', model, '@clean.csv', '-o', `@${estimator}.csv`);
			await answer('export', model, '-o', `@${estimator}.onnx`);
			const predicted = records(await files.read(`${estimator}.csv`));
			const { labels, probabilities } = await answersOf(await files.bytes(`${estimator}.onnx`), predicted);
			const classes = (predicted[0] ?? []).filter((name) => name.startsWith('probability_'));
			expect(classes).toHaveLength(2);
			expect(classes).toContain(`probability_${walk.positive}`);
			expect(labels).toEqual(columnOf(predicted, 'prediction'));
			classes.forEach((name, place) => {
				const ours = columnOf(predicted, name).map(Number);
				const off = ours.map((value, row) => Math.abs(value - (probabilities[row * 2 + place] ?? NaN)));
				expect(Math.max(...off)).toBeLessThan(1e-5);
			});

			const found = await answer(
				'explain',
				model,
				'@clean.csv',
				'--background',
				'@clean.csv',
				'--rows',
				'3',
				'--samples',
				'200'
			);
			expect(found.exact).toBe(['linear', 'trees'].includes(estimator));
			const last = columnOf(predicted, classes[1] ?? '').map(Number);
			found.rows.forEach(({ prediction, values }: { prediction: number; values: number[] }, row: number) => {
				const sum = values.reduce((total, value) => total + value, found.baseValue);
				expect(sum).toBeCloseTo(prediction, 4);
				// shares of votes have no margin
				const share = estimator === 'knn' ? prediction : 1 / (1 + Math.exp(-prediction));
				expect(share).toBeCloseTo(last[row] ?? NaN, 4);
			});
		}
	);

	it.each(['linear', 'trees', 'mlp', 'knn'])('trains the same %s to the bit from the same seed', async (estimator) => {
		const learn = ['--target', walk.target, '--task', 'classification', '--estimator', estimator, '--seed', '7'];
		const graphs: Uint8Array[] = [];
		for (const name of ['one', 'two']) {
			await answer('train', '@clean.csv', ...learn, '--test-fraction', '0', '-o', `@${name}.temoto-model`);
			await answer('export', `@${name}.temoto-model`, '-o', `@${name}.onnx`);
			graphs.push(await files.bytes(`${name}.onnx`));
		}
		expect(graphs[0]).toEqual(graphs[1]);
	});

	it('measures the bias of predictions in the file that predict wrote', async () => {
		const spec = ['--label', walk.target, '--positive', walk.positive, '--facet', facet, '--predicted', 'prediction'];
		const { facets } = await answer('bias', '@trees.csv', ...spec, '--intervals', '0');
		const predicted = records(await files.read('trees.csv'));
		const called = columnOf(predicted, 'prediction').map((label) => label === walk.positive);
		const inside = columnOf(predicted, walk.facet.column).map((value) => value === walk.facet.value);
		const share = (side: boolean) => {
			const own = called.filter((_, row) => inside[row] === side);
			return own.filter(Boolean).length / own.length;
		};
		expect(facets[0].post.DPPL.value).toBeCloseTo(share(false) - share(true), 9);
	});

	it('signs the model, and trusts it by its key only', async () => {
		await answer('keygen', '-o', '@own.key', '--public', '@own.pub');
		await answer('keygen', '-o', '@other.key', '--public', '@other.pub');
		const pack = ['package', '@trees.temoto-model', '--key', '@own.key', '--version', '1', '--baseline', '@clean.csv'];
		await answer(...pack, '-o', '@trees.temoto-package');
		expect((await answer('verify', '@trees.temoto-package', '--trust', '@own.pub')).ok).toBe(true);
		const other = ['--trust', files.place('other.pub')];
		expect((await temoto('verify', files.place('trees.temoto-package'), ...other)).code).toBe(1);
	});

	it('finds a shift of a column, and exits 1 for it when asked', async () => {
		const [head = [], ...rows] = records(await files.read('clean.csv'));
		const place = head.indexOf(walk.number);
		const half = rows.length >> 1;
		const line = (row: string[], by: number) => String(Number(row[place]) + by);
		const before = rows
			.filter((_, row) => row % 2 === 0)
			.slice(0, half)
			.map((row) => line(row, 0));
		const after = rows.filter((_, row) => row % 2 === 1).map((row) => line(row, 9));
		await files.write('before.csv', `${walk.number}\n${before.join('\n')}\n`);
		await files.write('after.csv', `${walk.number}\n${after.join('\n')}\n`);
		const { columns, drifted } = await answer('drift', '@before.csv', '@after.csv');
		const reached = (list: string[], cut: number) => list.filter((value) => Number(value) <= cut).length / list.length;
		const gaps = [...before, ...after].map((cut) =>
			Math.abs(reached(before, Number(cut)) - reached(after, Number(cut)))
		);
		expect(columns[0].tests.ks.statistic).toBeCloseTo(Math.max(...gaps), 12);
		expect([drifted, columns[0].drifted]).toEqual([true, true]);
		const gate = await temoto('drift', files.place('before.csv'), files.place('after.csv'), '--fail-on-drift');
		expect(gate.code).toBe(1);
		expect((await answer('drift', '@before.csv', '@before.csv')).drifted).toBe(false);
	});
});
