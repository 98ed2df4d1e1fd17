import { expect, it } from 'vitest';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import { listArtifacts, saveArtifact } from '$lib/workbench/artifact';
import { createGroup, getGroup, listBatches, updateGroup } from '$lib/workbench/feature';
import { ingest } from '$lib/workbench/feature-ingest';
import { getLatest } from '$lib/workbench/feature-latest';
import { featureLineage } from '$lib/workbench/feature-lineage';
import { getAsOf } from '$lib/workbench/feature-read';
import { materialise, stalenessOf } from '$lib/workbench/feature-materialise';
import { trainingSet } from '$lib/workbench/feature-training-set';
import { runRecipe } from '$lib/workbench/recipe';
import { projectsIn, takeTable } from './fresh-project';

let now = Date.UTC(2026, 5, 1);
const fresh = projectsIn('materialise', () => now++);
const recipe = (formula: string) =>
	parseRecipe({
		schemaVersion: 1,
		steps: [
			{ op: 'formula', params: { name: 'rate', formula } },
			{ op: 'rename', params: { columns: { plays: 'count' } } },
			{ op: 'formula', params: { name: 'many', formula: 'count + rate' } }
		]
	});

it('follows its table and its recipe, and knows where each feature comes from and goes', async () => {
	const workspace = fresh();
	const csv = 'id,at,plays,skips\na,2026-01-01,10,2\nb,2026-01-01,8,4\n';
	const table = await takeTable(workspace, 'plays', csv);
	const first = await runRecipe(workspace, recipe('skips / plays'), table, { name: 'prepared' });
	const draft = {
		name: 'g',
		entity: ['id'],
		eventTime: 'at',
		features: ['count', 'rate', 'many'],
		source: { dataset: 'plays', recipe: 'prepared' },
		computed: [{ name: 'twice', formula: 'rate * 2', description: '' }]
	};
	const group = await createGroup(workspace, draft, datasetMeta(first.dataset).schema);
	const stale = async () =>
		stalenessOf(await getGroup(workspace, 'g'), await listBatches(workspace, 'g'), await listArtifacts(workspace));
	const rates = async () => (await getLatest(workspace, group, [['a'], ['b']])).map((one) => one?.values['rate']);
	expect(await stale()).toBe('never');
	expect((await materialise(workspace, group)).isNew).toBe(true);
	expect([await stale(), await rates()]).toEqual([null, [0.2, 0.5]]);
	expect((await materialise(workspace, group)).isNew).toBe(false);

	await runRecipe(workspace, recipe('skips / plays * 100'), table, { name: 'prepared' });
	expect(await stale()).toBe('recipe');
	expect((await materialise(workspace, group)).isNew).toBe(true);
	expect((await listBatches(workspace, 'g')).length).toBe(2);
	expect(await stale()).toBeNull();

	// another recipe that gives the same rows
	await runRecipe(workspace, recipe('(skips / plays) * 100'), table, { name: 'prepared' });
	expect([await stale(), (await materialise(workspace, group)).isNew]).toEqual([null, false]);
	// a recipe that gives rows of before: they are the later write now, once
	await runRecipe(workspace, recipe('skips / plays'), table, { name: 'prepared' });
	expect(await stale()).toBe('recipe');
	expect((await materialise(workspace, group)).isNew).toBe(true);
	expect([await stale(), await rates()]).toEqual([null, [0.2, 0.5]]);
	expect((await materialise(workspace, group)).isNew).toBe(false);
	const asOf = await getAsOf(workspace, group, [['a']], { at: Date.UTC(2026, 1, 1) });
	expect(asOf[0]?.values['rate']).toBe(0.2);
	await runRecipe(workspace, recipe('skips / plays * 100'), table, { name: 'prepared' });
	expect([(await materialise(workspace, group)).isNew, await stale(), await rates()]).toEqual([true, null, [20, 50]]);
	expect((await listBatches(workspace, 'g')).length).toBe(4);
	await runRecipe(workspace, recipe('(skips / plays) * 100'), table, { name: 'prepared' });
	expect(await stale()).toBeNull();

	// rows of a table that is not the source's
	const { dataset: others } = await runRecipe(
		workspace,
		recipe('skips / plays'),
		await takeTable(workspace, 'others', 'id,at,plays,skips\nc,2026-01-01,1,1\n'),
		{ name: 'elsewhere' }
	);
	expect([(await ingest(workspace, group, others)).isNew, await stale()]).toEqual([true, null]);

	await takeTable(workspace, 'plays', 'id,at,plays,skips\na,2026-01-02,10,10\nb,2026-01-02,4,1\n');
	expect(await stale()).toBe('both');
	await materialise(workspace, group);
	expect([await stale(), await rates()]).toEqual([null, [100, 25]]);

	const spine = await takeTable(workspace, 'spine', 'id,when\na,2026-01-05\n');
	const set = await trainingSet(workspace, {
		name: 'set',
		spine,
		at: 'when',
		groups: [{ group: 'g', features: ['rate', 'twice'] }]
	});
	const narrowed = await saveArtifact(workspace, {
		type: 'dataset',
		name: 'narrowed',
		blobs: {},
		meta: set.meta,
		parents: { dataset: set.id }
	});
	const kept = { blobs: {}, meta: {} };
	const liked = await saveArtifact(workspace, {
		...kept,
		type: 'model',
		name: 'liked',
		parents: { dataset: narrowed.id }
	});
	const small = await saveArtifact(workspace, { ...kept, type: 'model', name: 'small', parents: { model: liked.id } });
	await saveArtifact(workspace, { ...kept, type: 'package', name: 'packed', parents: { model: small.id } });
	await saveArtifact(workspace, { type: 'model', name: 'other', blobs: {}, meta: {}, parents: { dataset: spine.id } });
	const lines = featureLineage(group, await listBatches(workspace, 'g'), await listArtifacts(workspace));
	const told = lines.map(({ feature, sources, steps, trainingSets, models, packages }) => ({
		feature,
		from: sources.map(({ dataset, column }) => `${dataset}.${column}`),
		steps: steps.map(({ step, op }) => `${step} ${op}`),
		to: [...trainingSets, ...models, ...packages].map(({ name }) => name).sort()
	}));
	expect(told).toEqual([
		{ feature: 'count', from: ['plays.plays'], steps: ['2 rename'], to: [] },
		{
			feature: 'rate',
			from: ['plays.plays', 'plays.skips'],
			steps: ['1 formula'],
			to: ['liked', 'packed', 'set', 'small']
		},
		{ feature: 'many', from: ['plays.plays', 'plays.skips'], steps: ['1 formula', '2 rename', '3 formula'], to: [] },
		{
			feature: 'twice',
			from: ['plays.plays', 'plays.skips'],
			steps: ['1 formula'],
			to: ['liked', 'packed', 'set', 'small']
		}
	]);
	await updateGroup(workspace, 'g', { source: { dataset: 'nowhere', recipe: null } });
	await expect(materialise(workspace, await getGroup(workspace, 'g'))).rejects.toMatchObject({
		code: 'feature/source-missing',
		details: { source: 'nowhere' }
	});
}, 60_000);

it('keeps with each batch how it stands off from the one before, and refuses it where it is told to', async () => {
	const workspace = fresh();
	const rows = (x: number, mood: string) =>
		Array.from({ length: 20 }, (_, i) => `e${i},2026-01-0${x},${x * 100 + i},${mood}`);
	const csv = (list: readonly string[]) => `id,at,x,mood\n${list.join('\n')}\n`;
	const table = await takeTable(workspace, 'one', csv(rows(1, 'calm')));
	const group = await createGroup(workspace, { name: 'g', entity: ['id'], eventTime: 'at' }, datasetMeta(table).schema);
	expect((await ingest(workspace, group, table)).meta.warnings).toEqual([]);
	const other = await takeTable(workspace, 'two', csv(rows(5, 'wild')));
	const refused = await ingest(workspace, group, other, undefined, undefined, { refuseChanges: true });
	expect([refused.isNew, refused.isRefused, await listBatches(workspace, 'g').then((list) => list.length)]).toEqual([
		false,
		true,
		1
	]);
	const taken = await ingest(workspace, group, other);
	expect(taken.isNew).toBe(true);
	const [kept] = await listBatches(workspace, 'g');
	// mean of 100..119 and of 500..519; their standard deviation is sqrt(35), from statistics.stdev of Python
	expect(kept?.meta.warnings).toEqual([
		{ code: 'mean', feature: 'x', before: 109.5, now: 509.5, shift: expect.closeTo(400 / 5.916079783099616, 9) },
		{ code: 'range', feature: 'x', before: [100, 119], now: [500, 519] },
		{ code: 'new-values', feature: 'mood', values: ['wild'], share: 1 },
		{ code: 'gone-values', feature: 'mood', values: ['calm'], share: 1 }
	]);
});
