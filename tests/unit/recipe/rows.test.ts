import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { run, table } from './native';

/** Every expectation is computed here by definition, from the rows themselves. */
const odd = `it's "q" 東京`;
const groups = ['a', 'b', "c'", null];
const items = Array.from({ length: 60 }, (_, i) => ({
	id: i + 1,
	g: i % 10 === 9 ? null : (groups[i % 7 === 0 ? 2 : i % 3 === 0 ? 1 : 0] ?? null),
	x: i % 11 === 5 ? null : (i * 37) % 23,
	t: i % 13 === 0 ? null : new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
}));
type Item = (typeof items)[number];
const source = await table(
	{ id: 'BIGINT', [odd]: 'VARCHAR', x: 'DOUBLE', t: 'DATE' },
	items.map(({ id, g, x, t }) => [id, g, x, t])
);
const none = await table({ id: 'BIGINT', [odd]: 'VARCHAR', x: 'DOUBLE', t: 'DATE' }, []);
const empty = await table({ a: 'BIGINT', b: 'VARCHAR' }, [
	[1, null],
	[null, null],
	[null, 'x']
]);

const ids = (rows: readonly Item[]) => rows.map(({ id }) => id);
const digest = (text: string) => createHash('md5').update(text).digest('hex');
const shuffled = (rows: readonly Item[], seed: number) =>
	[...rows].sort((a, b) => (digest(`${seed}:${a.id}`) < digest(`${seed}:${b.id}`) ? -1 : 1));
const some = (rows: readonly Item[], count: number, seed = 0) => {
	const chosen = new Set(ids(shuffled(rows, seed).slice(0, count)));
	return rows.filter(({ id }) => chosen.has(id));
};
const byGroup = (rows: readonly Item[]) => groups.map((g) => rows.filter((item) => item.g === g));
const inOrder = (rows: readonly Item[]) => [...rows].sort((a, b) => a.id - b.id);
const key = ({ g, x }: Item) => JSON.stringify([g, x]);
const top = (rows: readonly Item[], count: number, sign: number) =>
	rows
		.filter(({ x }) => x !== null)
		.sort((a, b) => sign * ((a.x ?? 0) - (b.x ?? 0)) || a.id - b.id)
		.slice(0, count);

describe('which rows stay', () => {
	it.each<[string, Record<string, unknown>, readonly Item[]]>([
		['first-rows', { count: 7 }, items.slice(0, 7)],
		['last-rows', { count: 7 }, items.slice(-7)],
		['skip-rows', { count: 55 }, items.slice(55)],
		['every-nth-row', { step: 9, start: 3 }, items.filter((_, i) => i >= 2 && (i - 2) % 9 === 0)],
		['sample-rows', { count: 12, seed: 4 }, some(items, 12, 4)],
		['sample-rows', { by: 'share', share: 0.25 }, some(items, 15)],
		[
			'stratified-sample',
			{ column: odd, share: 0.3 },
			inOrder(byGroup(items).flatMap((rows) => some(rows, Math.max(Math.round(rows.length * 0.3), 1))))
		],
		['shuffle-rows', { seed: 9 }, shuffled(items, 9)],
		['reverse-rows', {}, [...items].reverse()],
		['top-rows', { column: 'x', count: 5 }, inOrder(top(items, 5, -1))],
		[
			'top-rows',
			{ column: 'x', count: 2, direction: 'smallest', per: odd },
			inOrder(byGroup(items).flatMap((rows) => top(rows, 2, 1)))
		],
		['keep-matching', { column: odd, pattern: "^[ac]'?$" }, items.filter(({ g }) => g === 'a' || g === "c'")],
		['keep-matching', { column: odd, pattern: 'a', act: 'drop' }, items.filter(({ g }) => g !== 'a')],
		['keep-listed', { column: odd, values: ["c'", 'zz'] }, items.filter(({ g }) => g === "c'")],
		['keep-listed', { column: 'x', values: [3, '4', 'no'] }, items.filter(({ x }) => x === 3 || x === 4)],
		['keep-listed', { column: 'x', values: ['no'] }, []],
		['drop-listed', { column: odd, values: ['a'] }, items.filter(({ g }) => g !== 'a')],
		['keep-in-range', { column: 'x', least: 4, most: 9 }, items.filter(({ x }) => x !== null && x >= 4 && x <= 9)],
		['keep-in-range', { column: 'x', most: 0 }, items.filter(({ x }) => x === 0)],
		[
			'keep-duplicates',
			{ columns: [odd, 'x'] },
			items.filter((item) => items.filter((other) => key(other) === key(item)).length > 1)
		]
	])('%s %j', async (op, params, wanted) => {
		const { rows } = await run([{ op, params }], source);
		expect(rows.map((row) => row['id'])).toEqual(ids(wanted));
		expect((await run([{ op, params }], none)).rows).toEqual([]);
	});

	it('drops empty rows', async () => {
		expect((await run([{ op: 'drop-empty-rows' }], empty)).rows).toEqual([
			{ a: 1, b: null },
			{ a: null, b: 'x' }
		]);
		expect((await run([{ op: 'drop-empty-rows', params: { columns: ['b'] } }], empty)).rows).toEqual([
			{ a: null, b: 'x' }
		]);
	});

	it('marks duplicates', async () => {
		const later = items.map((item, i) => Number(items.slice(0, i).some((other) => key(other) === key(item))));
		const all = items.map((item) => Number(items.some((other) => other.id !== item.id && key(other) === key(item))));
		const marked = await run(
			[
				{ op: 'mark-duplicates', params: { columns: [odd, 'x'] } },
				{ op: 'mark-duplicates', params: { columns: [odd, 'x'], which: 'all', name: 'all' } }
			],
			source
		);
		expect(marked.rows.map((row) => row['duplicate'])).toEqual(later);
		expect(marked.rows.map((row) => row['all'])).toEqual(all);
	});
});

describe('splits', () => {
	const learned = { op: 'fill-missing', params: { columns: ['x'], method: 'mean' } };
	const meanOf = (rows: readonly Item[]) => {
		const xs = rows.flatMap(({ x }) => (x === null ? [] : [x]));
		return xs.reduce((a, b) => a + b, 0) / xs.length;
	};
	const check = async (op: string, params: Record<string, unknown>, part: (item: Item) => string) => {
		const { rows } = await run([{ op, params }, learned], source);
		expect(rows.map((row) => row['split'])).toEqual(items.map(part));
		expect(rows.find((row) => row['id'] === 6)?.['x']).toBeCloseTo(
			meanOf(items.filter((item) => part(item) === 'train')),
			9
		);
	};

	it('keeps the rows of a key together, and learns from train rows only', async () => {
		const share = (text: string) => Number(`0x${digest(`3:${text}`).slice(0, 13)}`) / 2 ** 52;
		await check('split-by-key', { columns: ['x'], fraction: 0.4, seed: 3 }, ({ x }) =>
			share(x === null ? '' : `${x}.0`) < 0.4 ? 'test' : 'train'
		);
	});

	it('splits at a moment; without a date is train', async () => {
		await check('split-by-time', { column: 't', from: '2024-02-01' }, ({ t }) =>
			t !== null && t >= '2024-02-01' ? 'test' : 'train'
		);
		await expect(run([{ op: 'split-by-time', params: { column: 't', from: 'soon' } }], source)).rejects.toThrow(
			'recipe/params-invalid'
		);
	});

	it('splits in three, of each value alike', async () => {
		const parts = new Map<number, string>();
		for (const rows of byGroup(items))
			shuffled(rows, 1).forEach(({ id }, i) => {
				const test = Math.round(rows.length * 0.2);
				parts.set(id, i < test ? 'test' : i < test + Math.round(rows.length * 0.3) ? 'validation' : 'train');
			});
		await check('split-three', { test: 0.2, validation: 0.3, by: odd, seed: 1 }, ({ id }) => parts.get(id) ?? '');
	});

	it('splits in three by order, or by a key that stays together', async () => {
		const items = Array.from({ length: 40 }, (_, i) => [i, `k${(i * 7) % 13}`, (i * 11) % 40] as const);
		const numbered = await table({ id: 'BIGINT', key: 'VARCHAR', x: 'BIGINT' }, items);
		const ordered = await run(
			[{ op: 'split-three', params: { method: 'ordered', by: 'x', validation: 0.2, test: 0.1 } }],
			numbered
		);
		expect(ordered.rows.map((row) => row['split'])).toEqual(
			items.map(([, , x]) => (x >= 36 ? 'test' : x >= 28 ? 'validation' : 'train'))
		);
		const share = (key: string) =>
			parseInt(createHash('md5').update(`3:${key}`).digest('hex').slice(0, 13), 16) / 2 ** 52;
		const keyed = await run(
			[{ op: 'split-by-key', params: { columns: ['key'], fraction: 0.2, validation: 0.4, seed: 3 } }],
			numbered
		);
		expect(keyed.rows.map((row) => row['split'])).toEqual(
			items.map(([, key]) => (share(key) < 0.2 ? 'test' : share(key) < 0.2 + 0.4 ? 'validation' : 'train'))
		);
	});

	it('numbers folds of like size, each value spread', async () => {
		const { rows } = await run([{ op: 'fold-number', params: { folds: 4, by: odd } }], source);
		const sizes = (of: typeof rows) => [1, 2, 3, 4].map((fold) => of.filter((row) => row['fold'] === fold).length);
		for (const of of [rows, ...groups.map((g) => rows.filter((row) => row[odd] === g))])
			expect(Math.max(...sizes(of)) - Math.min(...sizes(of))).toBeLessThanOrEqual(1);
	});
});

describe('balance', () => {
	const split = { op: 'split', params: { method: 'ordered', fraction: 0.5 } };
	const train = items.slice(0, 30);
	const count = (rows: readonly Item[], g: string | null) => rows.filter((item) => item.g === g).length;
	const counts = ['a', 'b', "c'"].map((g) => count(train, g));

	it('undersamples training rows alone', async () => {
		const { rows } = await run([split, { op: 'undersample', params: { target: odd, ratio: 0.5 } }], source);
		const limit = Math.round(Math.min(...counts) / 0.5);
		const kept = [
			...['a', 'b', "c'"].flatMap((g) =>
				some(
					train.filter((item) => item.g === g),
					limit
				)
			),
			...train.filter(({ g }) => g === null),
			...items.slice(30)
		];
		expect(rows.map((row) => row['id'])).toEqual(ids(inOrder(kept)));
	});

	it('oversamples training rows alone, each copy behind its row', async () => {
		const { rows } = await run([split, { op: 'oversample', params: { target: odd, ratio: 1 } }], source);
		const most = Math.max(...counts);
		const wanted = items.flatMap((item) => {
			const of = train.filter(({ g }) => g === item.g);
			if (item.g === null || !train.includes(item)) return [item.id];
			const extra = ids(shuffled(of, 0).slice(0, most % of.length)).includes(item.id) ? 1 : 0;
			return Array<number>(Math.floor(most / of.length) + extra).fill(item.id);
		});
		expect(rows.map((row) => row['id'])).toEqual(wanted);
		expect(wanted.length).toBeGreaterThan(items.length);
	});

	it.each(['undersample', 'oversample'])('%s leaves other tables alone once it has learned', async (op) => {
		const first = await run([{ op, params: { target: odd } }], source);
		const again = await run(first.recipe.steps, source);
		expect(again.rows.map((row) => row['id'])).toEqual(ids(items));
		expect((await run([{ op, params: { target: odd } }], none)).rows).toEqual([]);
	});
});

describe('SMOTE', () => {
	const points = [
		...Array.from({ length: 30 }, (_, i) => ['many', i, i % 7, 'm'] as const),
		['rare', 100, 0, 'x'] as const,
		['rare', 110, 10, "y's"] as const,
		['rare', 120, null, 'z'] as const,
		['rare', 200, 90, null] as const,
		['one', 5, 5, 'o'] as const
	];
	it('makes rows on the lines to the nearest, of training rows only', async () => {
		const source = await table({ target: 'VARCHAR', a: 'DOUBLE', b: 'BIGINT', t: 'VARCHAR' }, points);
		const step = { op: 'smote', params: { target: 'target', ratio: 0.5, neighbours: 1, normalise: false } };
		const split = { op: 'split', params: { method: 'ordered', by: 'a', fraction: 1 / 35 } };
		const { rows, recipe } = await run([split, step], source);
		expect(rows.filter((row) => row['split'] === 'test').map(({ a }) => a)).toEqual([200]);
		expect(rows.slice(0, points.length).map(({ a }) => a)).toEqual(points.map(([, a]) => a));
		const made = rows.slice(points.length);
		expect(made).toHaveLength(15 - 3);
		for (const { target, a, b, t } of made) {
			expect(target).toBe('rare');
			expect(Number(a)).toBeGreaterThanOrEqual(100);
			expect(Number(a)).toBeLessThanOrEqual(120);
			if (Number(a) < 110 && b !== 0) expect(Math.abs(Number(b) - (Number(a) - 100))).toBeLessThanOrEqual(0.5);
			expect(['x', "y's", 'z']).toContain(t);
		}
		expect(new Set(made.map(({ a }) => a)).size).toBeGreaterThan(8);
		expect((await run([split, step], source)).rows).toEqual(rows);
		expect((await run([...recipe.steps], source)).rows).toHaveLength(points.length);
	});
	it('makes as many rows as the most frequent value has', async () => {
		const source = await table(
			{ target: 'BIGINT', a: 'DOUBLE' },
			points.map(([, a], i) => [Number(i < 28), a])
		);
		const { rows } = await run([{ op: 'smote', params: { target: 'target' } }], source);
		expect(rows.filter(({ target }) => target === 1)).toHaveLength(28);
		expect(rows.filter(({ target }) => target === 0)).toHaveLength(28);
	});
});
