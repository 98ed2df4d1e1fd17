/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { clientsClaim } from 'workbox-core';
import { addPlugins, cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { parse, safeParse } from 'valibot';
import contentPolicy from '$lib/core/project/content-policy.json';
import { originsKey, readOrigins, settingsCache } from '$lib/core/project/allowed-origins';
import { EnginesFileSchema, OfflineMessageSchema, type OfflineMessage } from '$lib/core/project/offline-message';

declare const self: ServiceWorkerGlobalScope;

const engineCache = `engines-${version}`;
const shellPage = '/index.html';

async function allowedOrigins(): Promise<string[]> {
	const stored = await (await caches.open(settingsCache)).match(originsKey);
	return stored ? readOrigins(await stored.json()) : [];
}

async function hashOf(script: string): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script)));
	return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}

async function policy(html: string | null): Promise<string> {
	const scripts =
		html === null ? [] : [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '');
	const hashes = await Promise.all(scripts.map(hashOf));
	return contentPolicy
		.join('; ')
		.replace('{scripts}', hashes.join(' '))
		.replace('{origins}', (await allowedOrigins()).join(' '));
}

/** Every answer of this origin carries the headers that isolate it, and the policy of what may be asked elsewhere. */
async function withHeaders(response: Response): Promise<Response> {
	if (response.type === 'opaque' || response.type === 'error' || response.status === 0) return response;
	const headers = new Headers(response.headers);
	headers.set('Cross-Origin-Opener-Policy', 'same-origin');
	headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
	headers.set('Cross-Origin-Resource-Policy', 'same-origin');
	const isPage = (headers.get('Content-Type') ?? '').startsWith('text/html');
	const body = isPage ? await response.text() : response.body;
	headers.set('Content-Security-Policy', await policy(typeof body === 'string' ? body : null));
	headers.delete('Content-Encoding');
	headers.delete('Content-Length');
	const { status, statusText } = response;
	return new Response([101, 204, 205, 304].includes(status) ? null : body, { status, statusText, headers });
}

addPlugins([{ handlerWillRespond: ({ response }) => withHeaders(response) }]);
const isEngine = (url: string) => url.endsWith('.wasm') || url.includes('/workers/');
const shell = [...build, ...files].filter((url) => !isEngine(url) && !url.startsWith('/samples/'));
precacheAndRoute([
	...shell.map((url) => ({ url, revision: url.includes('/immutable/') ? null : version })),
	{ url: shellPage, revision: version }
]);
cleanupOutdatedCaches();

registerRoute(
	new NavigationRoute(async () => {
		const page = await matchPrecache(shellPage);
		return withHeaders(page ?? (await fetch(shellPage)));
	})
);
registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname !== '/service-worker.js',
	async ({ request }) => {
		const stored = await (await caches.open(engineCache)).match(request, { ignoreSearch: true });
		return withHeaders(stored ?? (await fetch(request)));
	}
);

async function tell(message: OfflineMessage): Promise<void> {
	for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
}

let storing: Promise<void> | null = null;

/** Stores the engines one after the other, after the first paint; what is stored already is not fetched again. */
async function storeEngines(): Promise<void> {
	const cache = await caches.open(engineCache);
	const answer = (await cache.match('/engines.json')) ?? (await fetch('/engines.json', { cache: 'no-cache' }));
	if (!answer.ok) return;
	await cache.put('/engines.json', answer.clone());
	const { files: engines } = parse(EnginesFileSchema, await answer.json());
	let done = 0;
	for (const { url } of engines) {
		if (!(await cache.match(url))) await cache.add(url);
		done++;
		await tell({ type: 'engines', done, total: engines.length });
	}
}

self.addEventListener('message', (event) => {
	const message = safeParse(OfflineMessageSchema, event.data);
	if (!message.success) return;
	if (message.output.type === 'store-engines') {
		storing ??= storeEngines().finally(() => (storing = null));
		event.waitUntil(storing);
	} else if (message.output.type === 'skip-waiting') void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
	const drop = async () => {
		for (const name of await caches.keys())
			if (name.startsWith('engines-') && name !== engineCache) await caches.delete(name);
	};
	event.waitUntil(drop());
});
clientsClaim();
