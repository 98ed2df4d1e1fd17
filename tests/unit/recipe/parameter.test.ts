import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillFormula, parametersIn } from '$lib/core/recipe/formula/fill-parameters';
import { tokenize } from '$lib/core/recipe/formula/token';
import { putParameter, removeParameter, setParameters, usesOf } from '$lib/core/recipe/parameter';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { compileRecipe } from '$lib/core/recipe/compile';
import { ask, table } from './native';

const recipe = parseRecipe({
	schemaVersion: 1,
	parameters: [
		{ name: 'least', value: 20 },
		{ name: 'city', value: "Ky'oto" },
		{ name: 'cities', value: ['A', "b'"] }
	],
	steps: [
		{ op: 'filter', params: { condition: "age >= $least and city != '$city' and city in $cities" } },
		{ op: 'fill-missing', params: { columns: ['age'], method: 'constant', value: { parameter: 'least' } } }
	],
	branches: [{ name: 'b', steps: [{ op: 'filter', params: { condition: 'city = $city' } }] }]
});

const people = () =>
	table({ age: 'BIGINT', city: 'VARCHAR' }, [
		[10, 'A'],
		[20, "b'"],
		[30, 'c'],
		[40, 'A']
	]);

it('fills parameters into fields and formulas, never into text', async () => {
	const { schema, source } = await people();
	const { sql, steps } = compileRecipe(recipe, schema, source);
	expect(steps.map(({ broken }) => broken)).toEqual([null, null]);
	expect((await ask(sql)).map(({ age }) => age)).toEqual([20, 40]);
	const other = compileRecipe(setParameters(recipe, { least: '35' }), schema, source);
	expect((await ask(other.sql)).map(({ age }) => age)).toEqual([40]);
});

it('says which parameter is missing', async () => {
	const { schema, source } = await people();
	const steps = [{ op: 'filter', params: { condition: 'age > $none' } }];
	const { steps: compiled } = compileRecipe(parseRecipe({ schemaVersion: 1, steps }), schema, source);
	expect(compiled[0]?.broken).toMatchObject({ code: 'recipe/parameter-missing', details: { parameter: 'none' } });
});

describe('a formula', () => {
	it('holds any value as one literal', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				const tokens = tokenize(fillFormula('a = $p', () => value));
				expect(tokens.slice(2).map((token) => [token.kind, token.value])).toEqual([
					['text', value],
					['end', '']
				]);
			})
		);
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				const numbers = tokenize(fillFormula('$p', () => value)).flatMap((token) =>
					token.kind === 'number' ? token.value : []
				);
				expect(numbers).toEqual([Math.abs(value)]);
			})
		);
	});

	it('names parameters outside quotes only', () => {
		expect(parametersIn(`$a + "$b" + '$c' + $a + $d2`)).toEqual(['a', 'd2']);
		expect(parametersIn(`'open $a`)).toEqual([]);
	});
});

it('finds the steps that take a parameter', () => {
	expect(usesOf(recipe, 'least')).toEqual([
		{ line: null, index: 0 },
		{ line: null, index: 1 }
	]);
	expect(usesOf(recipe, 'city')).toEqual([{ line: 'b', index: 0 }]);
});

it('renames a parameter where it is taken', () => {
	const renamed = putParameter(recipe, { name: 'lowest', value: 21 }, 'least');
	expect(renamed.steps.map(({ params }) => params['condition'] ?? params['value'])).toEqual([
		"age >= $lowest and city != '$city' and city in $cities",
		{ parameter: 'lowest' }
	]);
	expect(renamed.parameters?.[0]).toEqual({ name: 'lowest', value: 21 });
});

it('leaves the value behind when a parameter goes', () => {
	const without = removeParameter(removeParameter(recipe, 'least'), 'city');
	expect(without.parameters?.map(({ name }) => name)).toEqual(['cities']);
	expect(without.steps.map(({ params }) => params['condition'] ?? params['value'])).toEqual([
		"age >= 20 and city != '$city' and city in $cities",
		20
	]);
	expect(without.branches?.[0]?.steps[0]?.params['condition']).toBe("city = 'Ky''oto'");
});

it('reads what is set as the type of the value it had', () => {
	expect(setParameters(recipe, { city: '12', cities: '["x"]' }).parameters?.map(({ value }) => value)).toEqual([
		20,
		'12',
		['x']
	]);
	expect(() => setParameters(recipe, { none: '1' })).toThrow(
		expect.objectContaining({ code: 'recipe/parameter-missing' })
	);
	for (const wrong of [{ least: 'many' }, { least: '' }, { cities: 'x' }, { cities: '3' }])
		expect(() => setParameters(recipe, wrong)).toThrow(expect.objectContaining({ code: 'recipe/parameter-invalid' }));
});
