import { aws4Signer } from '$lib/engines/fetch/aws-signer';
import { fetchNetwork } from '$lib/engines/fetch/network';
import { indexedDbCatalog } from '$lib/engines/indexeddb/catalog';
import { indexedDbSecrets } from '$lib/engines/indexeddb/secret-store';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import type { Archive, Ports } from '$lib/core/ports';
import { connectWorker } from '$lib/rpc/connect-worker';
import type { ClarifyApi } from '$workers/clarify.worker';
import type { DataApi } from '$workers/data.worker';
import type { EdgeApi } from '$workers/edge.worker';
import type { TrainApi } from '$workers/train.worker';
import type { WrangleApi } from '$workers/wrangle.worker';

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
	const wrangle = connectWorker<WrangleApi>(
		'wrangle',
		() => new Worker(new URL('../../workers/wrangle.worker.ts', import.meta.url), { type: 'module', name: 'wrangle' })
	);
	// packing takes longer than a frame; who packs goes on using the bytes, so copies cross
	const archive: Archive = {
		pack: (entries) => data.pack(new Map(Array.from(entries, ([name, bytes]) => [name, bytes.slice()]))),
		unpack: (bytes, maxBytes) => data.unpack(bytes.slice(), maxBytes)
	};
	const { catalog, keys } = indexedDbCatalog();
	return {
		sql: data,
		blobs: data,
		catalog,
		keys,
		secrets: indexedDbSecrets(),
		trainer: train,
		// the job is trained afterwards, so a copy of it crosses
		inspector: { inspect: (job) => train.inspect(structuredClone(job)) },
		forecaster: train,
		explainer: clarify,
		evaluator: clarify,
		analyst: clarify,
		structureFinder: clarify,
		predictor: edge,
		modelReader: edge,
		valueFinder: wrangle.api,
		rowFunctions: {
			runRowFunction: (job, signal, onProgress) =>
				endedByAbort(
					() => wrangle.restart(),
					signal,
					() => wrangle.api.runRowFunction(job, undefined, onProgress)
				)
		},
		seriesRunner: {
			runSeries: (job, signal, onProgress) =>
				endedByAbort(
					() => wrangle.restart(),
					signal,
					() => wrangle.api.runSeries(job, undefined, onProgress)
				)
		},
		crypto: webCrypto,
		archive,
		network: fetchNetwork(),
		downloads: {
			download: async (...asked) =>
				(await import('$lib/engines/fetch/downloads')).fetchDownloads({ isPage: true }).download(...asked)
		},
		awsSigner: aws4Signer,
		clock: {
			now: () => Date.now(),
			elapsed: () => performance.now(),
			timeOrigin: performance.timeOrigin,
			heapBytes
		}
	};
}

/** Only Chromium says, and rounds it. */
function heapBytes(): number | null {
	const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } };
	return memory?.usedJSHeapSize ?? null;
}

/** Code that loops hears no message: the worker it is in is ended. */
async function endedByAbort<Answer>(
	end: () => void,
	signal: AbortSignal | undefined,
	run: () => Promise<Answer>
): Promise<Answer> {
	signal?.throwIfAborted();
	signal?.addEventListener('abort', end);
	try {
		return await run();
	} catch (error) {
		signal?.throwIfAborted();
		throw error;
	} finally {
		signal?.removeEventListener('abort', end);
	}
}
