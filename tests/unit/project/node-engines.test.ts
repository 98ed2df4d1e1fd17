import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderBlobStore } from '$lib/engines/node-fs/blob-store';
import { folderCatalog } from '$lib/engines/node-fs/catalog';
import { folderKeyStore } from '$lib/engines/node-fs/key-store';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-engines-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const text = (value: string) => new TextEncoder().encode(value);

describe('blobs in a folder', () => {
	it('are named by their content and leave no temporary file', async () => {
		const blobs = folderBlobStore(folder);
		const hash = await blobs.put(text('at hand'));
		expect(hash).toBe(createHash('sha256').update('at hand').digest('hex'));
		expect(await blobs.put(text('at hand'))).toBe(hash);
		expect(new TextDecoder().decode(await blobs.get(hash))).toBe('at hand');
		expect(await readdir(path.join(folder, 'blobs'))).toEqual([hash]);
		await blobs.delete(hash);
		await expect(blobs.get(hash)).rejects.toMatchObject({ code: 'storage/blob-missing' });
	});
	it('refuse a hash that is a path', async () => {
		await expect(folderBlobStore(folder).get('../catalog.json')).rejects.toMatchObject({
			code: 'storage/blob-missing'
		});
	});
});

describe('the catalog in a file', () => {
	it('keeps what is written, across instances and racing writes', async () => {
		const catalog = folderCatalog(folder);
		const record = (key: string, value: number) => ({ put: { project: 'p', collection: 'c', key, value } });
		await Promise.all(Array.from({ length: 20 }, (_, i) => catalog.write([record(`k${i}`, i)])));
		await catalog.write([{ delete: { project: 'p', collection: 'c', key: 'k3' } }]);
		const again = folderCatalog(folder);
		expect(await again.list('p', 'c')).toHaveLength(19);
		expect(await again.get('p', 'c', 'k7')).toBe(7);
		expect(await again.get('p', 'c', 'k3')).toBeUndefined();
	});
	it('says which file is broken', async () => {
		const broken = await mkdtemp(path.join(folder, 'broken-'));
		await writeFile(path.join(broken, 'catalog.json'), '{"schemaVersion":1,');
		await expect(folderCatalog(broken).all('p')).rejects.toMatchObject({ code: 'project/invalid' });
	});
});

describe('keys', () => {
	it('sign, and verify only what was signed', async () => {
		const key = await webCrypto.generateKey(true);
		await folderKeyStore(folder, webCrypto).put('device', key);
		const kept = await folderKeyStore(folder, webCrypto).get('device');
		expect(kept?.publicKey).toBe(key.publicKey);
		if (!kept) throw new Error('the key is gone');
		const signature = await webCrypto.sign(kept, text('a package'));
		expect(await webCrypto.verify(key.algorithm, key.publicKey, text('a package'), signature)).toBe(true);
		expect(await webCrypto.verify(key.algorithm, key.publicKey, text('a packagf'), signature)).toBe(false);
		expect(await webCrypto.verify(key.algorithm, 'not a key!', text('a package'), signature)).toBe(false);
	});
});

describe('archives', () => {
	it('give the same bytes for the same content, whatever its order', async () => {
		const one = await zipArchive.pack(
			new Map([
				['b', text('2')],
				['a', text('1')]
			])
		);
		const two = await zipArchive.pack(
			new Map([
				['a', text('1')],
				['b', text('2')]
			])
		);
		expect(one).toEqual(two);
		expect([...(await zipArchive.unpack(one, 100)).keys()].sort()).toEqual(['a', 'b']);
	});
	it('refuse more than they may hold, and what is no zip', async () => {
		const bomb = await zipArchive.pack(new Map([['zeros', new Uint8Array(10_000_000)]]));
		expect(bomb.byteLength).toBeLessThan(20_000);
		await expect(zipArchive.unpack(bomb, 1_000_000)).rejects.toMatchObject({ code: 'archive/too-large' });
		await expect(zipArchive.unpack(text('not a zip'), 100)).rejects.toMatchObject({ code: 'archive/invalid' });
	});
});
