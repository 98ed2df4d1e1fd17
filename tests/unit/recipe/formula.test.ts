import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { evaluatePortable } from '$lib/core/recipe/evaluate';
import { checkFormula } from '$lib/core/recipe/formula/check';
import { portableRecipe } from '$lib/core/recipe/to-portable';
import type { Cell } from '$lib/core/table/columns';
import { cellAt } from '$lib/core/table/columns';
import { columnsOf, run, table } from './native';

const numbers: (number | null)[] = [0, 1, -1, 2.5, -2.5, 3, 1e6, null, -0.4, 7];
const source = await table(
	{ a: 'DOUBLE', b: 'BIGINT', [`it's "b"`]: 'DOUBLE', t: 'VARCHAR', flag: 'BOOLEAN', day: 'DATE' },
	numbers.map((a, i) => [
		a,
		i - 4,
		a === null ? null : a * 2,
		i % 3 === 0 ? null : (['x', 'Y z'][i % 2] ?? null),
		i % 2 === 0,
		`20${10 + i}-0${(i % 9) + 1}-28`
	])
);

async function answers(formula: string): Promise<Cell[]> {
	const { rows } = await run([{ op: 'formula', params: { name: 'out', formula } }], source);
	return rows.map((row) => row['out'] ?? null);
}
const over = (compute: (a: number) => number | null) =>
	numbers.map((a) => {
		const value = a === null ? null : compute(a);
		return value === null || Number.isNaN(value) ? null : value;
	});
const near = (got: readonly Cell[], want: readonly (number | null)[]) =>
	got.forEach((value, i) => {
		const wanted = want[i] ?? null;
		if (wanted === null) expect(value).toBeNull();
		else expect(value).toBeCloseTo(wanted, 10);
	});

describe('arithmetic', () => {
	it.each<[string, (a: number) => number | null]>([
		['1 + a * 2 - 3', (a) => 1 + a * 2 - 3],
		['(1 + a) * -2', (a) => (1 + a) * -2],
		['a / (a - 1)', (a) => (a === 1 ? null : a / (a - 1))],
		['a % 2', (a) => a % 2],
		['a % 0', () => null],
		['-a - -a', () => 0],
		['sqrt(a)', (a) => (a < 0 ? null : Math.sqrt(a))],
		['ln(a)', (a) => (a <= 0 ? null : Math.log(a))],
		['log10(a)', (a) => (a <= 0 ? null : Math.log10(a))],
		['pow(a, 0.5)', (a) => (a < 0 ? null : a ** 0.5)],
		['exp(-abs(a))', (a) => Math.exp(-Math.abs(a))],
		['floor(a) + ceil(a)', (a) => Math.floor(a) + Math.ceil(a)],
		['round(a)', (a) => Math.sign(a) * Math.round(Math.abs(a))],
		['round(a / 7, 2)', (a) => (Math.sign(a) * Math.round(Math.abs((a / 7) * 100))) / 100],
		['sigmoid(a)', (a) => 1 / (1 + Math.exp(-a))],
		['sign(a)', (a) => Math.sign(a)],
		['clip(a, -1, 2)', (a) => Math.min(Math.max(a, -1), 2)],
		[`"it's ""b""" / 2`, (a) => a]
	])('%s', async (formula, compute) => near(await answers(formula), over(compute)));

	it('passes over missing values in least, greatest and coalesce', async () => {
		expect(await answers('least(a, 1)')).toEqual(numbers.map((a) => (a === null ? 1 : Math.min(a, 1))));
		expect(await answers('greatest(a, 1, 2)')).toEqual(numbers.map((a) => Math.max(a ?? 2, 1, 2)));
		expect(await answers('coalesce(a, -9)')).toEqual(numbers.map((a) => a ?? -9));
	});
});

describe('conditions', () => {
	it.each<[string, (a: number | null) => boolean | null]>([
		['a > 1 or a < -1', (a) => (a === null ? null : a > 1 || a < -1)],
		['a > 1 and true', (a) => (a === null ? null : a > 1)],
		['a > 1 and false', () => false],
		['a = 1 or true', () => true],
		['not a <> 1', (a) => (a === null ? null : a === 1)],
		['a in (1, 3, 7)', (a) => (a === null ? null : [1, 3, 7].includes(a))],
		['a not in (1, 3, 7)', (a) => (a === null ? null : ![1, 3, 7].includes(a))],
		['a is missing', (a) => a === null],
		['a is not missing and a >= 0', (a) => a !== null && a >= 0]
	])('%s', async (formula, compute) => {
		const want = numbers.map((a) => {
			const value = compute(a);
			return value === null ? null : Number(value);
		});
		expect(await answers(formula)).toEqual(want);
	});

	it('chooses with if and case', async () => {
		expect(await answers(`if(a > 0, 'up', 'down')`)).toEqual(numbers.map((a) => (a !== null && a > 0 ? 'up' : 'down')));
		expect(await answers('case when a > 2 then 1 when a > 0 then a end')).toEqual(
			numbers.map((a) => (a === null || a <= 0 ? null : a > 2 ? 1 : a))
		);
	});

	it('compares dates with text that is a date', async () => {
		expect(await answers(`day >= '2015-06-28' and year(day) < 2018`)).toEqual(
			numbers.map((_, i) => Number(i >= 5 && i < 8))
		);
		expect(await answers(`days_between('2010-01-28', day)`)).toEqual(
			numbers.map((_, i) => (Date.UTC(2010 + i, i % 9, 28) - Date.UTC(2010, 0, 28)) / 86_400_000)
		);
	});

	it('works on text', async () => {
		const texts = numbers.map((_, i) => (i % 3 === 0 ? null : ['x', 'Y z'][i % 2]));
		expect(await answers(`lower(t)`)).toEqual(texts.map((t) => t?.toLowerCase() ?? null));
		expect(await answers(`concat(t, '-', text(b))`)).toEqual(texts.map((t, i) => (t == null ? null : `${t}-${i - 4}`)));
		expect(await answers(`length(t)`)).toEqual(texts.map((t) => t?.length ?? null));
		expect(await answers(`number('12') + length(substring(t, 2, 1))`)).toEqual(
			texts.map((t) => (t == null ? null : 12 + t.slice(1, 2).length))
		);
	});
});

describe('errors', () => {
	it.each<[string, string, number]>([
		['', 'empty', 0],
		['a +', 'unexpected-end', 3],
		['a + * b', 'unexpected-token', 4],
		["a = 'x", 'unterminated', 4],
		['a # b', 'unexpected-character', 2],
		['nope + 1', 'unknown-column', 0],
		['a + nope(1)', 'unknown-function', 4],
		["a + 'x'", 'wrong-type', 4],
		['a and flag', 'wrong-type', 0],
		['sqrt(a, b)', 'wrong-count', 0],
		["day > 'yesterday'", 'not-a-date', 6],
		['round(a, b)', 'literal-wanted', 9],
		['a b', 'unexpected-token', 2],
		['constructor(a)', 'unknown-function', 0],
		['('.repeat(100) + 'a' + ')'.repeat(100), 'too-deep', 64]
	])('%s: %s at %i', (formula, reason, position) => {
		const thrown = (() => {
			try {
				return checkFormula(formula, source.schema);
			} catch (error) {
				return error;
			}
		})();
		expect(thrown).toBeInstanceOf(AppError);
		expect(thrown).toMatchObject({ code: 'recipe/formula-invalid', details: { reason, position } });
	});

	it('never fails otherwise, whatever is typed', () => {
		const words = fc.constantFrom(
			'a',
			'b',
			'(',
			')',
			'+',
			"'x'",
			'and',
			'if',
			',',
			'"',
			"'",
			'1e',
			'case',
			'when',
			'in',
			'\0',
			'🎧'
		);
		fc.assert(
			fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
				try {
					checkFormula(parts.join(' '), source.schema);
				} catch (error) {
					expect(error).toBeInstanceOf(AppError);
				}
			}),
			{ numRuns: 2000 }
		);
	});
});

/** Random formulas over a, b, t, flag and day from the part of the language that devices have. */
const { number: numeric } = fc.letrec<{ number: string; truth: string }>((tie) => ({
	number: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		fc.constantFrom('a', 'b', '1', '2.5', '-3', 'missing + 0', 'flag + 0', 'month(day)'),
		fc
			.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number'))
			.map(([x, o, y]) => `(${x} ${o} ${y})`),
		fc
			.tuple(fc.constantFrom('abs', 'sqrt', 'ln', 'floor', 'ceil', 'sigmoid', 'sign', 'round'), tie('number'))
			.map(([f, x]) => `${f}(${x})`),
		fc
			.tuple(fc.constantFrom('least', 'greatest', 'coalesce'), tie('number'), tie('number'))
			.map(([f, x, y]) => `${f}(${x}, ${y})`),
		fc.tuple(tie('truth'), tie('number'), tie('number')).map(([t, x, y]) => `if(${t}, ${x}, ${y})`)
	),
	truth: fc.oneof(
		{ maxDepth: 3 },
		fc.constantFrom('flag', "t = 'x'", "t <> 'Y z'", 't is missing', "t in ('x', 'q')", "day < '2014-01-01'"),
		fc
			.tuple(tie('number'), fc.constantFrom('<', '<=', '=', '<>', '>', '>='), tie('number'))
			.map(([x, o, y]) => `${x} ${o} ${y}`),
		fc.tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth')).map(([x, o, y]) => `(${x} ${o} ${y})`),
		tie('truth').map((x) => `not (${x})`)
	)
}));

it('computes on a device what DuckDB computes', async () => {
	const { rows: raw } = await run([], source);
	const input = columnsOf(raw, source.schema);
	await fc.assert(
		fc.asyncProperty(numeric, async (formula) => {
			const { recipe, rows } = await run([{ op: 'formula', params: { name: 'out', formula } }], source);
			const portable = portableRecipe(recipe, source.schema, ['out']);
			const out = evaluatePortable(portable, input).columns[0];
			rows.forEach((row, i) => {
				const want = row['out'] ?? null;
				const got = out ? cellAt(out.vector, i) : null;
				if (typeof want === 'number' && typeof got === 'number' && Number.isFinite(want))
					expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));
				else expect(got).toBe(want);
			});
		}),
		{ numRuns: 300 }
	);
});
