import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { AppError } from '$lib/core/errors';
import { aliveMethod } from './expose-api';
import { registerHandlers } from './handlers';

type Call = (...args: unknown[]) => Promise<unknown>;

interface Running {
	readonly worker: Worker;
	readonly remote: Remote<Record<string, Call>>;
	/** Settles (by rejecting) only when the worker is gone. */
	readonly gone: Promise<never>;
	fail(reason: string): void;
}

export interface WorkerConnection<Api> {
	readonly api: Api;
	/** Ends the worker; pending calls reject with worker/crashed. The next call starts a fresh one. */
	restart(): void;
	/** How many workers have been started: a change says that what an earlier one held is lost. */
	readonly generation: number;
}

/**
 * Starts a worker at the first call and speaks to it. When it dies (an error, a message it cannot read, killed by the browser)
 * every pending call rejects with worker/crashed, which comlink never does, and the next call starts a fresh worker.
 */
export function connectWorker<Api extends object>(name: string, factory: () => Worker): WorkerConnection<Api> {
	registerHandlers();
	let running: Running | null = null;
	let generation = 0;

	function start(): Running {
		generation += 1;
		const worker = factory();
		const remote = wrap<Record<string, Call>>(worker);
		let reject: (error: AppError) => void = () => undefined;
		const gone = new Promise<never>((_, fail) => (reject = fail));
		gone.catch(() => undefined);
		let isOver = false;
		const started: Running = {
			worker,
			remote,
			gone,

			fail: (reason) => {
				if (isOver) return;
				isOver = true;
				if (running === started) running = null;
				worker.terminate();
				remote[releaseProxy]();
				reject(new AppError('worker/crashed', { worker: name, reason }));
			}
		};
		worker.addEventListener('error', (event) => started.fail(event.message || 'it could not start'));
		worker.addEventListener('messageerror', () => started.fail('it sent what cannot be read'));
		void watch(started);
		return started;
	}

	async function watch(started: Running): Promise<void> {
		const ask = started.remote[aliveMethod];
		const lock = ask ? await Promise.race([ask(), started.gone]).catch(() => '') : '';
		if (typeof lock === 'string' && lock !== '')
			await navigator.locks.request(lock, () => started.fail('the browser ended it'));
	}

	async function call(method: string, args: readonly unknown[]): Promise<unknown> {
		const target = (running ??= start());
		const remote = target.remote[method];
		if (!remote) throw new AppError('internal', { worker: name, method });
		return Promise.race([
			remote(...args.map((argument) => (typeof argument === 'function' ? proxy(argument) : argument))),
			target.gone
		]);
	}

	const methods = new Map<string, Call>();
	// The proxy stands for an Api that lives elsewhere; its type is the worker's own `typeof api`.
	const api = new Proxy({} as Api, {
		get: (_, method) => {
			if (typeof method !== 'string' || method === 'then') return undefined;
			let bound = methods.get(method);
			if (!bound) methods.set(method, (bound = (...args) => call(method, args)));
			return bound;
		}
	});
	return {
		api,
		restart: () => running?.fail('it was ended'),
		get generation() {
			return generation;
		}
	};
}
