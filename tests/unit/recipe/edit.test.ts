import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBranch, flattenBranch, freeName, removeBranch, renameBranch } from '$lib/core/recipe/branch';
import {
	changeSteps,
	copySteps,
	groupSteps,
	insertSteps,
	moveSteps,
	namedStep,
	removeSteps,
	sectionsOf,
	stepsOf
} from '$lib/core/recipe/edit';
import { recipeGraph } from '$lib/core/recipe/graph';
import { parseRecipe, type Recipe } from '$lib/core/recipe/recipe';

/** Steps called a, b, c ... */
const recipeOf = (names: string, branches: Recipe['branches'] = []): Recipe =>
	parseRecipe({ schemaVersion: 1, steps: [...names].map((name) => ({ op: 'select', name })), branches });
const names = (recipe: Recipe, line: string | null = null) =>
	stepsOf(recipe, line)
		.map(({ name, group }) => `${name}${group ? `(${group})` : ''}`)
		.join(' ');
const leaving = (...after: number[]) => after.map((count) => ({ name: `after ${count}`, after: count, steps: [] }));
const anchors = ({ branches = [] }: Recipe) => branches.map(({ after }) => after);

describe('steps', () => {
	it('moves several together, up and down', () => {
		expect(names(moveSteps(recipeOf('abcdef'), null, [1, 3], 0))).toBe('b d a c e f');
		expect(names(moveSteps(recipeOf('abcdef'), null, [1, 3], 6))).toBe('a c e f b d');
		expect(names(moveSteps(recipeOf('abcdef'), null, [1, 3], 3))).toBe('a c b d e f');
		const same = recipeOf('abc');
		expect(moveSteps(same, null, [1], 1)).toBe(same);
	});

	it('moves as it does by definition: what stays keeps its order, what moves stands together', () => {
		fc.assert(
			fc.property(fc.subarray([0, 1, 2, 3, 4, 5]), fc.integer({ min: 0, max: 6 }), (places, to) => {
				const letters = [...'abcdef'];
				const chosen = letters.filter((_, i) => places.includes(i));
				const front = letters.filter((_, i) => i < to && !places.includes(i));
				const back = letters.filter((_, i) => i >= to && !places.includes(i));
				expect(names(moveSteps(recipeOf('abcdef'), null, places, to))).toBe([...front, ...chosen, ...back].join(' '));
			})
		);
	});

	it('copies, changes and removes several', () => {
		expect(names(copySteps(recipeOf('abcd'), null, [0, 2]))).toBe('a b c a c d');
		expect(names(removeSteps(recipeOf('abcd'), null, [0, 2]))).toBe('b d');
		const off = changeSteps(recipeOf('abc'), null, [1, 2], (step) => ({ ...step, enabled: false }));
		expect(off.steps.map(({ enabled }) => enabled)).toEqual([true, false, false]);
		expect(namedStep({ op: 'x', params: {}, enabled: true, name: 'n' }, ' ')).toEqual({
			op: 'x',
			params: {},
			enabled: true
		});
	});

	it('groups, and takes into a group what comes between its steps', () => {
		const grouped = groupSteps(recipeOf('abcd'), null, [0, 2], 'clean');
		expect(names(grouped)).toBe('a(clean) c(clean) b d');
		expect(sectionsOf(grouped.steps)).toEqual([
			{ group: 'clean', start: 0, end: 2 },
			{ group: null, start: 2, end: 4 }
		]);
		expect(names(moveSteps(grouped, null, [3], 1))).toBe('a(clean) d(clean) c(clean) b');
		expect(names(groupSteps(grouped, null, [0, 1], ''))).toBe('a c b d');
	});

	it('lets a branch leave after the step it left after', () => {
		expect(anchors(insertSteps(recipeOf('abc', leaving(0, 1, 3)), null, 1, recipeOf('x').steps))).toEqual([0, 1, 4]);
		expect(anchors(removeSteps(recipeOf('abc', leaving(0, 1, 3)), null, [0]))).toEqual([0, 0, 2]);
		expect(anchors(moveSteps(recipeOf('abc', leaving(1, 2)), null, [0], 3))).toEqual([3, 1]);
	});
});

describe('branches', () => {
	const step = (name: string, op = 'select') => ({ op, name, params: {}, enabled: true });
	const recipe = recipeOf('abc', [
		{ name: 'of main', after: 2, steps: [step('m')] },
		{ name: 'of table', of: 'cities', after: 0, steps: [step('t')] },
		{ name: 'of branch', of: 'of main', after: 0, steps: [step('n')] }
	]);

	it('flattens a branch to the steps on the way to it', () => {
		const { table, before, recipe: flat } = flattenBranch(recipe, 'of branch');
		expect([table, before, names(flat)]).toEqual([null, 3, 'a b m n']);
		expect(flattenBranch(recipe, 'of table')).toMatchObject({ table: 'cities', before: 0 });
		expect(flattenBranch(recipe, 'of table').recipe.branches).toEqual([]);
		expect(() => flattenBranch(recipe, 'none')).toThrow();
	});

	it('adds, names and removes', () => {
		expect(freeName(recipe, 'Of Main', ['of main 2'])).toBe('Of Main 3');
		const added = addBranch(recipe, 'new', { after: 1 });
		expect(added.branches?.at(-1)).toEqual({ name: 'new', after: 1, steps: [] });
		expect(removeBranch(added, 'new')).toEqual(recipe);
		expect(renameBranch(recipe, 'of main', 'other').branches?.map(({ name, of }) => [name, of])).toEqual([
			['other', undefined],
			['of table', 'cities'],
			['of branch', 'other']
		]);
	});

	it('draws tables and runs of steps, each right of what leads to it', () => {
		const { nodes, edges, lanes } = recipeGraph(recipe, 'people');
		const ids = nodes.map(({ id }) => id);
		expect(ids).toEqual([
			'source',
			'main 0',
			'main 2',
			'branch of main 0',
			'branch of table 0',
			'branch of branch 0',
			'table cities'
		]);
		expect(edges).toContainEqual({ from: 'main 0', to: 'branch of main 0' });
		expect(edges).toContainEqual({ from: 'branch of main 0', to: 'branch of branch 0' });
		expect(edges).toContainEqual({ from: 'table cities', to: 'branch of table 0' });
		const column = (id: string) => nodes.find((node) => node.id === id)?.column ?? -1;
		for (const { from, to } of edges) expect(column(to)).toBeGreaterThan(column(from));
		expect(lanes).toBe(4);
		expect(new Set(nodes.map((node) => `${node.lane} ${node.column}`)).size).toBe(nodes.length);
	});
});
