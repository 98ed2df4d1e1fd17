import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, table } from './native';

type Pair = readonly [string | null, number];
const key = fc.option(fc.constantFrom('a', "it's", '東京', '"q"'));
const rows = fc.array(fc.tuple(key, fc.nat(9)), { maxLength: 7 });
const types = ['left', 'inner', 'right', 'full', 'semi', 'anti'] as const;

/** A join by definition: for each row of one table those of the other with the same key, missing keys meeting nobody. */
function joined(type: (typeof types)[number], mine: readonly Pair[], others: readonly Pair[]): unknown[] {
	const partners = (k: string | null) => (k === null ? [] : others.filter(([other]) => other === k));
	if (type === 'semi') return mine.filter(([k]) => partners(k).length > 0);
	if (type === 'anti') return mine.filter(([k]) => partners(k).length === 0);
	const matched = mine.flatMap(([k, x]) => {
		const found = partners(k).map(([, y]) => [k, x, y]);
		return found.length === 0 && (type === 'left' || type === 'full') ? [[k, x, null]] : found;
	});
	const alone = others
		.filter(([k]) => k === null || !mine.some(([other]) => other === k))
		.map(([k, y]) => [k, null, y]);
	return type === 'right' || type === 'full' ? [...matched, ...alone] : matched;
}

describe('join', () => {
	it.each(types)('gives the rows of a %s join, in order', async (type) => {
		await fc.assert(
			fc.asyncProperty(rows, rows, async (mine, others) => {
				const here = await table({ "k'1": 'VARCHAR', x: 'BIGINT' }, mine);
				const there = await table({ 'key "2"': 'VARCHAR', x: 'BIGINT' }, others);
				const steps = [{ op: 'join', params: { table: 'other', keys: { "k'1": 'key "2"' }, type } }];
				const made = await run(steps, here, { tables: { other: there } });
				expect(made.rows.map((row) => Object.values(row))).toEqual(joined(type, mine, others));
			}),
			{ numRuns: 25 }
		);
	});

	it('gives a name that is taken the suffix, and brings only the columns asked for', async () => {
		const here = await table({ k: 'VARCHAR', X: 'BIGINT', x_2: 'BIGINT' }, [['a', 1, 2]]);
		const there = await table({ k: 'VARCHAR', x: 'BIGINT', y: 'BIGINT' }, [['a', 3, 4]]);
		const step = (params: object) => [{ op: 'join', params: { table: 't', keys: { k: 'k' }, ...params } }];
		const all = await run(step({}), here, { tables: { t: there } });
		expect(all.rows).toEqual([{ k: 'a', X: 1, x_2: 2, x_2_2: 3, y: 4 }]);
		const some = await run(step({ columns: ['y'] }), here, { tables: { t: there } });
		expect(some.schema.map(({ name }) => name)).toEqual(['k', 'X', 'x_2', 'y']);
		await expect(run(step({}), here)).rejects.toThrow('recipe/table-missing');
	});

	it('reads a branch of another table, whose steps learn, and one of the recipe itself', async () => {
		const here = await table({ k: 'VARCHAR', x: 'DOUBLE' }, [
			['a', 1],
			['b', 2],
			['c', 6]
		]);
		const there = await table({ k: 'VARCHAR', y: 'DOUBLE' }, [
			['a', 10],
			['b', 30],
			['z', 500]
		]);
		const { rows: found } = await run(
			[
				{ op: 'filter', params: { condition: 'x < 5' } },
				{ op: 'join', params: { table: 'scaled', keys: { k: 'k' } } },
				{ op: 'join', params: { table: 'before', keys: { k: 'k' }, type: 'full' } }
			],
			here,
			{
				tables: { other: there },
				branches: [
					{
						name: 'scaled',
						of: 'other',
						steps: [
							{ op: 'filter', params: { condition: 'y < 100' } },
							{ op: 'standardise', params: { columns: ['y'] } }
						]
					},
					{ name: 'before', steps: [{ op: 'select', params: { columns: ['k', 'x'] } }] }
				]
			}
		);
		// y is 10 and 30: mean 20, deviation 10
		expect(found).toEqual([
			{ k: 'a', x: 1, y: -1, x_2: 1 },
			{ k: 'b', x: 2, y: 1, x_2: 2 },
			{ k: 'c', x: null, y: null, x_2: 6 }
		]);
	});
});
