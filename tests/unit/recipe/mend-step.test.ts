import { describe, expect, it } from 'vitest';
import { compileRecipe } from '$lib/core/recipe/compile';
import { columnsTouched, dependentsOf } from '$lib/core/recipe/lineage';
import { mendsOfStep, nearest } from '$lib/core/recipe/mend-step';
import { parseRecipe, type RecipeStep } from '$lib/core/recipe/recipe';
import { faultsOfSteps, recipeInText, stepsAsJson, withParametersOf } from '$lib/core/recipe/transfer';
import type { TableSchema } from '$lib/core/table/schema';

const schema: TableSchema = [
	{ name: 'customer_age', type: 'BIGINT', kind: 'numeric' },
	{ name: 'city', type: 'VARCHAR', kind: 'categorical' },
	{ name: `it's "q" 東京`, type: 'VARCHAR', kind: 'text' }
];
const brokenOf = (step: unknown) => {
	const recipe = parseRecipe({ schemaVersion: 1, steps: [step] });
	const compiled = compileRecipe(recipe, schema, 't').steps[0];
	const [first] = recipe.steps;
	if (!compiled?.broken || !first) throw new Error('the step is not broken');
	return { step: first, broken: compiled.broken };
};
const runs = (...steps: RecipeStep[]) =>
	compileRecipe({ schemaVersion: 1, steps }, schema, 't').steps.every(
		({ broken }) => broken === null || broken.code === 'recipe/not-fitted'
	);

describe('mends of a broken step', () => {
	it.each([
		[{ op: 'select', params: { columns: ['customerage', 'city'] } }],
		[{ op: 'filter', params: { condition: `customerage > 30 and city != 'customerage'` } }],
		[{ op: 'sort', params: { by: [{ column: 'customerage' }] } }],
		[{ op: 'rename', params: { columns: { customerage: 'age' } } }]
	])('takes the column that is written much alike: %j', (given) => {
		const { step, broken } = brokenOf(given);
		const [mend] = mendsOfStep(step, broken, schema, []);
		expect(mend).toMatchObject({ kind: 'column', to: 'customer_age' });
		if (mend?.kind !== 'column') throw new Error('no other column offered');
		expect(runs(mend.step)).toBe(true);
		expect(JSON.stringify(mend.step)).toBe(JSON.stringify(step).replace(/\bcustomerage\b(?!')/, 'customer_age'));
	});

	it('leaves out what is gone, and changes a type before the step', () => {
		const gone = brokenOf({ op: 'drop-columns', params: { columns: ['zzz', 'city'] } });
		const without = mendsOfStep(gone.step, gone.broken, schema, []).find(({ kind }) => kind === 'without');
		expect(without?.kind === 'without' && without.step.params).toEqual({ columns: ['city'] });
		const kind = brokenOf({ op: 'standardise', params: { columns: ['city'] } });
		const [mend] = mendsOfStep(kind.step, kind.broken, schema, []);
		expect(mend?.kind === 'cast' && runs(mend.before, kind.step)).toBe(true);
	});

	it('offers nothing where nothing is alike', () => {
		expect(nearest('zzzz', ['age', 'city'])).toEqual([]);
		expect(nearest('City', ['age', 'city', 'cities'])).toEqual(['city', 'cities']);
	});
});

describe('steps on their way between recipes', () => {
	const recipe = parseRecipe({
		schemaVersion: 1,
		parameters: [
			{ name: 'p', value: 1 },
			{ name: 'q', value: 2 }
		],
		steps: [
			{ op: 'filter', params: { condition: 'customer_age > $p' }, fitted: null },
			{ op: 'drop-columns', params: { columns: ['city'] } },
			{ op: 'one-hot', params: { columns: ['city'] } },
			{ op: 'no-such-thing' }
		]
	});

	it('copies steps with the parameters they take', () => {
		const text = stepsAsJson(recipe, null, [0, 1]);
		const read = recipeInText(text);
		expect(read?.steps.map(({ op }) => op)).toEqual(['filter', 'drop-columns']);
		expect(read?.parameters).toEqual([{ name: 'p', value: 1 }]);
		expect(
			read && withParametersOf({ schemaVersion: 1, steps: [], parameters: [{ name: 'p', value: 9 }] }, read)
		).toEqual({
			schemaVersion: 1,
			steps: [],
			parameters: [{ name: 'p', value: 9 }]
		});
		for (const other of ['', '{', 'a,b\n1,2', '{"schemaVersion": 1}', '[1]']) expect(recipeInText(other)).toBeNull();
	});

	it('says which steps fit before they are applied', () => {
		const codes = (chosen: number[]) => faultsOfSteps(recipe, new Set(chosen), schema, {}).map((fault) => fault?.code);
		expect(codes([0, 1, 2, 3])).toEqual([undefined, undefined, 'recipe/column-missing', 'recipe/operation-unknown']);
		expect(codes([0, 2])).toEqual([undefined, undefined, undefined, 'recipe/operation-unknown']);
	});
});

it('follows a column to what is made of it', () => {
	const { steps } = compileRecipe(
		parseRecipe({
			schemaVersion: 1,
			steps: [
				{ op: 'formula', params: { name: 'half', formula: 'customer_age / 2' } },
				{ op: 'rename', params: { columns: { half: 'h' } } },
				{ op: 'formula', params: { name: 'both', formula: `h + customer_age` } },
				{ op: 'drop-columns', params: { columns: ['customer_age'] } },
				{ op: 'formula', params: { name: 'town', formula: 'city' } }
			]
		}),
		schema,
		't'
	);
	expect(dependentsOf('customer_age', steps)).toEqual({ columns: ['h', 'both'], steps: [0, 1, 2] });
	expect(dependentsOf('city', steps, 2)).toEqual({ columns: ['city', 'town'], steps: [4] });
	expect(steps.map(columnsTouched)).toEqual([
		{ added: ['half'], changed: [], removed: [], read: ['customer_age'] },
		{ added: ['h'], changed: [], removed: ['half'], read: ['half'] },
		{ added: ['both'], changed: [], removed: [], read: ['h', 'customer_age'] },
		{ added: [], changed: [], removed: ['customer_age'], read: [] },
		{ added: ['town'], changed: [], removed: [], read: ['city'] }
	]);
});
