import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';

const types = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.wasm': 'application/wasm',
	'.temoto': 'application/zip'
};

const isolation = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer'
};

const contentPolicy = JSON.parse(
	readFileSync(new URL('../src/lib/core/project/content-policy.json', import.meta.url), 'utf8')
);

/** The policy that holds until the service worker writes its own, which knows the origins a person allowed. */
function policyOf(file) {
	const html = file.endsWith('.html') ? readFileSync(file, 'utf8') : '';
	const hashes = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
		([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
	);
	return contentPolicy.join('; ').replace('{scripts}', hashes.join(' ')).replace('{origins}', '');
}

function fileFor(folder, pathname) {
	const relative = path.posix.normalize(`/${pathname}`).slice(1);
	const file = path.join(folder, relative);
	if (!file.startsWith(folder)) return null;
	if (existsSync(file) && statSync(file).isFile()) return file;
	if (existsSync(`${file}.html`)) return `${file}.html`;
	return path.extname(relative) === '' ? path.join(folder, 'index.html') : null;
}

/** Serves a built site with the headers that isolate it; `headers: false` plays a static host that can set none. */
export function serveFolder(folder, { port = 0, host = '127.0.0.1', headers = true } = {}) {
	const server = createServer((request, response) => {
		let pathname;
		try {
			pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname);
		} catch {
			// an address that is not valid UTF-8 names no file
			pathname = '/\0';
		}
		const file = pathname.includes('\0') ? null : fileFor(folder, pathname);
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, isolation).end();
			return;
		}
		if (!file) {
			response.writeHead(404, { ...isolation, 'Content-Type': 'text/plain' }).end('not found\n');
			return;
		}
		response.writeHead(200, {
			...(headers ? { ...isolation, 'Content-Security-Policy': policyOf(file) } : {}),
			'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
			'Content-Length': statSync(file).size,
			'Cache-Control': pathname.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache'
		});
		if (request.method === 'HEAD') response.end();
		else pipeline(createReadStream(file), response, () => undefined);
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			const address = server.address();
			resolve({
				url: `http://${host}:${address.port}`,
				close: () =>
					new Promise((done) => {
						server.close(done);
						server.closeAllConnections();
					})
			});
		});
	});
}
