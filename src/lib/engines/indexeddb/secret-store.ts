import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { AppError } from '$lib/core/errors';
import type { SecretStore } from '$lib/core/ports';

interface Sealed {
	readonly iv: Uint8Array<ArrayBuffer>;
	readonly bytes: ArrayBuffer;
}

interface SecretDatabase extends DBSchema {
	key: { key: 'key'; value: CryptoKey };
	sealed: { key: string; value: Sealed };
}

/**
 * Secrets in a database of their own, each sealed by AES-GCM (a new nonce every time, its name bound to it) with a key that no script can
 * read. Whoever uses this browser profile can use them; whoever copies its files reads none.
 */
export function indexedDbSecrets(name = 'temoto-secrets'): SecretStore {
	let opened: Promise<IDBPDatabase<SecretDatabase>> | null = null;
	const open = (): Promise<IDBPDatabase<SecretDatabase>> =>
		(opened ??= openDB<SecretDatabase>(name, 1, {
			upgrade: (database) => {
				database.createObjectStore('key');
				database.createObjectStore('sealed');
			},
			terminated: () => (opened = null)
		}).catch((error: unknown) => {
			opened = null;
			const reason = error instanceof Error ? error.message : '';
			throw new AppError('storage/unavailable', { reason }, { cause: error });
		}));

	/** The key of this device; of two tabs that make one at once, the first to store it wins. */
	const keyOf = async (database: IDBPDatabase<SecretDatabase>): Promise<CryptoKey> => {
		const kept = await database.get('key', 'key');
		if (kept) return kept;
		const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
		const transaction = database.transaction('key', 'readwrite', { durability: 'strict' });
		const key = (await transaction.store.get('key')) ?? made;
		if (key === made) await transaction.store.put(made, 'key');
		await transaction.done;
		return key;
	};
	const sealing = (secret: string, iv: Uint8Array<ArrayBuffer>) => ({
		name: 'AES-GCM',
		iv,
		additionalData: new TextEncoder().encode(secret)
	});

	return {
		get: async (secret) => {
			const database = await open();
			const sealed = await database.get('sealed', secret);
			if (!sealed) return undefined;
			try {
				const opener = sealing(secret, sealed.iv);
				const plain = await crypto.subtle.decrypt(opener, await keyOf(database), sealed.bytes);
				return JSON.parse(new TextDecoder().decode(plain));
			} catch (error) {
				// sealed with a key that is gone: nobody can read it any more
				if (!(error instanceof DOMException)) throw error;
				await database.delete('sealed', secret);
				return undefined;
			}
		},
		put: async (secret, value) => {
			const database = await open();
			const iv = crypto.getRandomValues(new Uint8Array(12));
			const plain = new TextEncoder().encode(JSON.stringify(value));
			const bytes = await crypto.subtle.encrypt(sealing(secret, iv), await keyOf(database), plain);
			await database.put('sealed', { iv, bytes }, secret);
		},
		delete: async (secret) => (await open()).delete('sealed', secret)
	};
}
