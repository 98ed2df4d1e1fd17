import { describe, expect, it } from 'vitest';
import { lineageOfRecipe } from '$lib/core/recipe/column-lineage';
import { lineagePicture } from '$lib/core/recipe/lineage-picture';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { recipePicture } from '$lib/core/recipe/recipe-picture';
import type { TableSchema } from '$lib/core/table/schema';

const number = (name: string) => ({ name, type: 'BIGINT', kind: 'numeric' as const });
const schema: TableSchema = ['a', 'b', 'k'].map(number);
const towns = new Map([['towns', { schema: ['key', 'x'].map(number), sql: '"towns"' }]]);
const recipe = parseRecipe({
	schemaVersion: 1,
	steps: [
		{ op: 'formula', params: { name: 'c', formula: 'a + b' }, group: 'make' },
		{ op: 'formula', params: { name: 'd', formula: 'c * 2' }, group: 'make' },
		{ op: 'reverse-rows' },
		{ op: 'join', params: { table: 'side', keys: { k: 'key' }, columns: ['x'] } }
	],
	branches: [{ name: 'side', of: 'towns', steps: [{ op: 'formula', params: { name: 'x', formula: 'x + 1' } }] }]
});
const sizes = { box: 100, gap: 20, rise: 30, head: 10, item: 5 };

describe('the picture of a recipe', () => {
	const { boxes, lines, width, height } = recipePicture(recipe, 'people', sizes);

	it('stands in lanes, from top to bottom, steps under a heading as one', () => {
		expect(
			boxes.map(({ id, lane, x, y, height: tall, items }) => [
				id,
				lane,
				x,
				y,
				tall,
				items.map(({ start, end, group }) => [start, end, group])
			])
		).toEqual([
			['source', 0, 0, 0, 10, []],
			[
				'main 0',
				0,
				0,
				40,
				20,
				[
					[0, 2, 'make'],
					[2, 3, null]
				]
			],
			['main 3', 0, 0, 90, 15, [[3, 4, null]]],
			['table towns', 1, 120, 0, 10, []],
			['branch side 0', 1, 120, 40, 15, [[0, 1, null]]]
		]);
		expect([width, height]).toEqual([220, 105]);
	});

	it('leads from the foot of a box to the head of the next, and across where lines meet', () => {
		expect(lines.map(({ from, to, joins }) => [from, to, joins])).toEqual([
			['source', 'main 0', false],
			['main 0', 'main 3', false],
			['branch side 0', 'main 3', true],
			['table towns', 'branch side 0', false]
		]);
		expect(lines[0]?.path).toBe('M50 10V40');
		expect(lines[2]?.path).toMatch(/^M170 55C.* 50 90$/);
		expect(boxes.find(({ id }) => id === 'main 3')?.from).toEqual(['main 0', 'branch side 0']);
	});
});

describe('the picture of a column', () => {
	const lineage = lineageOfRecipe(recipe, schema, towns);
	const shown = (picture: ReturnType<typeof lineagePicture>, onPath: boolean) =>
		picture.boxes
			.filter((each) => each.onPath === onPath)
			.map(({ box }) =>
				box.kind === 'source'
					? `${box.source.table ?? ''}.${box.source.column}`
					: box.kind === 'step'
						? `${box.place.line ?? 'main'} ${box.place.index}`
						: box.column
			);

	it('holds what the column is made from and what is made from it', () => {
		const picture = lineagePicture(lineage, { kind: 'result', column: 'd' }, false);
		expect(shown(picture, true)).toEqual(['.a', '.b', 'main 0', 'main 1', 'd']);
		expect(picture.lines.every(({ onPath }) => onPath)).toBe(true);
		expect(picture.boxes.map(({ layer }) => layer)).toEqual([0, 0, 1, 2, 3]);
		const joined = lineagePicture(lineage, { kind: 'result', column: 'x' }, false);
		expect(shown(joined, true)).toEqual(['.k', 'towns.key', 'towns.x', 'side 0', 'main 3', 'x']);
	});

	it('goes from a column of a table to all that reads it', () => {
		const source = lineage.sources.find(({ column }) => column === 'a');
		const picture = lineagePicture(lineage, { kind: 'source', id: source?.id ?? '' }, false);
		expect(shown(picture, true)).toEqual(['.a', 'main 0', 'main 1', 'a', 'c', 'd']);
	});

	it('shows the rest beside it when asked, no two boxes in one place', () => {
		const picture = lineagePicture(lineage, { kind: 'result', column: 'b' }, true);
		expect(shown(picture, true)).toEqual(['.b', 'main 0', 'main 1', 'b', 'c', 'd']);
		expect(shown(picture, false)).toContain('main 3');
		expect(new Set(picture.boxes.map(({ layer, row }) => `${layer} ${row}`)).size).toBe(picture.boxes.length);
		const layer = (id: string) => picture.boxes.find((each) => each.id === id)?.layer ?? -1;
		for (const { from, to } of picture.lines) expect(layer(to)).toBeGreaterThan(layer(from));
	});

	it('takes a line that skips a step past it, on a row where nothing stands', () => {
		for (const column of ['d', 'x', 'b']) {
			const picture = lineagePicture(lineage, { kind: 'result', column }, true);
			const layer = (id: string) => picture.boxes.find((each) => each.id === id)?.layer ?? -1;
			const taken = picture.boxes.map((each) => `${each.layer} ${each.row}`);
			for (const { from, to, via } of picture.lines) {
				expect(via).toHaveLength(layer(to) - layer(from) - 1);
				taken.push(...via.map((row, i) => `${layer(from) + 1 + i} ${row}`));
			}
			expect(new Set(taken).size).toBe(taken.length);
		}
	});

	it('is empty for a column that is not there', () => {
		expect(lineagePicture(lineage, { kind: 'result', column: 'nowhere' }, false)).toEqual({
			boxes: [],
			lines: [],
			layers: 0,
			rows: 0
		});
	});
});
