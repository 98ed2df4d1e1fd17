import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, descendantsOf, lineageOfRecipe, storyOf } from '$lib/core/recipe/column-lineage';
import { planRecipe } from '$lib/core/recipe/compile';
import { lineageOf } from '$lib/core/recipe/lineage';
import { parseRecipe, type Recipe } from '$lib/core/recipe/recipe';
import { run, table, type Row } from './native';

const types = { a: 'BIGINT', b: 'BIGINT', c: 'BIGINT', k: 'BIGINT' };
type Cells = (number | null)[];
const rows: Cells[] = [
	[1, 5, 9, 1],
	[2, null, 7, 2],
	[null, 3, 8, 3],
	[4, 6, null, 2]
];
const otherTypes = { key: 'BIGINT', x: 'BIGINT', y: 'BIGINT' };
const otherRows: Cells[] = [
	[1, 11, 21],
	[2, 12, null],
	[3, 13, 23]
];
const own = await table(types, rows);
const others = await table(otherTypes, otherRows);
const tables = new Map([['other', { schema: others.schema, sql: others.source }]]);

/** A step that runs whatever the columns are called by then, made of numbers. */
type Draw = readonly [number, number, number, number];
const draw = fc.tuple(fc.nat(4), fc.nat(99), fc.nat(99), fc.nat(99));

/** Steps after columns of these names; each new column is called n0, n1 ... */
function stepsOver(draws: readonly Draw[], start: readonly string[], joined: string | null, prefix: string) {
	let names = [...start];
	const steps: object[] = [];
	draws.forEach(([kind, one, two, three], i) => {
		const pick = (n: number) => names[n % names.length] ?? 'a';
		const [p, q, made] = [pick(one), pick(two), `${prefix}${i}`];
		if (kind === 0) {
			steps.push({ op: 'formula', params: { name: made, formula: `${p} * 2 + ${q}` } });
			names.push(made);
		} else if (kind === 1) {
			steps.push({ op: 'formula', params: { name: p, formula: `${p} + ${q}` } });
		} else if (kind === 2) {
			steps.push({ op: 'rename', params: { columns: { [p]: made } } });
			names = names.map((name) => (name === p ? made : name));
		} else if (kind === 3 && names.length > 2) {
			steps.push({ op: 'drop-columns', params: { columns: [p] } });
			names = names.filter((name) => name !== p);
		} else if (kind === 4 && joined !== null) {
			const columns = joined === 'other' ? ['x', 'y'] : null;
			const key = joined === 'other' ? 'key' : 'k';
			if (columns === null) return;
			steps.push({
				op: 'join',
				params: { table: joined, keys: { [p]: key }, columns: [columns[three % 2]], suffix: `_${made}` }
			});
			const brought = columns[three % 2] ?? '';
			names.push(names.includes(brought) ? `${brought}_${made}` : brought);
		}
	});
	return { steps, names };
}

/** Random recipes, some with a branch that keeps k and c as it takes another name, joined to the main steps by k. */
const recipes: fc.Arbitrary<Recipe> = fc
	.record({
		main: fc.array(draw, { maxLength: 6 }),
		branch: fc.option(fc.array(draw, { maxLength: 3 })),
		end: fc.array(draw, { maxLength: 3 })
	})
	.map(({ main, branch, end }) => {
		const before = stepsOver(main, ['a', 'b', 'c', 'k'], 'other', 'n');
		if (branch === null) return parseRecipe({ schemaVersion: 1, steps: before.steps });
		const side = stepsOver(branch, ['key', 'x', 'y'], null, 's');
		const [key, value] = [side.names[0] ?? 'key', side.names.at(-1) ?? 'x'];
		const mine = before.names[0] ?? 'a';
		const join = { op: 'join', params: { table: 'side', keys: { [mine]: key }, columns: [value], suffix: '_side' } };
		const after = stepsOver(end, [...before.names, before.names.includes(value) ? `${value}_side` : value], null, 'e');
		return parseRecipe({
			schemaVersion: 1,
			steps: [...before.steps, join, ...after.steps],
			branches: [{ name: 'side', of: 'other', steps: side.steps }]
		});
	});

describe('lineage over branches and joins', () => {
	it('holds every column that a change in the tables reaches', async () => {
		await fc.assert(
			fc.asyncProperty(recipes, fc.nat(6), async (recipe, place) => {
				const names = [
					...Object.keys(types).map((column) => [null, column] as const),
					...Object.keys(otherTypes).map((column) => ['other', column] as const)
				];
				const [changedTable, column] = names[place] ?? [null, 'a'];
				const change = (of: readonly string[], cells: Cells[]) =>
					cells.map((row) => row.map((cell, i) => (of[i] === column ? (cell === null ? 50 : (cell * 3) % 5) : cell)));
				const ran = async (mine: typeof own, theirs: typeof own) =>
					(await run(recipe.steps, mine, { tables: { other: theirs }, branches: recipe.branches ?? [] })).rows;
				const before = await ran(own, others);
				const after =
					changedTable === null
						? await ran(await table(types, change(Object.keys(types), rows)), others)
						: await ran(own, await table(otherTypes, change(Object.keys(otherTypes), otherRows)));
				const lineage = lineageOfRecipe(recipe, own.schema, tables);
				const source = lineage.sources.find((each) => each.table === changedTable && each.column === column);
				const reached = descendantsOf(lineage, source ? [source.id] : []);
				// a key that meets other rows gives other numbers of them: then every column may move
				if (before.length !== after.length) return;
				for (const { column: result, origin } of lineage.results)
					if (!reached.has(origin))
						expect(cellsOf(after, result), `${result} of ${JSON.stringify(recipe)}`).toEqual(cellsOf(before, result));
			}),
			{ numRuns: 60, seed: 4 }
		);
	});

	it('goes back to just the columns that a definition by recursion finds', () => {
		fc.assert(
			fc.property(recipes, (recipe) => {
				const lineage = lineageOfRecipe(recipe, own.schema, tables);
				const plan = planRecipe(recipe, own.schema, { tables });
				const side = plan.branches[0]?.plan.steps ?? [];
				const back = (steps: typeof plan.steps, line: string | null, count: number, column: string): string[] => {
					const step = steps[count - 1];
					if (!step) return [`${line === null ? '' : 'other.'}${column}`];
					const found = step.columns?.find(({ field }) => field.name === column);
					if (!found) return step.columns ? [] : back(steps, line, count - 1, column);
					return [
						...found.from.flatMap((name) => back(steps, line, count - 1, name)),
						...(found.others ?? []).flatMap((each) =>
							each.table === 'other' ? [`other.${each.column}`] : back(side, 'side', side.length, each.column)
						)
					];
				};
				for (const { column, origin } of lineage.results) {
					const ancestors = ancestorsOf(lineage, [origin]);
					const found = lineage.sources
						.filter(({ id }) => ancestors.has(id))
						.map((each) => `${each.table === null ? '' : 'other.'}${each.column}`);
					expect(found.sort()).toEqual([...new Set(back(plan.steps, null, plan.steps.length, column))].sort());
				}
			}),
			{ numRuns: 300, seed: 5 }
		);
	});

	it('agrees with the lineage of one line', () => {
		fc.assert(
			fc.property(fc.array(draw, { maxLength: 8 }), (draws) => {
				const { steps } = stepsOver(draws, ['a', 'b', 'c', 'k'], null, 'n');
				const recipe = parseRecipe({ schemaVersion: 1, steps });
				const lineage = lineageOfRecipe(recipe, own.schema);
				for (const line of lineageOf(own.schema, planRecipe(recipe, own.schema).steps)) {
					const story = storyOf(lineage, line.column);
					expect(story.sources.map(({ column }) => column)).toEqual(line.sources);
					expect(story.steps.map(({ index }) => index)).toEqual(line.steps);
				}
			})
		);
	});

	it('tells the story of a joined column', () => {
		const recipe = parseRecipe({
			schemaVersion: 1,
			steps: [
				{ op: 'join', params: { table: 'doubled', keys: { k: 'key' }, columns: ['x2'] } },
				{ op: 'formula', params: { name: 'sum', formula: 'x2 + a' } }
			],
			branches: [{ name: 'doubled', of: 'other', steps: [{ op: 'formula', params: { name: 'x2', formula: 'x * 2' } }] }]
		});
		const lineage = lineageOfRecipe(recipe, own.schema, tables);
		expect(storyOf(lineage, 'x2')).toEqual({
			sources: [
				expect.objectContaining({ table: null, column: 'k' }),
				expect.objectContaining({ table: 'other', column: 'key' }),
				expect.objectContaining({ table: 'other', column: 'x' })
			],
			steps: [
				{ line: 'doubled', index: 0 },
				{ line: null, index: 0 }
			],
			readers: ['sum']
		});
		expect(storyOf(lineage, 'b')).toEqual({
			sources: [expect.objectContaining({ table: null, column: 'b' })],
			steps: [],
			readers: []
		});
		expect(storyOf(lineage, 'nowhere')).toEqual({ sources: [], steps: [], readers: [] });
	});
});

function cellsOf(found: readonly Row[], name: string) {
	return found.map((row) => row[name] ?? null);
}
