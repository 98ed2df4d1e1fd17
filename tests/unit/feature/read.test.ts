import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '$lib/core/feature/key';
import { recordAt } from '$lib/core/feature/record';
import { datasetMeta } from '$lib/core/table/dataset';
import { toRows } from '$lib/core/table/columns';
import type { Workspace } from '$lib/core/ports';
import { createGroup, getGroup, listBatches, listVersions, updateGroup, type GroupDraft } from '$lib/workbench/feature';
import { deleteEntities } from '$lib/workbench/feature-delete';
import { ingest } from '$lib/workbench/feature-ingest';
import { countEntities, getLatest, scanLatest } from '$lib/workbench/feature-latest';
import { readLatest } from '$lib/workbench/feature-pages';
import { getAsOf, getFeatures } from '$lib/workbench/feature-read';
import { trainingSet } from '$lib/workbench/feature-training-set';
import { openTable } from '$lib/workbench/table';
import { projectsIn, takeTable } from './fresh-project';

const dayMs = 86_400_000;
const start = Date.UTC(1969, 11, 28);
let now = Date.UTC(2026, 5, 1);
const fresh = projectsIn('read', () => now);
const dayText = (n: number) => new Date(start + n * dayMs).toISOString().slice(0, 10);

async function groupOf(workspace: Workspace, draft: GroupDraft, ...tables: readonly string[]) {
	for (const [place, csv] of tables.entries()) {
		const dataset = await takeTable(workspace, `${draft.name}${place}`, csv);
		const group =
			place === 0
				? await createGroup(workspace, draft, datasetMeta(dataset).schema)
				: await getGroup(workspace, draft.name);
		await ingest(workspace, group, dataset);
	}
	return getGroup(workspace, draft.name);
}

describe('reading a group', () => {
	it('gives what was so at a time, and what was known of it at another', async () => {
		const row = fc.record({
			who: fc.constantFrom("it's", '🎵', 'c'),
			event: fc.nat(6),
			write: fc.option(fc.nat(6), { nil: null, freq: 5 }),
			gone: fc.boolean(),
			x: fc.nat(1000)
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(row, { minLength: 1, maxLength: 12 }),
				fc.nat(7),
				fc.option(fc.nat(7), { nil: null }),
				fc.option(fc.nat(4), { nil: null }),
				async (rows, at, known, ttl) => {
					const workspace = fresh();
					const csv = rows.map(
						(r) => `${r.who},${dayText(r.event)},${r.write === null ? '' : dayText(r.write)},${r.gone},${r.x}`
					);
					const group = await groupOf(
						workspace,
						{
							name: 'g',
							entity: ['who'],
							eventTime: 'at',
							writeTime: 'wrote',
							deleted: 'gone',
							ttlMs: ttl === null ? null : ttl * dayMs
						},
						`who,at,wrote,gone,x\nz,1969-12-28,1969-12-28,false,1\n${csv.join('\n')}\n`
					);
					const keys = ["it's", '🎵', 'c', 'nobody'].map((who) => [who]);
					const found = await getAsOf(workspace, group, keys, {
						at: start + at * dayMs,
						...(known !== null && { knownAt: start + known * dayMs })
					});
					const want = keys.map(([who]) => {
						const own = rows
							.filter((r) => r.who === who && (known === null || (r.write !== null && r.write <= known)))
							.map((r) => ({ ...r, deleted: r.gone }));
						const best = own[recordAt(own, at, { ttl, asKnown: false })];
						return best ? [best.gone, best.gone ? null : best.x, start + best.event * dayMs] : null;
					});
					expect(found.map((one) => one && [one.isDeleted, one.values['x'], one.event])).toEqual(want);
				}
			),
			{ numRuns: 25 }
		);
	}, 120_000);

	it('goes through entities in the order of their keys, a page at a time, whatever the pages are', async () => {
		const workspace = fresh();
		const ids = Array.from({ length: 40_000 }, (_, i) => `k${(i * 7919) % 40_000}`);
		const csv = (list: readonly string[], x: number) =>
			`id,at,x\n${list.map((id) => `${id},2026-01-0${x},${x}`).join('\n')}\n`;
		const draft = { name: 'g', entity: ['id'], eventTime: 'at' };
		// the second batch falls between the keys of the first, and splits its pages
		const group = await groupOf(workspace, draft, csv(ids.slice(0, 20_000), 1), csv([...ids.slice(15_000), '🎵'], 2));
		expect((await readLatest(workspace, 'g'))?.pages.length).toBeGreaterThan(1);
		expect(await countEntities(workspace, group)).toBe(40_001);
		const ordered = [...ids, '🎵'].sort(compareText);
		const seen: string[] = [];
		let after: string | null = null;
		do {
			const { entities, next }: Awaited<ReturnType<typeof scanLatest>> = await scanLatest(workspace, group, {
				limit: 7000,
				...(after !== null && { after })
			});
			seen.push(...entities.map(({ key }) => String(key[0])));
			after = next;
		} while (after !== null);
		expect(seen).toEqual(ordered);
		const range = await scanLatest(workspace, group, { limit: 50_000, from: ['k100'], to: ['k11'] });
		expect(range.entities.map(({ key }) => key[0])).toEqual(ordered.filter((id) => id >= 'k100' && id <= 'k11'));
		const prefix = await scanLatest(workspace, group, { limit: 50_000, prefix: ['k399'] });
		expect(prefix.entities.map(({ key }) => key[0])).toEqual(ordered.filter((id) => id.startsWith('k399')));
		const [late] = await getLatest(workspace, group, [[ids[16_000] ?? '']]);
		expect(late?.values).toEqual({ x: 2 });
	}, 60_000);

	it('forgets entities by records of their own, and knows them again when they come back', async () => {
		const workspace = fresh();
		const draft = { name: 'g', entity: ['a', 'b'], eventTime: 'at' };
		const before = await groupOf(workspace, draft, 'a,b,at,x\nx,1,2026-01-01,5\nx,2,2026-01-01,6\ny,1,2026-01-01,7\n');
		const at = Date.UTC(2026, 0, 5);
		const { isNew, meta } = await deleteEntities(workspace, before, [['x', '1']], at);
		const group = await getGroup(workspace, 'g');
		expect([isNew, meta.rows, group.version, group.deleted]).toEqual([true, 1, 2, 'is_deleted']);
		expect((await deleteEntities(workspace, group, [['x', '1']], at)).isNew).toBe(false);
		expect(
			(
				await getLatest(workspace, group, [
					['x', 1],
					['x', 2]
				])
			).map((one) => [one?.isDeleted, one?.values['x']])
		).toEqual([
			[true, null],
			[false, 6]
		]);
		const keys = async (part: object) =>
			(await scanLatest(workspace, group, { limit: 10, ...part })).entities.map(({ key }) => key.join(' '));
		expect(await keys({})).toEqual(['x 2', 'y 1']);
		expect(await keys({ withDeleted: true })).toEqual(['x 1', 'x 2', 'y 1']);
		expect(await keys({ prefix: ['x', ''] })).toEqual(['x 2']);
		const asOf = (day: number) => getAsOf(workspace, group, [['x', 1]], { at: Date.UTC(2026, 0, day) });
		expect([(await asOf(4))[0]?.values['x'], (await asOf(5))[0]?.isDeleted]).toEqual([5, true]);
		const back = await takeTable(workspace, 'back', 'a,b,at,x\nx,1,2026-01-09,8\n');
		await ingest(workspace, group, back);
		expect((await getLatest(workspace, group, [['x', '1']]))[0]?.values['x']).toBe(8);
		await expect(deleteEntities(workspace, group, [['x', 'many']], at)).rejects.toMatchObject({
			code: 'feature/key-missing'
		});
		expect((await listVersions(workspace, 'g')).map(({ version, deleted }) => [version, deleted])).toEqual([
			[2, 'is_deleted'],
			[1, null]
		]);
	});

	it('makes what is latest again from the history where its pages are gone', async () => {
		const workspace = fresh();
		const group = await groupOf(
			workspace,
			{ name: 'g', entity: ['id'], eventTime: 'at' },
			'id,at,x\na,2026-01-01,1\n',
			'id,at,x\na,2025-01-01,2\nb,2026-01-01,3\n'
		);
		const latest = await readLatest(workspace, 'g');
		for (const { blob } of latest?.pages ?? []) await workspace.blobs.delete(blob);
		await workspace.catalog.write([
			{
				put: {
					project: workspace.project,
					collection: 'feature-state',
					key: 'g',
					value: { schemaVersion: 1, pages: 16, entities: 2 }
				}
			}
		]);
		const elsewhere = { ...workspace, blobs: { ...workspace.blobs } };
		expect((await getLatest(elsewhere, group, [['a'], ['b']])).map((one) => one?.values['x'])).toEqual([1, 3]);
		expect(await countEntities(elsewhere, group)).toBe(2);
	});
});

describe('a feature computed when it is read', () => {
	const formulas = [
		'n * 2 + told',
		'coalesce(n, 0) / told',
		"concat(word, '-', tag)",
		'n > told and flag',
		"if(is_missing(word), 'none', upper(word))",
		'round(n / 3, 2)',
		'year(seen)'
	];
	it('is the same in a look-up and in a training set', async () => {
		const value = fc.record({
			n: fc.option(fc.integer({ min: -99, max: 99 }), { nil: null, freq: 4 }),
			word: fc.option(fc.constantFrom("it's", '🎵', 'x'), { nil: null, freq: 4 }),
			flag: fc.boolean(),
			gone: fc.boolean(),
			old: fc.boolean()
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(value, { minLength: 1, maxLength: 5 }),
				fc.integer({ min: -2, max: 2 }),
				async (values, told) => {
					const workspace = fresh();
					now = Date.UTC(2026, 0, 20);
					const rows = values.map(
						(one, i) =>
							`e${i},${one.old ? '2026-01-01' : '2026-01-15'},${one.n ?? ''},${one.word === null ? '' : `"${one.word}"`},${one.flag},${one.gone},2020-02-03`
					);
					const group = await groupOf(
						workspace,
						{
							name: 'g',
							entity: ['id'],
							eventTime: 'at',
							deleted: 'gone',
							ttlMs: 10 * dayMs,
							request: [
								{ name: 'told', type: 'BIGINT', kind: 'numeric' },
								{ name: 'tag', type: 'VARCHAR', kind: 'categorical' }
							],
							computed: formulas.map((formula, i) => ({ name: `c${i}`, formula, description: '' }))
						},
						`id,at,n,word,flag,gone,seen\nz,2026-01-15,1,w,true,false,2020-01-01\n${rows.join('\n')}\n`
					);
					const keys = values.map((_, i) => [`e${i}`]);
					const found = await getFeatures(workspace, group, keys, { told, tag: "o'" });
					const spine = await takeTable(
						workspace,
						'spine',
						`id,when,told,tag\n${keys.map(([id]) => `${id},2026-01-20,${told},o'`).join('\n')}\n`
					);
					const names = formulas.map((_, i) => `c${i}`);
					const made = await trainingSet(workspace, {
						name: 's',
						spine,
						at: 'when',
						groups: [{ group: 'g', features: names }]
					});
					const set = toRows(await workspace.sql.query(`SELECT * FROM ${await openTable(workspace, made)}`));
					expect(found.map((one) => names.map((name) => one?.values[name]))).toEqual(
						set.map((row) => names.map((name) => row[`g__${name}`]))
					);
					const asOf = await getAsOf(workspace, group, keys, { at: now, request: { told, tag: "o'" } });
					expect(asOf.map((one) => names.map((name) => one?.values[name] ?? null))).toEqual(
						set.map((row) => names.map((name) => row[`g__${name}`]))
					);
					values.forEach(({ n, gone, old }, i) => {
						if (gone || old || n === null) expect(found[i]?.values['c0'] ?? null).toBeNull();
						else expect(found[i]?.values['c0']).toBe(n * 2 + told);
					});
				}
			),
			{ numRuns: 15 }
		);
	}, 120_000);

	it('says what it has to be told, and refuses formulas and names that cannot be', async () => {
		const workspace = fresh();
		const group = await groupOf(workspace, { name: 'g', entity: ['id'], eventTime: 'at' }, 'id,at,x\na,2026-01-01,1\n');
		const change = (name: string, formula: string) =>
			updateGroup(workspace, 'g', {
				computed: [{ name, formula, description: '' }],
				request: [{ name: 'told', type: 'DOUBLE', kind: 'numeric' }]
			});
		await expect(change('c', 'x +')).rejects.toMatchObject({ code: 'recipe/formula-invalid' });
		await expect(change('X', 'x + 1')).rejects.toMatchObject({ code: 'table/column-duplicate' });
		await expect(updateGroup(workspace, 'g', { removed: ['x'] })).rejects.toMatchObject({
			code: 'feature/group-invalid'
		});
		const changed = await change('c', 'x + told');
		expect([group.version, changed.version, (await change('c', 'x + told')).version]).toEqual([1, 2, 2]);
		await expect(getFeatures(workspace, changed, [['a']])).rejects.toMatchObject({
			code: 'feature/request-missing',
			details: { columns: 'told' }
		});
		expect((await getFeatures(workspace, changed, [['a'], ['b']], { told: 2 })).map((one) => one?.values)).toEqual([
			{ x: 1, c: 3 },
			undefined
		]);
		expect(await listBatches(workspace, 'g')).toHaveLength(1);
	});
});
