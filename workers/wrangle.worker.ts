import quickJsWasm from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import { clusterValues } from '$lib/core/cluster/cluster-values';
import { searchPrograms } from '$lib/core/example/search';
import type { RowFunctions, SeriesRunner, ValueFinder } from '$lib/core/ports';
import { exposeApi } from '$lib/rpc/expose-api';
import { pauseEvery } from '$lib/rpc/pause';

const pause = pauseEvery(20);

const finder: ValueFinder = {
	clusterValues: (job, signal, onProgress) =>
		clusterValues(job, pause, signal, (done, total) => onProgress?.({ phase: 'compare', done, total })),
	searchPrograms: (examples, count) => Promise.resolve(searchPrograms(examples, count))
};

/** Loaded when the first function is run. */
const rowFunctions: RowFunctions = {
	runRowFunction: async (...asked) => {
		const { quickJsRowFunctions } = await import('$lib/engines/quickjs/row-functions');
		return quickJsRowFunctions({ wasmUrl: quickJsWasm, pause }).runRowFunction(...asked);
	}
};

const seriesRunner: SeriesRunner = {
	runSeries: async (job, signal, onProgress) => {
		const { runSeries } = await import('$lib/core/series/run-series');
		return runSeries(job, pause, signal, onProgress);
	}
};

const api = { ...finder, ...rowFunctions, ...seriesRunner };
export type WrangleApi = typeof api;
exposeApi(api);
