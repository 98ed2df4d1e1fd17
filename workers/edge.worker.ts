import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { createModelReader } from '$lib/core/model/read-foreign';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { exposeApi } from '$lib/rpc/expose-api';

const predictor = createPredictor({
	wasmPaths: { mjs, wasm },
	threads: self.crossOriginIsolated ? Math.min(2, navigator.hardwareConcurrency) : 1
});

const api = { ...predictor, ...createModelReader(predictor) };
export type EdgeApi = typeof api;
exposeApi(api);
