import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordAt } from '$lib/core/feature/record';
import { seededRandom } from '$lib/core/random';
import { datasetMeta } from '$lib/core/table/dataset';
import { toRows } from '$lib/core/table/columns';
import { createGroup, deleteGroup, getGroup, listBatches, listGroups, updateGroup } from '$lib/workbench/feature';
import { ingest } from '$lib/workbench/feature-ingest';
import { countEntities, getLatest } from '$lib/workbench/feature-latest';
import { trainingSet } from '$lib/workbench/feature-training-set';
import { openTable } from '$lib/workbench/table';
import { projectsIn, takeTable } from './fresh-project';

let now = Date.UTC(2026, 5, 1);
const fresh = projectsIn('store', () => now);
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

interface Row {
	readonly who: string;
	readonly event: number;
	readonly write: number | null;
	readonly gone: boolean;
	readonly x: number;
}
const csvOf = (rows: readonly Row[]) =>
	`who,at,wrote,gone,x\n${rows.map((r) => `${r.who},${day(r.event)},${r.write === null ? '' : day(r.write)},${r.gone},${r.x}`).join('\n')}\n`;
const draft = { name: 'g', entity: ['who'], eventTime: 'at', writeTime: 'wrote', deleted: 'gone' };

describe('a feature group', () => {
	it('knows the newest record of each entity, in whatever order batches arrive, and joins them point in time', async () => {
		const row = fc.record({
			who: fc.constantFrom('a', 'b', 'c'),
			event: fc.nat(5),
			write: fc.option(fc.nat(5), { nil: null, freq: 6 }),
			gone: fc.boolean(),
			x: fc.nat(1000)
		});
		const batch = fc.array(row, { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(
				fc.array(batch, { minLength: 1, maxLength: 3 }),
				fc.array(fc.nat(6), { minLength: 2, maxLength: 4 }),
				async (batches, times) => {
					const there = fresh();
					const back = fresh();
					const seen: Row[][] = [];
					for (const [workspace, list] of [
						[there, batches],
						[back, [...batches].reverse()]
					] as const) {
						let group = null;
						for (const rows of list) {
							const dataset = await takeTable(workspace, 'rows', csvOf(rows));
							group ??= await createGroup(workspace, draft, datasetMeta(dataset).schema);
							await ingest(workspace, group, dataset);
						}
					}
					const group = await getGroup(there, 'g');
					const kept = (await listBatches(there, 'g')).map(({ meta }) => meta.batch).sort();
					expect((await listBatches(back, 'g')).map(({ meta }) => meta.batch).sort()).toEqual(kept);
					// the same order of batches as the store's: by their hash
					for (const hash of kept)
						for (const { meta, artifact } of await listBatches(there, 'g'))
							if (meta.batch === hash)
								seen.push(
									toRows(await there.sql.query(`SELECT * FROM ${await openTable(there, artifact)}`)).map((r) => ({
										who: String(r['who']),
										event: (Number(r['at']) - Date.UTC(2026, 0, 1)) / 86_400_000,
										write: r['wrote'] === null ? null : (Number(r['wrote']) - Date.UTC(2026, 0, 1)) / 86_400_000,
										gone: r['gone'] === 1,
										x: Number(r['x'])
									}))
								);
					const records = seen.flat().map((r) => ({ ...r, deleted: r.gone }));
					for (const who of ['a', 'b', 'c']) {
						const own = records.filter((r) => r.who === who);
						const best = own[recordAt(own, Infinity, { ttl: null, asKnown: false })];
						const want = best ? (best.gone ? null : best.x) : undefined;
						for (const workspace of [there, back]) {
							const [found] = await getLatest(workspace, group, [[who]]);
							expect(found?.values['x']).toBe(want);
							expect(found?.isDeleted ?? null).toBe(best ? best.gone : null);
						}
					}
					const spine = await takeTable(
						there,
						'spine',
						`when,who\n${times.map((t, i) => `${day(t)},${'abc'[i % 3]}`).join('\n')}\n`
					);
					for (const asKnown of [false, true]) {
						const made = await trainingSet(there, {
							name: 'set',
							spine,
							at: 'when',
							groups: [{ group: 'g' }],
							asKnown
						});
						expect(made.type).toBe('training-set');
						const got = toRows(await there.sql.query(`SELECT * FROM ${await openTable(there, made)}`)).map(
							(r) => r['g__x']
						);
						const want = times.map((t, i) => {
							const own = records.filter((r) => r.who === 'abc'[i % 3]);
							const best = own[recordAt(own, t, { ttl: null, asKnown })];
							return best && !best.gone ? best.x : null;
						});
						expect(got).toEqual(want);
					}
				}
			),
			{ numRuns: 12 }
		);
	}, 120_000);

	it('takes the same rows once, and nothing where a row has no key or time', async () => {
		const workspace = fresh();
		const rows = [{ who: 'a', event: 1, write: null, gone: false, x: 1 }];
		const dataset = await takeTable(workspace, 'one', csvOf(rows));
		const group = await createGroup(workspace, draft, datasetMeta(dataset).schema);
		await expect(createGroup(workspace, draft, datasetMeta(dataset).schema)).rejects.toMatchObject({
			code: 'feature/group-exists'
		});
		expect((await ingest(workspace, group, dataset)).isNew).toBe(true);
		const again = await takeTable(workspace, 'copy', csvOf(rows));
		expect(
			(await Promise.all([ingest(workspace, group, again), ingest(workspace, group, dataset)])).map(
				({ isNew }) => isNew
			)
		).toEqual([false, false]);
		const broken = await takeTable(
			workspace,
			'broken',
			'who,at,wrote,gone,x\n,2026-01-01,,false,1\nz,2026-01-01,,false,1\n'
		);
		await expect(ingest(workspace, group, broken)).rejects.toMatchObject({
			code: 'feature/key-missing',
			details: { column: 'who', rows: 1 }
		});
		const words = await takeTable(workspace, 'words', 'who,at,wrote,gone,x\nz,2026-01-01,,false,many\n');
		await expect(ingest(workspace, group, words)).rejects.toMatchObject({
			code: 'feature/schema-mismatch',
			details: { column: 'x' }
		});
		const narrow = await takeTable(workspace, 'narrow', 'who,at\nz,2026-01-01\n');
		await expect(ingest(workspace, group, narrow)).rejects.toMatchObject({ code: 'table/column-missing' });
		expect(await listBatches(workspace, 'g')).toHaveLength(1);
		expect(await getLatest(workspace, group, [['z']])).toEqual([null]);
	});

	it('takes a column without any value as of no type, first or later', async () => {
		const batches = [
			'who,at,wrote,x,n\na,2026-01-01,,,\n',
			'who,at,wrote,x,n\na,2026-01-02,2026-01-03,1.5,\nb,2026-01-02,,2,\n',
			'who,at,wrote,x,n\na,2026-01-04,,,7\n'
		];
		const workspace = fresh();
		const made = { name: 'g', entity: ['who'], eventTime: 'at', writeTime: 'wrote' };
		let group = null;
		for (const [place, csv] of batches.entries()) {
			const dataset = await takeTable(workspace, `t${place}`, csv);
			group ??= await createGroup(workspace, made, datasetMeta(dataset).schema);
			await ingest(workspace, group, dataset);
		}
		const settled = await getGroup(workspace, 'g');
		const types = [settled.writeTime, ...settled.features].map((field) => field?.type);
		expect([settled.version, ...types]).toEqual([3, 'DATE', 'DOUBLE', 'BIGINT']);
		expect((await getLatest(workspace, settled, [['a'], ['b']])).map((found) => found?.values)).toEqual([
			{ x: null, n: 7 },
			{ x: 2, n: null }
		]);
		const spine = await takeTable(
			workspace,
			'spine',
			'when,who\n2026-01-01,a\n2026-01-02,b\n2026-01-03,a\n2026-01-04,a\n'
		);
		const set = await trainingSet(workspace, { name: 'set', spine, at: 'when', groups: [{ group: 'g' }] });
		expect(datasetMeta(set).schema.map(({ type }) => type)).toEqual(['DATE', 'VARCHAR', 'DOUBLE', 'BIGINT']);
		const rows = toRows(await workspace.sql.query(`SELECT * FROM ${await openTable(workspace, set)}`));
		expect(rows.map((row) => [row['g__x'], row['g__n']])).toEqual([
			[null, null],
			[2, null],
			[1.5, null],
			[null, 7]
		]);
		const words = await takeTable(workspace, 'words', 'who,at,wrote,x,n\nb,2026-01-05,,,many\n');
		await expect(ingest(workspace, settled, words)).rejects.toMatchObject({
			code: 'feature/schema-mismatch',
			details: { column: 'n', type: 'VARCHAR', wanted: 'BIGINT' }
		});
	});

	it('ages, changes by versions, and is put back when its deletion is undone', async () => {
		const workspace = fresh();
		const dataset = await takeTable(workspace, 'one', `id,at,x\n7,${day(0)},1\n`);
		const group = await createGroup(
			workspace,
			{ name: 'aged', entity: ['id'], eventTime: 'at', ttlMs: 86_400_000 },
			datasetMeta(dataset).schema
		);
		await ingest(workspace, group, dataset);
		now = Date.UTC(2026, 0, 2);
		expect((await getLatest(workspace, group, [['7'], [7], [8]])).map((found) => found?.isExpired)).toEqual([
			false,
			false,
			undefined
		]);
		now = Date.UTC(2026, 0, 2) + 1;
		expect((await getLatest(workspace, group, [[7]]))[0]).toMatchObject({ isExpired: true, values: { x: 1 } });
		const changed = await updateGroup(workspace, 'aged', { ttlMs: null, tags: ['x'], descriptions: { x: 'how many' } });
		expect([changed.version, changed.features[0]?.description]).toEqual([2, 'how many']);
		const restore = await deleteGroup(workspace, 'aged');
		expect([
			await listGroups(workspace),
			await listBatches(workspace, 'aged'),
			await countEntities(workspace, changed)
		]).toEqual([[], [], 0]);
		await restore();
		expect((await getLatest(workspace, await getGroup(workspace, 'aged'), [[7]]))[0]?.values).toEqual({ x: 1 });
	});

	it('takes 60,000 rows of 20,000 entities into pages of many', async () => {
		const workspace = fresh();
		const random = seededRandom(1);
		const lines = Array.from(
			{ length: 60_000 },
			(_, i) => `${Math.floor(random() * 20_000)},${day(Math.floor(random() * 300))},${i},${random()}`
		);
		const first = await takeTable(workspace, 'small', `id,at,n,x\n${lines.slice(0, 500).join('\n')}\n`);
		const group = await createGroup(
			workspace,
			{ name: 'big', entity: ['id'], eventTime: 'at' },
			datasetMeta(first).schema
		);
		await ingest(workspace, group, first);
		const dataset = await takeTable(workspace, 'big', `id,at,n,x\n${lines.join('\n')}\n`);
		await ingest(workspace, group, dataset);
		const entities = new Set(lines.map((line) => line.split(',')[0]));
		expect(await countEntities(workspace, group)).toBe(entities.size);
		const best = new Map<string, [string, number]>();
		for (const line of lines) {
			const [id = '', at = '', n = ''] = line.split(',');
			const kept = best.get(id);
			if (!kept || at >= kept[0]) best.set(id, [at, Number(n)]);
		}
		const asked = [...best.keys()].slice(0, 300);
		const found = await getLatest(
			workspace,
			group,
			asked.map((id) => [id])
		);
		expect(found.map((one) => one?.values['n'])).toEqual(asked.map((id) => best.get(id)?.[1]));
	}, 60_000);
});
