import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { createExplainer } from '$lib/core/clarify/explainer';
import { createEvaluator } from '$lib/core/evaluation/evaluator';
import { createAnalyst } from '$lib/core/insight/analyst';
import { whenNeeded } from '$lib/core/model/when-needed';
import { createStructureFinder } from '$lib/core/unsupervised/structure-finder';
import { exposeApi } from '$lib/rpc/expose-api';
import { pauseEvery } from '$lib/rpc/pause';

const pause = pauseEvery(20);
const predictor = whenNeeded(async () => {
	const { createPredictor } = await import('$lib/engines/onnx/predictor');
	return createPredictor({ wasmPaths: { mjs, wasm } });
});
const api = {
	...createExplainer(pause, predictor, () => performance.now()),
	...createAnalyst(pause),
	...createEvaluator(pause),
	...createStructureFinder(pause)
};
export type ClarifyApi = typeof api;
exposeApi(api);
