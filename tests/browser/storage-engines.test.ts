import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '$lib/core/json';
import { indexedDbCatalog } from '$lib/engines/indexeddb/catalog';
import { connectWorker } from '$lib/rpc/connect-worker';
import type { DataApi } from '$workers/data.worker';
import { leaveRoom } from './quota';

const connection = connectWorker<DataApi>(
	'data',
	() => new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' })
);
const data = connection.api;

async function folder(): Promise<FileSystemDirectoryHandle> {
	return (await navigator.storage.getDirectory()).getDirectoryHandle('blobs', { create: true });
}
async function files(): Promise<Map<string, File>> {
	const found = new Map<string, File>();
	for await (const [name, handle] of (await folder()).entries())
		if (handle instanceof FileSystemFileHandle) found.set(name, await handle.getFile());
	return found;
}
async function clear() {
	for (const name of (await files()).keys()) await (await folder()).removeEntry(name);
}
async function sha256(bytes: BufferSource): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
const text = (value: string) => new TextEncoder().encode(value);
/** Bytes that are the same for the same seed, and differ everywhere for another. */
function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
	const words = new Uint32Array(length / 4);
	let state = seed;
	for (let at = 0; at < words.length; at++) words[at] = state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
	return new Uint8Array(words.buffer);
}

beforeAll(clear);
afterAll(async () => {
	connection.restart();
	await clear();
});

describe('blobs in OPFS', () => {
	it('stand under the hash of their content, once', async () => {
		// FIPS 180-2, appendix B.1
		const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
		expect(await data.put(text('abc'))).toBe(abc);
		const first = (await files()).get(abc)?.lastModified;
		expect(await Promise.all([data.put(text('abc')), data.put(text('abc'))])).toEqual([abc, abc]);
		const kept = await files();
		expect([...kept.keys()]).toEqual([abc]);
		expect(kept.get(abc)?.lastModified).toBe(first);
		expect(new TextDecoder().decode(await data.get(abc))).toBe('abc');
		await data.delete(abc);
		expect((await files()).size).toBe(0);
	});

	it('are refused before a byte is written where they do not fit', async () => {
		const restore = await leaveRoom(8e6);
		try {
			const refused = await data.put(noise(12e6, 1)).catch((error: unknown) => error);
			expect(refused).toMatchObject({ name: 'AppError', code: 'storage/quota', details: { needed: 12e6 } });
			expect(refused).toHaveProperty('details.free', expect.closeTo(8e6, -5.5));
			expect([await data.fits(12e6), await data.fits(7e6)]).toEqual([false, true]);
			expect((await files()).size).toBe(0);
			const hash = await data.put(noise(4e6, 2));
			expect((await files()).get(hash)?.size).toBe(4e6);
			await data.delete(hash);
		} finally {
			await restore();
		}
	});

	it('come out whole or not at all when the worker is ended in the middle of writing', async () => {
		const size = 48 * 2 ** 20;
		let cut = 0;
		for (const wait of [0, 30, 60, 90, 120, 150, 180, 220, 260]) {
			await data.list();
			const bytes = noise(size, wait + 1);
			const putting = data.put(bytes).then(
				() => true,
				() => false
			);
			await new Promise((resolve) => setTimeout(resolve, wait));
			connection.restart();
			await putting;
			for (const [name, file] of await files()) {
				if (name.startsWith('.')) cut += 1;
				else expect([name, file.size]).toEqual([await sha256(await file.arrayBuffer()), size]);
				await expect.poll(() => data.delete(name).then(() => true)).toBe(true);
			}
		}
		expect(cut, 'writes that were cut short, or this shows nothing').toBeGreaterThan(0);
	});
});

describe('the catalog in IndexedDB', () => {
	const { catalog } = indexedDbCatalog(`storage-test-${Date.now()}`);
	const put = (key: string, value: Json) => ({ put: { project: 'p', collection: 'c', key, value } });

	it('takes all changes of a write or none', async () => {
		await catalog.write([put('kept', 1), put('gone', 2)]);
		// what cannot be cloned fails after the changes before it were asked for
		const broken: Json = new Proxy({}, {});
		await expect(
			catalog.write([
				put('new', 3),
				put('kept', 4),
				{ delete: { project: 'p', collection: 'c', key: 'gone' } },
				put('broken', broken)
			])
		).rejects.toThrow();
		expect(await catalog.list('p', 'c')).toEqual([
			{ key: 'gone', value: 2 },
			{ key: 'kept', value: 1 }
		]);
		await catalog.write([put('kept', 5), { delete: { project: 'p', collection: 'c', key: 'gone' } }]);
		expect(await catalog.all('p')).toEqual([{ project: 'p', collection: 'c', key: 'kept', value: 5 }]);
	});
});
