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
