import { serve } from '@hono/node-server';
import { AppError } from '$lib/core/errors';
import { createRelay } from './app';
import type { RelayOptions, RelayPorts } from './app';

export interface RunningRelay {
	readonly url: string;
	stop(): Promise<void>;
}

/** Serves a relay until `stop`; refuses with usage/port-taken when something else listens there. */
export function serveRelay(
	ports: RelayPorts,
	options: RelayOptions,
	hostname: string,
	port: number
): Promise<RunningRelay> {
	return new Promise((resolve, reject) => {
		const server = serve({ fetch: createRelay(ports, options).fetch, hostname, port }, (address) =>
			resolve({
				url: `http://${hostname}:${address.port}`,
				stop: async () => {
					await new Promise((closed) => server.close(closed));
					await ports.store.close();
				}
			})
		);
		server.once('error', (error) => reject(new AppError('usage/port-taken', { port }, { cause: error })));
	});
}
