import { expose, releaseProxy } from 'comlink';
import { closeSignal, registerHandlers } from './handlers';

type Method = (...args: never[]) => unknown;

/** What a worker offers: asynchronous functions with positional arguments (input, signal, onProgress). */
export type WorkerApi = Readonly<Record<string, Method>>;

/** The method by which the page learns the lock that a worker holds for as long as it lives. */
export const aliveMethod = 'aliveLock';

function release(argument: unknown): void {
	if (argument instanceof AbortSignal) closeSignal(argument);
	else if (typeof argument === 'function' && releaseProxy in argument) {
		const releaseIt: unknown = argument[releaseProxy];
		if (typeof releaseIt === 'function') releaseIt.call(argument);
	}
}

function releasing(method: Method) {
	return async (...args: unknown[]): Promise<unknown> => {
		try {
			return await Reflect.apply(method, undefined, args);
		} finally {
			args.forEach(release);
		}
	};
}

/** Offers `api` to the page that started this worker. Callbacks and signals are let go when their call settles. */
export function exposeApi(api: WorkerApi): void {
	registerHandlers();
	const name = `worker-${crypto.randomUUID()}`;
	const held = new Promise<string>((resolve) => {
		if (!navigator.locks) resolve('');
		else void navigator.locks.request(name, () => (resolve(name), new Promise<never>(() => undefined)));
	});
	const methods = Object.fromEntries(Object.entries(api).map(([key, method]) => [key, releasing(method)]));
	expose({ ...methods, [aliveMethod]: () => held });
}
