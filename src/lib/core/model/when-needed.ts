import type { Predictor } from '../ports';

/** A Predictor that is made when it is first asked: most models need no runtime. */
export function whenNeeded(make: () => Promise<Predictor>): Predictor {
	let made: Promise<Predictor> | undefined;
	const get = () => (made ??= make());
	return {
		load: async (onnx) => (await get()).load(onnx),
		run: async (...asked) => (await get()).run(...asked),
		unload: async (session) => (await get()).unload(session)
	};
}
