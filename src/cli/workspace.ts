import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Ports, Workspace } from '$lib/core/ports';
import { runSeries } from '$lib/core/series/run-series';
import { inspectJob } from '$lib/core/train/inspect';
import { aws4Signer } from '$lib/engines/fetch/aws-signer';
import { fetchDownloads } from '$lib/engines/fetch/downloads';
import { fetchNetwork } from '$lib/engines/fetch/network';
import { folderBlobStore } from '$lib/engines/node-fs/blob-store';
import { folderCatalog } from '$lib/engines/node-fs/catalog';
import { folderKeyStore } from '$lib/engines/node-fs/key-store';
import { noSecrets } from '$lib/engines/node-fs/secret-store';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import { fileFormats } from './file-formats';

export interface NodeWorkspace {
	readonly workspace: Workspace;
	close(): Promise<void>;
}

/** The ports on this machine: native DuckDB, the file system, kernels in place. Engines load when first used. */
export async function openWorkspace(
	options: { readonly store?: string; readonly project?: string } = {}
): Promise<NodeWorkspace> {
	const temporary = await mkdtemp(path.join(tmpdir(), 'temoto-'));
	const folder = options.store ?? temporary;
	const { openNodeEngine } = await import('$lib/engines/duckdb-node/engine');
	const { createPredictor } = await import('$lib/engines/onnx/predictor');
	const { kernelTrainer } = await import('$lib/engines/kernels/trainer');
	const { nodeTrainer } = await import('./node-trainer');
	const { createForecaster } = await import('$lib/core/forecast/forecaster');
	const { createExplainer } = await import('$lib/core/clarify/explainer');
	const { createEvaluator } = await import('$lib/core/evaluation/evaluator');
	const { createModelReader } = await import('$lib/core/model/read-foreign');
	const { createAnalyst } = await import('$lib/core/insight/analyst');
	const { createStructureFinder } = await import('$lib/core/unsupervised/structure-finder');
	const { quickJsRowFunctions } = await import('$lib/engines/quickjs/row-functions');
	const { clusterValues } = await import('$lib/core/cluster/cluster-values');
	const { searchPrograms } = await import('$lib/core/example/search');
	const pause = () => Promise.resolve(false);
	const predictor = createPredictor();
	const sql = await openNodeEngine(temporary, { formats: fileFormats });
	const ports: Ports = {
		sql,
		blobs: folderBlobStore(folder),
		catalog: folderCatalog(folder),
		trainer: nodeTrainer(),
		inspector: { inspect: (job) => Promise.resolve(inspectJob(job)) },
		forecaster: createForecaster(kernelTrainer, pause),
		explainer: createExplainer(pause, predictor, () => performance.now()),
		evaluator: createEvaluator(pause),
		analyst: createAnalyst(pause),
		structureFinder: createStructureFinder(pause),
		predictor,
		modelReader: createModelReader(predictor),
		valueFinder: {
			clusterValues: (job, signal) => clusterValues(job, pause, signal),
			searchPrograms: (examples, count) => Promise.resolve(searchPrograms(examples, count))
		},
		rowFunctions: quickJsRowFunctions({ pause }),
		seriesRunner: { runSeries: (job, signal, onProgress) => runSeries(job, pause, signal, onProgress) },
		crypto: webCrypto,
		archive: zipArchive,
		clock: {
			now: () => Date.now(),
			elapsed: () => performance.now(),
			timeOrigin: performance.timeOrigin,
			heapBytes: () => process.memoryUsage().heapUsed
		},
		keys: folderKeyStore(folder, webCrypto),
		secrets: noSecrets,
		network: fetchNetwork(),
		downloads: fetchDownloads({ isPage: false }),
		awsSigner: aws4Signer
	};
	return {
		workspace: { ...ports, project: options.project ?? 'main' },
		close: async () => {
			sql.close();
			await rm(temporary, { recursive: true, force: true });
		}
	};
}

/** Runs work in a workspace that is gone afterwards, whatever happens. */
export async function inWorkspace<T>(
	work: (workspace: Workspace) => Promise<T>,
	options: { readonly store?: string; readonly project?: string } = {}
): Promise<T> {
	const opened = await openWorkspace(options);
	try {
		return await work(opened.workspace);
	} finally {
		await opened.close();
	}
}
