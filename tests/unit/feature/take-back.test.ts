import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recordAt } from '$lib/core/feature/record';
import { definitionChanges, returnTo } from '$lib/core/feature/version';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Workspace } from '$lib/core/ports';
import {
	createGroup,
	draftGroup,
	getGroup,
	listBatches,
	listGroups,
	listVersions,
	updateGroup
} from '$lib/workbench/feature';
import { deleteEntities } from '$lib/workbench/feature-delete';
import { ingest } from '$lib/workbench/feature-ingest';
import { countEntities, getLatest, scanLatest } from '$lib/workbench/feature-latest';
import { scanAsOf } from '$lib/workbench/feature-read';
import { takeBack } from '$lib/workbench/feature-take-back';
import { projectsIn, takeTable } from './fresh-project';

let now = Date.UTC(2026, 5, 1);
const fresh = projectsIn('take-back', () => now);
const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const day = (n: number) => new Date(start + n * dayMs).toISOString().slice(0, 10);

interface Row {
	readonly who: string;
	readonly event: number;
	readonly write: number | null;
	readonly gone: boolean;
}
const row = fc.record({
	who: fc.constantFrom('a', 'b', 'ü'),
	event: fc.nat(3),
	write: fc.option(fc.nat(4), { nil: null, freq: 6 }),
	gone: fc.boolean()
});

it('reads a group without a batch as if it had never come, and with it again as before, at any time', async () => {
	await fc.assert(
		fc.asyncProperty(
			// few keys and times: most keys have more than three records, many of them ties
			fc.array(fc.array(row, { minLength: 2, maxLength: 12 }), { minLength: 2, maxLength: 3 }),
			fc.nat(2),
			fc.nat(5),
			fc.option(fc.nat(4), { nil: null }),
			fc.option(fc.nat(2), { nil: null }),
			async (batches, which, at, known, ttl) => {
				const workspace = fresh();
				const kept = new Map<string, (Row & { readonly x: number; readonly deleted: boolean })[]>();
				let group = null;
				for (const [place, rows] of batches.entries()) {
					const full = rows.map((one, n) => ({ ...one, x: place * 100 + n, deleted: one.gone }));
					const lines = full.map(
						(r) => `${r.who},${day(r.event)},${r.write === null ? '' : day(r.write)},${r.gone},${r.x}`
					);
					const dataset = await takeTable(workspace, 'rows', `who,at,wrote,gone,x\n${lines.join('\n')}\n`);
					group ??= await createGroup(
						workspace,
						{
							name: 'g',
							entity: ['who'],
							eventTime: 'at',
							writeTime: 'wrote',
							deleted: 'gone',
							ttlMs: ttl === null ? null : ttl * dayMs
						},
						datasetMeta(dataset).schema
					);
					kept.set((await ingest(workspace, group, dataset)).meta.batch, full);
				}
				const check = async (left: ReadonlySet<string>) => {
					const own = await getGroup(workspace, 'g');
					// between batches the order of their hashes breaks ties
					const records = [...left].sort().flatMap((batch) => kept.get(batch) ?? []);
					const best = (who: string, time: number, until: number | null) => {
						const list = records.filter(
							(r) => r.who === who && (until === null || (r.write !== null && r.write <= until))
						);
						return list[recordAt(list, time, { ttl: time === Infinity ? null : ttl, asKnown: false })];
					};
					const keys = ['a', 'b', 'ü'];
					const latest = await getLatest(
						workspace,
						own,
						keys.map((who) => [who])
					);
					expect(latest.map((one) => one && [one.isDeleted, one.values['x']])).toEqual(
						keys.map((who) => {
							const found = best(who, Infinity, null);
							return found ? [found.gone, found.gone ? null : found.x] : null;
						})
					);
					const then = await scanAsOf(
						workspace,
						own,
						{ limit: 10 },
						{ at: start + at * dayMs, ...(known !== null && { knownAt: start + known * dayMs }) }
					);
					expect(then.entities.map(({ key, values }) => [key[0], values['x']])).toEqual(
						keys.flatMap((who) => {
							const found = best(who, at, known);
							return found && !found.gone ? [[who, found.x]] : [];
						})
					);
				};
				const all = new Set(kept.keys());
				await check(all);
				const list = await listBatches(workspace, 'g');
				const gone = list[which % list.length];
				if (!gone) throw new Error('no batch');
				const putBack = await takeBack(workspace, gone);
				await check(new Set([...all].filter((batch) => batch !== gone.meta.batch)));
				await putBack();
				await putBack();
				await check(all);
			}
		),
		{ numRuns: 25 }
	);
}, 120_000);

const people = 'id,at,x\n1,2026-01-01,5\n2,2026-01-01,6\n';
async function peopleIn(workspace: Workspace) {
	const table = await takeTable(workspace, 'people', people);
	const group = await createGroup(
		workspace,
		{ name: 'people', entity: ['id'], eventTime: 'at' },
		datasetMeta(table).schema
	);
	await ingest(workspace, group, table);
	return group;
}

it('undoes a deletion, leaves an empty group where the only batch goes, and keeps rows that came again', async () => {
	const workspace = fresh();
	await peopleIn(workspace);
	const gone = await deleteEntities(workspace, await getGroup(workspace, 'people'), [[1]], Date.UTC(2026, 0, 5));
	const group = await getGroup(workspace, 'people');
	const values = async () =>
		(await scanLatest(workspace, group, { limit: 9 })).entities.map(({ values: { x } }) => Number(x));
	expect(await values()).toEqual([6]);
	await takeBack(workspace, gone);
	expect(await values()).toEqual([5, 6]);
	const [only] = await listBatches(workspace, 'people');
	if (!only) throw new Error('no batch');
	const putBack = await takeBack(workspace, only);
	expect([await values(), await countEntities(workspace, group)]).toEqual([[], 0]);
	now += 1000;
	await ingest(workspace, group, await takeTable(workspace, 'again', people));
	await putBack();
	expect([await values(), (await listBatches(workspace, 'people')).length]).toEqual([[5, 6], 1]);
});

it('leaves everything as it was where taking back is given up', async () => {
	const workspace = fresh();
	const group = await peopleIn(workspace);
	const [only] = await listBatches(workspace, 'people');
	if (!only) throw new Error('no batch');
	await expect(takeBack(workspace, only, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
	expect([await countEntities(workspace, group), (await listBatches(workspace, 'people')).length]).toEqual([2, 1]);
});

it('returns to what an earlier version said, as a version of its own', async () => {
	const workspace = fresh();
	await peopleIn(workspace);
	await updateGroup(workspace, 'people', {
		owner: 'ann',
		ttlMs: dayMs,
		computed: [{ name: 'twice', formula: 'x * 2', description: '' }],
		source: { dataset: 'people', recipe: null, automatic: true },
		descriptions: { x: 'how many' },
		added: [{ name: 'y', type: 'DOUBLE', kind: 'numeric', description: '' }]
	});
	const [newest, first] = await listVersions(workspace, 'people');
	if (!newest || !first) throw new Error('no versions');
	expect(definitionChanges(first, newest).map(({ what }) => what)).toEqual([
		'owner',
		'ttl',
		'source',
		'automatic',
		'featureDescription',
		'feature',
		'computed'
	]);
	const back = await updateGroup(workspace, 'people', returnTo(newest, first));
	expect([back.version, definitionChanges(first, back)]).toEqual([3, []]);
	const forward = await updateGroup(workspace, 'people', returnTo(back, newest));
	expect([forward.version, definitionChanges(newest, forward)]).toEqual([4, []]);
});

it('keeps a new group together with its first rows, or neither', async () => {
	const workspace = fresh();
	const draftOf = async (csv: string) => {
		const table = await takeTable(workspace, 'people', csv);
		const draft = { name: 'people', entity: ['id'], eventTime: 'at', writeTime: 'wrote' };
		return { table, group: await draftGroup(workspace, draft, datasetMeta(table).schema) };
	};
	const broken = await draftOf('id,at,wrote,x\n,2026-01-01,,5\n');
	const options = { isDraft: true };
	await expect(ingest(workspace, broken.group, broken.table, undefined, undefined, options)).rejects.toMatchObject({
		code: 'feature/key-missing'
	});
	expect(await listGroups(workspace)).toEqual([]);
	const { table, group } = await draftOf('id,at,wrote,x\n1,2026-01-01,,5\n');
	const taken = await Promise.allSettled([
		ingest(workspace, group, table, undefined, undefined, options),
		ingest(workspace, group, table, undefined, undefined, options)
	]);
	expect(taken.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
	const kept = await getGroup(workspace, 'people');
	expect([kept.version, (await listVersions(workspace, 'people')).length]).toEqual([1, 1]);
	expect((await getLatest(workspace, kept, [[1]]))[0]?.values).toEqual({ x: 5 });
});
