import { fetchNetwork } from '$lib/engines/fetch/network';
import { indexedDbCatalog } from '$lib/engines/indexeddb/catalog';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import type { Ports } from '$lib/core/ports';
import { connectWorker } from '$lib/rpc/connect-worker';
import type { ClarifyApi } from '$workers/clarify.worker';
import type { DataApi } from '$workers/data.worker';
import type { EdgeApi } from '$workers/edge.worker';
import type { TrainApi } from '$workers/train.worker';

/** Wires the ports of the page: each worker starts when one of its methods is first called. */
export function openPorts(): Ports {
	const data = connectWorker<DataApi>(
		'data',
		() => new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' })
	).api;
	const train = connectWorker<TrainApi>(
		'train',
		() => new Worker(new URL('../../workers/train.worker.ts', import.meta.url), { type: 'module', name: 'train' })
	).api;
	const clarify = connectWorker<ClarifyApi>(
		'clarify',
		() => new Worker(new URL('../../workers/clarify.worker.ts', import.meta.url), { type: 'module', name: 'clarify' })
	).api;
	const edge = connectWorker<EdgeApi>(
		'edge',
		() => new Worker(new URL('../../workers/edge.worker.ts', import.meta.url), { type: 'module', name: 'edge' })
	).api;
	const { catalog, keys } = indexedDbCatalog();
	return {
		sql: data,
		blobs: data,
		catalog,
		keys,
		trainer: train,
		explainer: clarify,
		predictor: edge,
		crypto: webCrypto,
		archive: zipArchive,
		network: fetchNetwork(),
		clock: { now: () => Date.now(), elapsed: () => performance.now() }
	};
}
