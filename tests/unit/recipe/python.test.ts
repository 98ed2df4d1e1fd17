import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { OperationId } from '$lib/core/recipe/operations';
import { exportPython, pythonLibraries, type PythonLibrary } from '$lib/core/recipe/python/export-python';
import { pythonText, pythonValue, pythonVariable, type PythonValue } from '$lib/core/recipe/python/literal';
import { pandasHelpers } from '$lib/core/recipe/python/pandas-helpers';
import { JsonSchema, parseRecipe } from '$lib/core/recipe/recipe';
import { ask, run, table, type Ran } from './native';
import { csvOf, pythonCases, rows, types, wholeRecipes, type PythonCase } from './python-cases';

/**
 * What pandas made of the scripts committed there. To make them anew: GOLDEN=all npx vitest run --project unit -u
 * tests/unit/recipe/python.test.ts; then /usr/bin/python3 tests/golden/recipe-python.py
 */
const golden = '../../golden/recipe-python';
const OutputSchema = v.object({
	names: v.array(v.string()),
	/** The columns that are not as they were in the table. */
	changed: v.record(v.string(), v.array(v.nullable(v.union([v.number(), v.string()]))))
});
type Output = v.InferOutput<typeof OutputSchema>;
const results = v.parse(
	v.object({ steps: v.array(OutputSchema), recipes: v.record(v.string(), OutputSchema) }),
	JSON.parse(readFileSync(new URL(`${golden}/results.json`, import.meta.url), 'utf8'))
);

const committed = v.parse(
	v.object({ steps: v.array(v.object({ op: v.string(), params: v.record(v.string(), JsonSchema) })) }),
	JSON.parse(readFileSync(new URL(`${golden}/steps.json`, import.meta.url), 'utf8'))
);

const source = await table(types, rows);
const customers = await table({ town: 'VARCHAR', region: 'VARCHAR', city: 'VARCHAR' }, wholeRecipes.customers);
const others = { customers };
const schemas = new Map([['customers', customers.schema]]);

/** Python run on what it is given as JSON, and the JSON it prints. */
function python(program: string, given: unknown): unknown {
	return JSON.parse(execFileSync('python3', ['-c', program], { input: JSON.stringify(given), encoding: 'utf8' }));
}

/** Each case fitted, and then what the fitted recipe gives of the same rows as it would of new ones. */
async function fittedCases(cases: readonly PythonCase[]) {
	const ran: (PythonCase & { readonly applied: Ran })[] = [];
	for (const { op, params } of cases) {
		try {
			const { recipe } = await run([{ op, params }], source);
			ran.push({ op, params, applied: await run(recipe.steps, source) });
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
		}
	}
	return ran;
}
const before = await ask(`SELECT * FROM ${source.source}`);
const every = await fittedCases(pythonCases(source.schema));
const scripts = every.map((each) => ({
	...each,
	pandas: exportPython(each.applied.recipe, source.schema, 'pandas'),
	polars: exportPython(each.applied.recipe, source.schema, 'polars')
}));
/** The steps that pandas was asked to run: those committed, or with GOLDEN=all every one that it does by itself. */
const asked =
	process.env['GOLDEN'] === 'all'
		? scripts.filter(({ pandas }) => pandas.viaSql.length === 0)
		: (await fittedCases(committed.steps)).map((each) => ({
				...each,
				pandas: exportPython(each.applied.recipe, source.schema, 'pandas')
			}));

function expectSame(found: Output | undefined, { schema, rows: wanted }: Pick<Ran, 'schema' | 'rows'>, about: string) {
	expect(found?.names, about).toEqual(schema.map(({ name }) => name));
	for (const { name } of schema) {
		const column = found?.changed[name] ?? before.map((row) => row[name] ?? null);
		expect(column.length, `${about} ${name}`).toBe(wanted.length);
		wanted.forEach((row, i) => {
			const [want, got] = [row[name] ?? null, column[i] ?? null];
			const place = `${about} ${name} ${i}: ${got} for ${want}`;
			if (typeof want !== 'number' || typeof got !== 'number') expect(got, place).toEqual(want);
			else expect(Math.abs(got - want), place).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));
		});
	}
}

describe('a step in pandas', () => {
	it('is written as it was when pandas ran it', async () => {
		await expect(csvOf(Object.keys(types), rows)).toMatchFileSnapshot(`${golden}/table.csv`);
		const towns = customers.schema.map(({ name }) => name);
		await expect(csvOf(towns, wholeRecipes.customers)).toMatchFileSnapshot(`${golden}/customers.csv`);
		const prelude = Object.values(pandasHelpers).map(({ code }) => code);
		const steps = asked.map(({ op, params, pandas }) => ({
			op,
			params,
			prepare: /def prepare[\s\S]*?\n {4}return frame/.exec(pandas.text)?.[0]
		}));
		const text = `${JSON.stringify({ prelude, steps }, null, '\t')}\n`;
		await expect(text).toMatchFileSnapshot(`${golden}/steps.json`);
	});

	it('gave what the recipe gives', () => {
		expect(results.steps).toHaveLength(asked.length);
		asked.forEach(({ op, params, applied }, i) =>
			expectSame(results.steps[i], applied, `${op} ${JSON.stringify(params)}`)
		);
	});

	it('is pandas alone for most operations, and polars alone too', () => {
		const alone = (library: PythonLibrary) =>
			new Set(scripts.filter((each) => each[library].viaSql.length === 0).map(({ op }) => op));
		expect(alone('pandas').size).toBeGreaterThan(250);
		expect(alone('polars').size).toBeGreaterThan(250);
		const common: OperationId[] = [
			...(['rename', 'drop-columns', 'move-after', 'duplicate-column', 'filter', 'sort', 'first-rows'] as const),
			...(['drop-duplicates', 'fill-missing', 'fill-forward', 'fill-backward', 'drop-missing', 'standardise'] as const),
			...(['min-max', 'robust-scale', 'max-abs-scale', 'clip', 'one-hot', 'ordinal', 'frequency-encode'] as const),
			...(['target-encode', 'cast', 'strip', 'upper-case', 'replace-text', 'nth-part', 'pad-left'] as const),
			...(['extract-pattern', 'date-parts', 'formula', 'map-values', 'bin', 'log', 'round'] as const)
		];
		for (const library of pythonLibraries) expect([...alone(library)]).toEqual(expect.arrayContaining(common));
	});

	it('holds the SQL of the step where pandas does not do the same, and that gives what the recipe gives', async () => {
		const viaSql = scripts.filter(({ pandas }) => pandas.viaSql.length > 0);
		expect(viaSql.length).toBeGreaterThan(50);
		const statements = v.parse(
			v.array(v.string()),
			python(
				'import ast, json, sys\n' +
					'def sql(text):\n' +
					'    calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "run_sql"]\n' +
					'    return calls[0].args[0].value\n' +
					'print(json.dumps([sql(text) for text in json.load(sys.stdin)]))',
				viaSql.map(({ pandas }) => pandas.text)
			)
		);
		// what DuckDB sees of a data frame: moments have no dates apart
		const columns = source.schema.map(
			({ name, type }) => `"${name.replaceAll('"', '""')}"::${type === 'DATE' ? 'TIMESTAMP' : type}`
		);
		const names = source.schema.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
		await ask(
			`CREATE OR REPLACE TABLE frame(${names.join(', ')}) AS SELECT ${columns.join(', ')} FROM ${source.source}`
		);
		for (const [i, { op, params, applied, pandas }] of viaSql.entries()) {
			expect(pandas.text).toContain('import duckdb');
			expect(await ask(statements[i] ?? ''), `${op} ${JSON.stringify(params)}`).toEqual(applied.rows);
		}
	});
});

it('writes polars that Python can read', () => {
	const texts = scripts.map(({ polars }) => polars.text);
	expect(
		python(
			'import ast, json, sys\nprint(json.dumps([len(ast.parse(t).body) > 2 for t in json.load(sys.stdin)]))',
			texts
		)
	).toEqual(texts.map(() => true));
});

describe.each(Object.entries(wholeRecipes.recipes))('the recipe %s', (name, recipe) => {
	it.each(pythonLibraries)('is the committed script for %s', async (library) => {
		const { recipe: fitted } = await run(recipe.steps, source, { tables: others, branches: recipe.branches ?? [] });
		const { text, viaSql } = exportPython(fitted, source.schema, library, recipe.branches ? schemas : new Map());
		expect(viaSql.map(({ op }) => op)).toEqual(recipe.viaSql);
		await expect(text).toMatchFileSnapshot(`${golden}/${name}.${library}.py`);
	});

	it('gave in pandas what it gives', async () => {
		if (recipe.viaSql.length > 0) return expect(results.recipes[name]).toBeUndefined();
		const options = { tables: others, branches: recipe.branches ?? [] };
		const { recipe: fitted } = await run(recipe.steps, source, options);
		expectSame(
			results.recipes[name],
			await run(fitted.steps, source, { ...options, branches: fitted.branches ?? [] }),
			name
		);
	});
});

it('refuses a function of ones own, naming the step', () => {
	const recipe = parseRecipe({
		schemaVersion: 1,
		steps: [
			{ op: 'reverse-rows' },
			{ op: 'row-function', params: { columns: ['age'], code: 'return row.age', name: 'x', result: 'number' } }
		]
	});
	expect(() => exportPython(recipe, source.schema, 'pandas')).toThrow(
		expect.objectContaining({ code: 'recipe/not-python', details: { step: 2, op: 'row-function' } }) as Error
	);
});

describe('quoting', () => {
	const value: fc.Arbitrary<PythonValue> = fc.letrec<{ value: PythonValue }>((tie) => ({
		value: fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({
				unit: fc.constantFrom('"', "'", '\\', '\n', '\r', '\t', '\0', '😀', '\u2028', '\u0301', '東', '{', '%')
			}),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.maxSafeInteger(),
			fc.boolean(),
			fc.constant(null),
			fc.array(tie('value'), { maxLength: 3 })
		)
	})).value;

	it('comes back from Python as it was', () => {
		const given = fc.sample(value, { numRuns: 2000, seed: 7 });
		const back = python(
			'import ast, json, sys\nprint(json.dumps([ast.literal_eval(text) for text in json.load(sys.stdin)]))',
			given.map(pythonValue)
		);
		expect(back).toEqual(given.map((each) => (Object.is(each, -0) ? -0 : each)));
	});

	it('keeps every script to one line a text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(pythonText(text)).not.toMatch(/[\n\r\u2028\u2029\0]/);
			})
		);
	});

	it('makes variables that Python takes, no two alike', () => {
		const names = fc.sample(fc.string({ unit: 'grapheme' }), { numRuns: 300, seed: 3 });
		const taken = new Set<string>();
		for (const name of [...names, 'class', 'frame', 'pd', '2024 sales', 'Sales', 'sales'])
			taken.add(pythonVariable(name, taken));
		expect(taken.size).toBe(names.length + 6);
		const isName =
			'import json, keyword, sys\nprint(json.dumps([n.isidentifier() and not keyword.iskeyword(n) for n in json.load(sys.stdin)]))';
		expect(python(isName, [...taken])).toEqual([...taken].map(() => true));
	});
});
