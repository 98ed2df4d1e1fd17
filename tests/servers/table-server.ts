import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TableServer {
	readonly url: string;
	/** What lies at each path; change it and the next who asks gets the new. */
	readonly files: Record<string, { readonly type: string; readonly content: string }>;
	readonly asked: string[];
	stop(): Promise<void>;
}

/** A server of files that lets every page read them, or none: then it says nothing of CORS. */
export async function serveTables(hasCors: boolean): Promise<TableServer> {
	const files: TableServer['files'] = {};
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		const cors = hasCors ? { 'access-control-allow-origin': '*' } : {};
		const file = files[new URL(request.url ?? '/', 'http://local').pathname];
		if (!file) response.writeHead(404, cors).end();
		else response.writeHead(200, { ...cors, 'content-type': file.type }).end(file.content);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		files,
		asked,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		}
	};
}
