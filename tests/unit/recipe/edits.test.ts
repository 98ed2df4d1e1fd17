import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyRecipe, parseRecipe, type Recipe } from '$lib/core/recipe/recipe';
import { RecipeEdits } from '$lib/state/recipe-edits.svelte';

const given: Recipe = parseRecipe({
	schemaVersion: 1,
	steps: [
		{ op: 'drop-columns', params: { columns: ['a'] } },
		{ op: 'rename', params: { columns: { b: 'c' } }, group: 'names' },
		{ op: 'filter', params: { condition: 'c > $least' }, name: 'large' }
	],
	branches: [
		{ name: 'early', after: 1, steps: [{ op: 'upper-case', params: { columns: ['b'] } }] },
		{ name: 'later', of: 'early', steps: [] }
	],
	parameters: [{ name: 'least', value: 3 }]
});
const other: Recipe = parseRecipe({
	schemaVersion: 1,
	steps: [{ op: 'first-rows', params: { count: { parameter: 'n' } } }],
	parameters: [{ name: 'n', value: 5 }]
});

const place = fc.nat({ max: 6 });
const places = fc.uniqueArray(place, { minLength: 1, maxLength: 3 });
const name = fc.constantFrom('early', 'later', 'branch', 'x', '');
const filter = { op: 'filter', params: { condition: 'a > 1' }, enabled: true };

/** Every edit there is, on places and names that may not exist. */
const edit = fc.oneof(
	place.map((at) => (edits: RecipeEdits) => edits.insert(at, [filter])),
	place.map((n) => (edits: RecipeEdits) => edits.append('first-rows', { count: n + 1 })),
	places.map((at) => (edits: RecipeEdits) => edits.remove(at)),
	places.map((at) => (edits: RecipeEdits) => edits.copy(at)),
	fc.tuple(places, fc.boolean()).map(
		([at, on]) =>
			(edits: RecipeEdits) =>
				edits.enable(at, on)
	),
	fc.tuple(places, place).map(
		([at, to]) =>
			(edits: RecipeEdits) =>
				edits.move(at, to)
	),
	fc.tuple(place, name).map(
		([at, to]) =>
			(edits: RecipeEdits) =>
				edits.name(at, to)
	),
	fc.tuple(places, name).map(
		([at, to]) =>
			(edits: RecipeEdits) =>
				edits.group(at, to)
	),
	place.map(
		(at) => (edits: RecipeEdits) => edits.mend(at, { kind: 'cast', column: 'a', type: 'DOUBLE', before: filter })
	),
	fc.tuple(name, place).map(
		([wanted, after]) =>
			(edits: RecipeEdits) =>
				edits.addBranch(wanted || 'new', { after })
	),
	name.map((gone) => (edits: RecipeEdits) => edits.removeBranch(gone)),
	fc.tuple(name, name).map(
		([from, to]) =>
			(edits: RecipeEdits) =>
				edits.renameBranch(from, to)
	),
	fc.tuple(fc.constantFrom('p', 'q'), fc.constantFrom(null, 'least', 'p'), place).map(
		([to, old, value]) =>
			(edits: RecipeEdits) =>
				edits.putParameter({ name: to, value }, old)
	),
	fc.constantFrom('least', 'p').map((gone) => (edits: RecipeEdits) => edits.removeParameter(gone)),
	fc.constant((edits: RecipeEdits) => edits.apply(other, new Set([0]))),
	fc.constant((edits: RecipeEdits) => edits.replace(other)),
	fc.constantFrom(null, 'early', 'later').map((line) => (edits: RecipeEdits) => {
		if (line === null || edits.recipe.branches?.some((each) => each.name === line)) edits.showLine(line);
	})
);

function start(recipe: Recipe): RecipeEdits {
	const edits = new RecipeEdits(
		() => ['songs'],
		() => undefined
	);
	edits.open(recipe);
	return edits;
}

function undoAll(edits: RecipeEdits): void {
	while (edits.canUndo) edits.undo();
}

it('undone whole, any edits give the first recipe; redone, the last', () => {
	fc.assert(
		fc.property(fc.constantFrom(given, emptyRecipe), fc.array(edit, { maxLength: 12 }), (first, made) => {
			const before = structuredClone(first);
			const edits = start(first);
			for (const make of made) make(edits);
			const last = structuredClone(edits.recipe);
			undoAll(edits);
			expect(edits.recipe).toEqual(before);
			while (edits.canRedo) edits.redo();
			expect(edits.recipe).toEqual(last);
		})
	);
});

it('shows a line that there is, after any edit, undo and redo', () => {
	const back = fc.constantFrom(
		(edits: RecipeEdits) => edits.undo(),
		(edits: RecipeEdits) => edits.redo()
	);
	fc.assert(
		fc.property(fc.array(fc.oneof(edit, back), { maxLength: 20 }), (made) => {
			const edits = start(given);
			for (const make of made) {
				make(edits);
				if (edits.line !== null) expect(edits.recipe.branches?.map((each) => each.name)).toContain(edits.line);
			}
		})
	);
});

it('says which branch an undo took away, and follows one that got its old name back', () => {
	const edits = start(given);
	edits.addBranch('mine', { after: 2 });
	expect([edits.line, edits.lost]).toEqual(['mine', null]);
	edits.renameBranch('mine', 'yours');
	edits.undo();
	expect([edits.line, edits.lost]).toEqual(['mine', null]);
	edits.undo();
	expect([edits.line, edits.lost]).toEqual([null, 'mine']);
	edits.redo();
	expect(edits.lost).toBeNull();
	edits.showLine('mine');
	edits.removeBranch('mine');
	expect([edits.line, edits.lost]).toEqual([null, null]);
});
