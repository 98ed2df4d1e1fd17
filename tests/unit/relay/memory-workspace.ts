import { AppError } from '$lib/core/errors';
import type { Json } from '$lib/core/json';
import type { Catalog, KeyPair, Network, Ports } from '$lib/core/ports';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import { gzipSync } from 'node:zlib';
import type { TestRelay } from './test-relay';

/** A catalog that keeps its records in a map, one write at a time. */
export function memoryCatalog(): Catalog {
	const records = new Map<string, { project: string; collection: string; key: string; value: Json }>();
	const place = (project: string, collection: string, key: string) => JSON.stringify([project, collection, key]);
	return {
		get: async (project, collection, key) => records.get(place(project, collection, key))?.value,
		list: async (project, collection) =>
			[...records.values()]
				.filter((record) => record.project === project && record.collection === collection)
				.sort((a, b) => (a.key < b.key ? -1 : 1))
				.map(({ key, value }) => ({ key, value })),
		all: async (project) => [...records.values()].filter((record) => record.project === project),
		write: async (changes) => {
			for (const change of changes) {
				if ('put' in change) {
					const { project, collection, key } = change.put;
					records.set(place(project, collection, key), structuredClone(change.put));
				} else records.delete(place(change.delete.project, change.delete.collection, change.delete.key));
			}
		}
	};
}

/** A network that ends at a relay in process. `down` makes it unreachable, `lose` swallows the next answer after it was given. */
export function relayNetwork(relay: TestRelay) {
	const state = { down: false, lose: 0, sent: 0 };
	const network: Network = {
		send: async ({ method, url, headers, body }) => {
			if (state.down) throw new AppError('relay/unreachable', { url });
			state.sent += 1;
			const init = body ? { method, headers, body: Uint8Array.from(body) } : { method, headers };
			const response = await relay.app.request(url, init);
			if (state.lose > 0) {
				state.lose -= 1;
				throw new AppError('relay/unreachable', { url });
			}
			return {
				status: response.status,
				headers: Object.fromEntries(response.headers),
				body: new Uint8Array(await response.arrayBuffer())
			};
		},
		gzip: async (bytes) => new Uint8Array(gzipSync(bytes))
	};
	return { network, state };
}

/** The ports that syncing needs; reaching for another one fails. */
export function syncPorts(relay: TestRelay, network: Network) {
	const keys = new Map<string, KeyPair>();
	return {
		catalog: memoryCatalog(),
		crypto: webCrypto,
		archive: zipArchive,
		clock: relay.clock,
		network,
		keys: {
			needsExport: false,
			get: async (name: string) => keys.get(name),
			put: async (name: string, key: KeyPair) => void keys.set(name, key),
			delete: async (name: string) => void keys.delete(name)
		}
	} satisfies Partial<Ports>;
}
