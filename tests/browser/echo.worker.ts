import { AppError } from '$lib/core/errors';
import type { OnProgress } from '$lib/core/ports';
import { exposeApi } from '$lib/rpc/expose-api';

let lastSignal: AbortSignal | null = null;
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

const api = {
	fail: (how: 'app' | 'type' | 'text'): never => {
		if (how === 'app') throw new AppError('table/column-missing', { column: 'x', columns: 'a, b' });
		if (how === 'type') throw new TypeError('not a function');
		throw 'only text';
	},
	/** Tells of every step, until it is told to stop. */
	count: async (steps: number, signal?: AbortSignal, onProgress?: OnProgress): Promise<number> => {
		lastSignal = signal ?? null;
		for (let done = 1; done <= steps; done++) {
			signal?.throwIfAborted();
			onProgress?.({ phase: 'count', done, total: steps });
			await turn();
		}
		return steps;
	},
	wasAborted: async (): Promise<boolean | null> => lastSignal?.aborted ?? null,
	sum: (values: { readonly parts: readonly Float64Array[] }): number =>
		values.parts.reduce((all, part) => all + part.reduce((sum, value) => sum + value, 0), 0),
	make: (): { readonly whole: Float64Array; readonly part: Float64Array } => {
		const numbers = Float64Array.from([1, 2, 3, 4]);
		return { whole: numbers.slice(), part: numbers.subarray(1, 3) };
	},
	/** Ends this worker from inside: no event tells the page. */
	die: (): Promise<never> => {
		self.close();
		return new Promise(() => undefined);
	}
};
/** What a page calls: every method answers later. */
export type EchoApi = {
	[Name in keyof typeof api]: (
		...args: Parameters<(typeof api)[Name]>
	) => Promise<Awaited<ReturnType<(typeof api)[Name]>>>;
};
exposeApi(api);
