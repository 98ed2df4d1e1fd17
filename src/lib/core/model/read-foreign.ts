import type { ModelReader, Predictor } from '../ports';
import { readOnnx } from './onnx-import';
import { readXgboost } from './xgboost';

/** The ModelReader in plain TypeScript, with what runs graphs: in the edge worker, or in place in Node. */
export function createModelReader(predictor: Predictor): ModelReader {
	return {
		readForeign: async ({ bytes, format, names }, signal) => {
			signal?.throwIfAborted();
			const read = format === 'xgboost' ? readXgboost(bytes, names) : await readOnnx(bytes, names, predictor);
			signal?.throwIfAborted();
			return read;
		}
	};
}
