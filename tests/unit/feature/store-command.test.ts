import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../../src/cli/main';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-store-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
	let [out, error] = ['', ''];
	const code = await main(['features', ...argv], {
		out: (text) => (out += text),
		error: (text) => (error += text),
		isTerminal: false
	});
	return { code, out, error };
}

it('keeps a feature store in a folder', async () => {
	const store = ['--store', path.join(folder, 'store'), '--json'];
	const file = path.join(folder, 'visits.csv');
	await writeFile(file, 'id,shop,at,spent\n1,x,2026-01-02,20\n1,x,2026-01-01,10\n2,"y,z",2026-01-01,30\n');
	const shape = ['--entity', 'id,shop', '--event-time', 'at', '--tags', 'sales', '--description', 'what people spent'];
	expect((await run('ingest', 'visits', file, ...store)).error).toContain("the keys of the new group 'visits'");
	const first = await run('ingest', 'visits', file, ...shape, ...store);
	expect(JSON.parse(first.out)).toMatchObject({ group: 'visits', isNew: true, rows: 3, entities: 2 });
	expect(JSON.parse((await run('ingest', 'visits', file, ...store)).out)).toMatchObject({ isNew: false });
	const later = path.join(folder, 'late.csv');
	await writeFile(later, 'id,shop,at,spent\n1,x,2025-12-31,5\n2,"y,z",2026-03-01,7\n');
	expect((await run('ingest', 'visits', later, ...store)).code).toBe(0);

	const got = JSON.parse(
		(await run('get', 'visits', '--key', '1,x', '--key', '2,y\\,z', '--key', '3,x', ...store)).out
	);
	expect(got.entities.map((one: { values: unknown }) => one.values)).toEqual([{ spent: 20 }, { spent: 7 }, null]);
	expect((await run('get', 'visits', '--key', '1', ...store)).error).toContain('a value for each of id, shop');
	expect((await run('get', 'nothing', '--key', '1', ...store)).error).toContain("no feature group 'nothing'");

	const found = JSON.parse((await run('list', 'SALES spent', ...store)).out);
	expect(found).toMatchObject([
		{ name: 'visits', entities: 2, rows: 5, features: [{ name: 'spent', kind: 'numeric' }] }
	]);
	expect(JSON.parse((await run('list', 'weather', ...store)).out)).toEqual([]);
	const { ingests } = JSON.parse((await run('describe', 'visits', ...store)).out);
	expect(ingests).toHaveLength(2);
	expect(ingests.map((one: { statistics: { mean: number }[] }) => one.statistics[0]?.mean).sort()).toEqual([20, 6]);
	expect((await run('training-set')).code).toBe(2);
});

it('reads, deletes, changes and makes again what a store holds', async () => {
	const store = ['--store', path.join(folder, 'deep'), '--json'];
	const file = async (name: string, text: string) => {
		const place = path.join(folder, name);
		await writeFile(place, text);
		return place;
	};
	const json = async (...argv: string[]) => {
		const { out, error } = await run(...argv, ...store);
		if (out === '') throw new Error(error);
		return JSON.parse(out);
	};
	const plays = await file('plays.csv', 'id,at,n,k\na,2026-01-01,10,2\nb,2026-01-01,8,4\n🎵,2026-01-03,1,1\n');
	const rate = (formula: string) =>
		JSON.stringify({ schemaVersion: 1, steps: [{ op: 'formula', params: { name: 'rate', formula } }] });
	const recipe = await file('rates.json', rate('k / n'));
	const shape = ['--entity', 'id', '--event-time', 'at'];
	expect(await json('ingest', 'g', plays, ...shape, '--recipe', recipe)).toMatchObject({ isNew: true, warnings: [] });
	const computed = [
		'--computed',
		'more=rate + told',
		'--request',
		'told=number',
		'--ttl',
		'10w',
		'--describe',
		'rate=skips a play'
	];
	expect(await json('define', 'g', ...computed)).toMatchObject({
		version: 2,
		changes: [
			{ what: 'ttl' },
			{ what: 'featureDescription', about: 'rate' },
			{ what: 'computed', after: 'rate + told' },
			{ what: 'request', after: 'DOUBLE' }
		]
	});
	expect((await json('versions', 'g')).versions.map((one: { version: number }) => one.version)).toEqual([2, 1]);
	expect((await run('get', 'g', '--key', 'a', ...store)).error).toContain('told');
	const values = async (...argv: string[]) =>
		(await json('get', 'g', '--key', 'a', '--request', 'told=1', ...argv)).entities[0].values;
	expect(await values('--at', '2026-01-05')).toEqual({ n: 10, k: 2, rate: 0.2, more: 1.2 });
	expect(await values('--at', '2025-12-31')).toBeNull();
	expect((await run('get', 'g', '--key', 'a', '--request', 'x=1', ...store)).code).toBe(2);

	expect(await json('delete', 'g', '--key', 'a', '--at', '2026-01-04')).toMatchObject({
		isNew: true,
		rows: 1,
		entities: 3
	});
	expect(await values('--at', '2026-01-03')).toMatchObject({ n: 10 });
	expect(await values('--at', '2026-01-04')).toMatchObject({ n: null, more: null });
	const { entities, next } = await json('scan', 'g', '--limit', '1');
	expect([entities[0].key, next]).toEqual([['b'], 'b']);
	expect(
		(await json('scan', 'g', '--after', 'b', '--with-deleted')).entities.map((one: { key: string[] }) => one.key[0])
	).toEqual(['🎵']);

	expect(await json('materialise', 'g')).toMatchObject({ isNew: false });
	const other = await file('other.json', rate('k / n * 1000'));
	const refused = await run('materialise', 'g', '--recipe', other, '--fail-on-change', ...store);
	expect([refused.code, JSON.parse(refused.out).isRefused]).toEqual([1, true]);
	const described = await json('describe', 'g');
	expect(described).toMatchObject({ stale: 'recipe', source: { dataset: 'plays', recipe: 'rates' } });
	expect(described.lineage.find((one: { feature: string }) => one.feature === 'rate')).toMatchObject({
		sources: [
			{ dataset: 'plays', column: 'n' },
			{ dataset: 'plays', column: 'k' }
		],
		steps: [{ recipe: 'rates', step: 1, op: 'formula' }]
	});
	expect((await json('materialise', 'g')).warnings.map((one: { code: string }) => one.code)).toEqual(['mean', 'range']);
	expect((await json('describe', 'g')).stale).toBeNull();
	const later = await file('later.csv', 'id,at,n,k\nb,2026-02-01,4,1\n');
	expect(await json('materialise', 'g', '--table', later)).toMatchObject({ isNew: true, rows: 1 });
	expect((await json('scan', 'g', '--prefix', 'b')).entities[0].values).toMatchObject({ rate: 250 });

	const then = async (...argv: string[]) =>
		(await json('scan', 'g', '--request', 'told=1', ...argv)).entities.map(
			(one: { key: string[]; values: { more: number } }) => [one.key[0], one.values.more]
		);
	expect(await then('--at', '2026-01-03')).toEqual([
		['a', 201],
		['b', 501],
		['🎵', 1001]
	]);
	expect(await then('--at', '2026-02-02')).toEqual([
		['b', 251],
		['🎵', 1001]
	]);
	// past the 10 weeks
	expect((await then())[0]).toEqual(['b', null]);
	expect(await json('take-back', 'g')).toMatchObject({ rows: 1, entities: 3 });
	expect((await then('--at', '2026-02-02'))[0]).toEqual(['b', 501]);
	expect((await run('take-back', 'g', '--batch', 'nothing', ...store)).code).toBe(2);
	const [, , first] = (await json('describe', 'g')).ingests;
	expect(await json('take-back', 'g', '--batch', first.batch.slice(0, 12))).toMatchObject({ batch: first.batch });
}, 60_000);
