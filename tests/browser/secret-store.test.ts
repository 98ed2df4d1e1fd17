import { expect, test } from 'vitest';
import { openDB } from 'idb';
import { indexedDbSecrets } from '$lib/engines/indexeddb/secret-store';

const name = `secrets-${crypto.randomUUID()}`;

test('a secret comes back, and lies sealed with a key that no script can read', async () => {
	const store = indexedDbSecrets(name);
	await store.put('bucket', { secretAccessKey: 'plainly-secret' });
	await store.put('same', { secretAccessKey: 'plainly-secret' });
	expect(await indexedDbSecrets(name).get('bucket')).toEqual({ secretAccessKey: 'plainly-secret' });

	const database = await openDB(name);
	const key: unknown = await database.get('key', 'key');
	if (!(key instanceof CryptoKey)) throw new Error('no key');
	expect(key.extractable).toBe(false);
	await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
	const sealed = await database.get('sealed', 'bucket');
	const text = (bytes: ArrayBuffer) => new TextDecoder('latin1').decode(bytes);
	expect(text(sealed.bytes)).not.toContain('plainly');
	expect(text(sealed.bytes)).not.toBe(text((await database.get('sealed', 'same')).bytes));

	// what is moved to another name, or sealed with a key that is gone, opens for nobody
	await database.put('sealed', sealed, 'elsewhere');
	expect(await store.get('elsewhere')).toBeUndefined();
	await store.delete('bucket');
	expect(await store.get('bucket')).toBeUndefined();
	database.close();
});

test('two tabs that begin at once share one key', async () => {
	const shared = `${name}-shared`;
	await Promise.all([indexedDbSecrets(shared).put('a', 1), indexedDbSecrets(shared).put('b', 2)]);
	expect(await indexedDbSecrets(shared).get('a')).toBe(1);
	expect(await indexedDbSecrets(shared).get('b')).toBe(2);
});
