import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { AppError } from '$lib/core/errors';
import type { Json } from '$lib/core/json';
import type { Catalog, CatalogRecord, KeyPair, KeyStore } from '$lib/core/ports';

interface TemotoDatabase extends DBSchema {
	records: {
		key: [string, string, string];
		value: { project: string; collection: string; key: string; value: Json };
		indexes: { collection: [string, string] };
	};
	keys: { key: string; value: KeyPair };
}

const databaseName = 'temoto';
const version = 1;

/** What cannot be cloned fails by itself; the changes asked for before it would be kept. */
function abort(transaction: { abort(): void }): void {
	try {
		transaction.abort();
	} catch (error) {
		// it is over already
		if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
	}
}

export interface BrowserCatalog {
	readonly catalog: Catalog;
	readonly keys: KeyStore;
}

/** Metadata and keys in IndexedDB. One `write` is one strict transaction. A key's handle is a CryptoKey that cannot be exported. */
export function indexedDbCatalog(name = databaseName): BrowserCatalog {
	let opened: Promise<IDBPDatabase<TemotoDatabase>> | null = null;
	const open = (): Promise<IDBPDatabase<TemotoDatabase>> =>
		(opened ??= openDB<TemotoDatabase>(name, version, {
			upgrade: (database) => {
				const records = database.createObjectStore('records', { keyPath: ['project', 'collection', 'key'] });
				records.createIndex('collection', ['project', 'collection']);
				database.createObjectStore('keys');
			},
			blocking: (_current, _blocked, event) => {
				// a newer page wants to upgrade: let it
				if (event.target instanceof IDBDatabase) event.target.close();
				opened = null;
			},
			terminated: () => (opened = null)
		}).catch((error: unknown) => {
			opened = null;
			throw new AppError(
				'storage/unavailable',
				{ reason: error instanceof Error ? error.message : '' },
				{ cause: error }
			);
		}));

	const catalog: Catalog = {
		get: async (project, collection, key) => (await (await open()).get('records', [project, collection, key]))?.value,
		list: async (project, collection) => {
			const records = await (await open()).getAllFromIndex('records', 'collection', [project, collection]);
			return records.map(({ key, value }) => ({ key, value }));
		},
		all: async (project): Promise<CatalogRecord[]> =>
			(await open()).getAll('records', IDBKeyRange.bound([project], [project, []])),
		write: async (changes) => {
			const transaction = (await open()).transaction('records', 'readwrite', { durability: 'strict' });
			const done = transaction.done;
			try {
				await Promise.all(
					changes.map(async (change) => {
						if ('put' in change) await transaction.store.put({ ...change.put });
						else await transaction.store.delete([change.delete.project, change.delete.collection, change.delete.key]);
					})
				);
				await done;
			} catch (error) {
				abort(transaction);
				await done.catch(() => undefined);
				if (error instanceof DOMException && error.name === 'QuotaExceededError')
					throw new AppError('storage/quota', { needed: 0, free: 0 }, { cause: error });
				throw error;
			}
		}
	};
	const keys: KeyStore = {
		needsExport: false,
		get: async (key) => (await open()).get('keys', key),
		put: async (key, pair) => {
			await (await open()).put('keys', pair, key);
		},
		delete: async (key) => (await open()).delete('keys', key)
	};
	return { catalog, keys };
}
