import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { cellAt, type Cell } from '$lib/core/table/columns';
import { compileRecipe } from '$lib/core/recipe/compile';
import { evaluatePortable } from '$lib/core/recipe/evaluate';
import { record, redo, startHistory, undo } from '$lib/core/recipe/history';
import { lineageOf } from '$lib/core/recipe/lineage';
import { paramsJsonSchema } from '$lib/core/recipe/json-schema';
import { operations } from '$lib/core/recipe/operations';
import { PortableRecipeSchema } from '$lib/core/recipe/portable';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { portableRecipe } from '$lib/core/recipe/to-portable';
import * as v from 'valibot';
import { ask, columnsOf, run, table, type Row } from './native';

/** Names and values that would break SQL pasted together. */
const nasty = fc
	.oneof(
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
		fc.constantFrom(
			'"',
			"'",
			"'; DROP TABLE t; --",
			'a\nb',
			'🎧',
			'select',
			'__row',
			'__train',
			'step 0',
			'表 "x"',
			'\\',
			'%s',
			' '
		)
	)
	.filter((name) => !name.includes('\0'));

const steps = (columns: { text: string; number: string }, values: readonly string[]) => [
	{ op: 'replace-value', params: { columns: [columns.text], from: [values[0] ?? '?'], to: values[1] ?? 'x' } },
	{ op: 'fill-missing', params: { columns: [columns.text], method: 'mode' } },
	{ op: 'fill-missing', params: { columns: [columns.number], method: 'mean' } },
	{ op: 'drop-duplicates', params: {} },
	{ op: 'standardise', params: { columns: [columns.number] } },
	{ op: 'one-hot', params: { columns: [columns.text], keep: true } },
	{ op: 'ordinal', params: { columns: [columns.text] } }
];

it('takes any name and any value as it is', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(nasty, { minLength: 2, maxLength: 2, selector: (name) => name.toLowerCase() }),
			fc.array(fc.option(nasty), { minLength: 1, maxLength: 8 }),
			async ([text = 'a', number = 'b'], values) => {
				const source = await table(
					{ [text]: 'VARCHAR', [number]: 'DOUBLE' },
					values.map((value, i) => [value, i])
				);
				const present = values.flatMap((value) => (value === null ? [] : [value]));
				const { rows, schema } = await run(steps({ text, number }, present), source);
				const [first, second] = present;
				const after = values.map((value) =>
					value === first ? (second ?? (first === undefined ? value : 'x')) : value
				);
				const categories = [...new Set(after.flatMap((value) => (value === null ? [] : [value])))];
				expect(rows).toHaveLength(values.length);
				expect(schema.filter(({ name }) => name.startsWith(`${text}=`)).length).toBeGreaterThanOrEqual(
					categories.length
				);
			}
		),
		{ numRuns: 60 }
	);
});

const cell = fc.tuple(
	fc.option(fc.constantFrom('red', 'green', "it's", '色'), { freq: 4 }),
	fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { freq: 4 }),
	fc.option(fc.constantFrom('2020-02-29', '1999-12-31', '2024-06-01'), { freq: 4 })
);
const prepared = [
	{ op: 'formula', params: { name: 'twice', formula: 'x * 2 + if(is_missing(c), 1, 0)' } },
	{ op: 'split', params: { fraction: 0.2, seed: 3 } },
	{ op: 'fill-missing', params: { columns: ['x'], method: 'median' } },
	{ op: 'standardise', params: { columns: ['x', 'twice'] } },
	{ op: 'clip', params: { columns: ['twice'], lowerQuantile: 0.1, upperQuantile: 0.9 } },
	{ op: 'bin', params: { column: 'x', count: 3, into: 'band' } },
	{ op: 'one-hot', params: { columns: ['c'], keep: true, missing: 'column' } },
	{ op: 'ordinal', params: { columns: ['band'] } },
	{ op: 'date-parts', params: { column: 'd', parts: ['year', 'month', 'weekday'] } },
	{ op: 'min-max', params: { columns: ['d_year'], low: -1, high: 3 } }
];

it('fitted once it does the same to any rows, together or one by one', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(cell, { minLength: 3, maxLength: 30 }),
			fc.array(cell, { minLength: 1, maxLength: 6 }),
			async (known, fresh) => {
				const types = { c: 'VARCHAR', x: 'DOUBLE', d: 'DATE' };
				const { recipe } = await run(prepared, await table(types, known));
				const unseen = [...fresh, ['never seen', 1e9, null] as const];
				const together = await run(recipe.steps, await table(types, unseen));
				expect(together.recipe).toEqual(recipe);
				for (const [i, row] of unseen.entries()) {
					const alone = await run(recipe.steps, await table(types, [row]));
					const got = { ...alone.rows[0], split: null };
					const want = { ...together.rows[i], split: null };
					expect(got).toEqual(want);
				}
			}
		),
		{ numRuns: 15 }
	);
}, 60_000);

it('computes on a device what the fitted recipe computes in DuckDB', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(cell, { minLength: 3, maxLength: 40 }), async (known) => {
			const source = await table({ c: 'VARCHAR', x: 'DOUBLE', d: 'DATE' }, known);
			const { recipe, rows, schema } = await run(prepared, source);
			const wanted = schema.filter(({ name }) => name !== 'split').map(({ name }) => name);
			const portable = portableRecipe(recipe, source.schema, wanted);
			expect(v.parse(PortableRecipeSchema, JSON.parse(JSON.stringify(portable)))).toEqual(portable);
			expect(portable.skipped).toEqual([{ step: 1, op: 'split' }]);
			const raw = columnsOf(await ask(`SELECT * FROM ${source.source}`), source.schema);
			const out = evaluatePortable(portable, raw);
			out.columns.forEach(({ name, vector }) =>
				rows.forEach((row, i) => same(cellAt(vector, i), row[name] ?? null, name))
			);
		}),
		{ numRuns: 40 }
	);
});

function same(got: Cell, want: Cell, name: string): void {
	if (typeof want === 'number' && typeof got === 'number')
		expect(Math.abs(got - want), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));
	else expect(got, name).toBe(want);
}

describe('what a step may learn from', () => {
	const values = Array.from({ length: 40 }, (_, i) => i ** 2);
	const mean = (of: readonly number[]) => of.reduce((a, b) => a + b, 0) / of.length;

	it('is the training rows after a split, even if its column is gone', async () => {
		const source = await table(
			{ x: 'DOUBLE' },
			values.map((x) => [x])
		);
		const { recipe } = await run(
			[
				{ op: 'split', params: { method: 'ordered', fraction: 0.5 } },
				{ op: 'drop-columns', params: { columns: ['split'] } },
				{ op: 'standardise', params: { columns: ['x'] } }
			],
			source
		);
		expect(recipe.steps[2]?.fitted).toMatchObject({ columns: [{ mean: mean(values.slice(0, 20)) }] });
	});

	it('is what --fit-on holds for', async () => {
		const source = await table(
			{ x: 'DOUBLE', g: 'VARCHAR' },
			values.map((x, i) => [x, i % 3 === 0 ? 'a' : null])
		);
		const { recipe, rows } = await run([{ op: 'standardise', params: { columns: ['x'] } }], source, {
			fitOn: "g = 'a'"
		});
		expect(recipe.steps[0]?.fitted).toMatchObject({ columns: [{ mean: mean(values.filter((_, i) => i % 3 === 0)) }] });
		expect(rows).toHaveLength(40);
	});
});

describe('compile', () => {
	it('marks what an earlier edit broke and goes on', async () => {
		const { schema, source } = await table({ a: 'BIGINT', b: 'VARCHAR' }, [[1, 'x']]);
		const recipe = parseRecipe({
			schemaVersion: 1,
			steps: [
				{ op: 'drop-columns', params: { columns: ['a'] } },
				{ op: 'filter', params: { condition: 'a > 1' } },
				{ op: 'nonsense' },
				{ op: 'bin', params: { column: 'b' } },
				{ op: 'rename', params: { columns: { b: '' } } },
				{ op: 'filter', enabled: false, params: { condition: 'gone = 1' } },
				{ op: 'rename', params: { columns: { b: 'c' } } }
			]
		});
		const compiled = compileRecipe(recipe, schema, source);
		expect(compiled.steps.map(({ broken }) => broken?.code ?? null)).toEqual([
			null,
			'recipe/formula-invalid',
			'recipe/operation-unknown',
			'table/column-kind',
			'recipe/params-invalid',
			null,
			null
		]);
		expect(await ask(compiled.sql)).toEqual([{ c: 'x' }]);
	});

	it('refuses names that DuckDB cannot tell apart', async () => {
		const { schema, source } = await table({ a: 'BIGINT', b: 'VARCHAR' }, []);
		const {
			steps: [step]
		} = compileRecipe(
			parseRecipe({ schemaVersion: 1, steps: [{ op: 'rename', params: { columns: { b: 'A' } } }] }),
			schema,
			source
		);
		expect(step?.broken?.code).toBe('table/column-duplicate');
	});

	it('keeps the order of many rows', async () => {
		await ask('CREATE OR REPLACE TABLE many AS SELECT i AS id, i % 7 AS g FROM range(300000) t(i)');
		const schema = [
			{ name: 'id', type: 'BIGINT', kind: 'numeric' },
			{ name: 'g', type: 'BIGINT', kind: 'numeric' }
		] as const;
		for (const steps of [
			[
				{ op: 'filter', params: { condition: 'g <> 3' } },
				{ op: 'formula', params: { name: 'h', formula: 'g + 1' } }
			],
			[
				{ op: 'split', params: { method: 'stratified', by: 'g' } },
				{ op: 'filter', params: { condition: 'g <> 3' } }
			]
		]) {
			const { rows } = await run(steps, { schema, source: 'many' });
			expect(rows.every((row, i) => i === 0 || Number(rows[i - 1]?.['id']) < Number(row['id']))).toBe(true);
		}
	});

	it('knows where columns come from', async () => {
		const { schema, source } = await table({ a: 'DOUBLE', b: 'DOUBLE', c: 'VARCHAR' }, [[1, 2, 'x']]);
		const { recipe } = await run(
			[
				{ op: 'rename', params: { columns: { a: 'z' } } },
				{ op: 'formula', params: { name: 'sum', formula: 'z + b' } },
				{ op: 'standardise', params: { columns: ['sum'] } },
				{ op: 'one-hot', params: { columns: ['c'] } }
			],
			{ schema, source }
		);
		expect(lineageOf(schema, compileRecipe(recipe, schema, source).steps)).toEqual([
			{ column: 'z', sources: ['a'], steps: [0] },
			{ column: 'b', sources: ['b'], steps: [] },
			{ column: 'c=x', sources: ['c'], steps: [3] },
			{ column: 'sum', sources: ['a', 'b'], steps: [0, 1, 2] }
		]);
	});
});

describe('portable', () => {
	it('starts after the last step that only DuckDB can do for the columns wanted', async () => {
		const source = await table({ t: 'VARCHAR', x: 'DOUBLE' }, [
			[' A ', 1],
			['b', 3]
		]);
		const { recipe } = await run(
			[
				{ op: 'formula', params: { name: 'y', formula: 'x * 2' } },
				{ op: 'clean-text', params: { columns: ['t'], case: 'lower' } },
				{ op: 'filter', params: { condition: 'x > 0' } },
				{ op: 'one-hot', params: { columns: ['t'] } }
			],
			source
		);
		expect(portableRecipe(recipe, source.schema, ['y']).inputs.map(({ name }) => name)).toEqual(['x']);
		const whole = portableRecipe(recipe, source.schema);
		expect(whole.inputs.map(({ name }) => name)).toEqual(['t', 'x', 'y']);
		expect(whole.skipped).toEqual([{ step: 2, op: 'filter' }]);
		expect(whole.outputs.map(({ name }) => name)).toEqual(['t=a', 't=b', 'x', 'y']);
	});
});

it('undoes and redoes without a limit', () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(fc.constant('undo' as const), fc.constant('redo' as const), fc.integer())),
			(acts) => {
				let history = startHistory<unknown>('start');
				let done: unknown[] = ['start'];
				let undone: unknown[] = [];
				for (const act of acts) {
					if (act === 'undo') {
						history = undo(history);
						if (done.length > 1) undone = [...undone, done.at(-1)];
						if (done.length > 1) done = done.slice(0, -1);
					} else if (act === 'redo') {
						history = redo(history);
						if (undone.length > 0) done = [...done, undone.at(-1)];
						undone = undone.slice(0, -1);
					} else if (act !== done.at(-1)) {
						history = record<unknown>(history, act);
						done = [...done, act];
						undone = [];
					} else history = record<unknown>(history, act);
					expect(history.present).toBe(done.at(-1));
				}
			}
		)
	);
});

it('describes every operation, and refuses what the description does not allow', () => {
	for (const operation of operations) {
		const schema = paramsJsonSchema(operation.params);
		expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
		expect(() => operation.bind({ surprise: 1 }, undefined)).toThrow(AppError);
	}
	expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
});

it('says where a recipe file is wrong', () => {
	const wrong: [unknown, string][] = [
		[null, ''],
		[{ schemaVersion: 2, steps: [] }, 'schemaVersion'],
		[{ schemaVersion: 1, steps: [{ params: {} }] }, 'steps.0.op'],
		[{ schemaVersion: 1, steps: [{ op: 'select', parms: {} }] }, 'steps.0.parms']
	];
	for (const [value, place] of wrong)
		expect(() => parseRecipe(value)).toThrow(
			expect.objectContaining({ code: 'recipe/invalid', details: expect.objectContaining({ place }) as Row }) as Error
		);
});
