import { zipSync, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { censusCsv } from '../../fixtures/census';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let signed: Uint8Array<ArrayBuffer>;
let trust: string;
beforeAll(async () => {
	files = await temporaryFolder();
	const people = await files.write('people.csv', censusCsv(400, 3));
	const [model, key] = [files.place('m.temoto-model'), files.place('k.key')];
	trust = files.place('k.pub');
	const learn = ['--target', 'income', '--estimator', 'linear', '--ignore', 'person,surveyed', '-o', model];
	const made = [
		await temoto('train', people, ...learn),
		await temoto('keygen', '-o', key, '--public', trust),
		await temoto('package', model, '--key', key, '--version', '3', '-o', files.place('p.temoto-package'))
	];
	expect(made.map(({ code }) => code)).toEqual([0, 0, 0]);
	signed = await files.bytes('p.temoto-package');
});
afterAll(() => files.remove());

async function verify(bytes: Uint8Array) {
	const { code, out, error } = await temoto('verify', await files.write('v', bytes), '--trust', trust, '--json');
	return { code, error, said: out === '' ? null : JSON.parse(out) };
}
const failing = (said: { checks: { check: string; ok: boolean }[] }) =>
	said.checks.filter(({ ok }) => !ok).map(({ check }) => check);

describe('temoto verify', () => {
	it('exits 0 for a package as it was signed', async () => {
		const { code, error, said } = await verify(signed);
		expect([code, error]).toEqual([0, '']);
		expect(said).toMatchObject({ ok: true, name: 'm', version: 3, reason: null });
		expect(Object.keys(said.files).sort()).toEqual(['model.json', 'model.onnx']);
	});

	it('exits 1 for one with a byte changed, a file more, or its end cut off', async () => {
		const entries = unzipSync(signed);
		const graph = Uint8Array.from(entries['model.onnx'] ?? []);
		graph[graph.length >> 1] = (graph[graph.length >> 1] ?? 0) ^ 1;
		const changed = await verify(zipSync({ ...entries, 'model.onnx': graph }));
		expect([changed.code, failing(changed.said)]).toEqual([1, ['hashes', 'golden']]);
		const more = await verify(zipSync({ ...entries, 'more.txt': new Uint8Array([1]) }));
		expect([more.code, failing(more.said)]).toEqual([1, ['hashes', 'golden']]);
		const cut = await verify(signed.subarray(0, signed.length - 100));
		expect([cut.code, failing(cut.said)]).toEqual([1, ['archive']]);
		expect(cut.said).toMatchObject({ ok: false, name: null, reason: 'the package cannot be opened' });
		const bare = await verify(zipSync({ 'model.onnx': graph }));
		expect([bare.code, failing(bare.said)]).toEqual([1, ['archive']]);
	});

	it('exits 2 for a file that is no package, and names it', async () => {
		const { code, error, said } = await verify(new TextEncoder().encode('a,b\n1,2\n'));
		expect([code, said]).toEqual([2, null]);
		expect(error).toMatch(/^temoto: \/.*\/v: is not a valid archive: .*\n$/);
		const key = await temoto('verify', files.place('p.temoto-package'), '--trust', files.place('people.csv'));
		expect(key.code).toBe(2);
		expect(key.error).toMatch(/people\.csv: cannot be read: it is not JSON \(.*\)\.\n$/);
	});
});

it('keeps a project in a file from run to run', async () => {
	const project = files.place('mine.temoto');
	const train = (estimator: string) =>
		temoto(
			...['train', files.place('people.csv'), '--target', 'income', '--estimator', estimator, '--ignore', 'person'],
			...['--project', project, '-o', files.place('m2'), '--json']
		);
	expect((await train('linear')).code).toBe(0);
	const first = unzipSync(await files.bytes('mine.temoto'));
	const again = await train('trees');
	expect([again.code, again.error]).toEqual([0, '']);
	const second = unzipSync(await files.bytes('mine.temoto'));
	const blobs = (entries: object) => Object.keys(entries).filter((name) => name.startsWith('blobs/'));
	expect(blobs(second)).toEqual(expect.arrayContaining(blobs(first)));
	expect(blobs(second).length).toBeGreaterThan(blobs(first).length);
	const manifest = JSON.parse(new TextDecoder().decode(second['manifest.json']));
	expect(manifest.name).toBe('mine');
	await files.write('mine.temoto', signed.subarray(0, 50));
	const broken = await train('linear');
	expect(broken.code).toBe(2);
	expect(broken.error).toMatch(/mine\.temoto: is not a valid archive/);
});
