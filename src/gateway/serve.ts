import { serve } from '@hono/node-server';
import { AppError } from '$lib/core/errors';
import { createGateway } from './app';
import type { GatewayOptions } from './app';

export interface RunningGateway {
	readonly url: string;
	stop(): Promise<void>;
}

/** Serves a gateway to this machine alone until `stop`; refuses with usage/port-taken when something else listens there. */
export function serveGateway(options: GatewayOptions, port: number): Promise<RunningGateway> {
	const hostname = '127.0.0.1';
	return new Promise((resolve, reject) => {
		const server = serve({ fetch: createGateway(options).fetch, hostname, port }, (address) =>
			resolve({
				url: `http://${hostname}:${address.port}`,
				stop: async () => {
					const closed = new Promise((done) => server.close(done));
					if ('closeAllConnections' in server) server.closeAllConnections();
					await closed;
				}
			})
		);
		server.once('error', (error) => reject(new AppError('usage/port-taken', { port }, { cause: error })));
	});
}
