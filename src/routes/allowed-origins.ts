import { originsKey, readOrigins, settingsCache } from '$lib/core/project/allowed-origins';

/** Origins that a person allowed this page to ask. The service worker writes them into the policy of every page it serves. */
export async function allowedOrigins(): Promise<string[]> {
	if (!('caches' in globalThis)) return [];
	const stored = await (await caches.open(settingsCache)).match(originsKey);
	return stored ? readOrigins(await stored.json()) : [];
}

async function store(origins: readonly string[]): Promise<void> {
	const body = new Response(JSON.stringify(origins), { headers: { 'Content-Type': 'application/json' } });
	await (await caches.open(settingsCache)).put(originsKey, body);
	// the page comes from it the next time it is loaded
	await navigator.serviceWorker.ready;
}

/** Whether the service worker served this page, and so wrote its policy. */
function hasOwnPolicy(): boolean {
	const [navigation] = performance.getEntriesByType('navigation');
	return navigation instanceof PerformanceNavigationTiming && navigation.workerStart > 0;
}

/** Whether the policy of this page lets it talk to an origin. Without a service worker there is no policy. */
export async function isOriginAllowed(origin: string): Promise<boolean> {
	if (origin === location.origin || !('serviceWorker' in navigator)) return true;
	if (!(await navigator.serviceWorker.getRegistration())) return true;
	return hasOwnPolicy() && (await allowedOrigins()).includes(origin);
}

/** Allows an origin, then loads the page again at `path`, since a policy counts from the next load on. */
export async function allowOrigin(origin: string, path: string): Promise<void> {
	await store([...new Set([...(await allowedOrigins()), origin])]);
	location.assign(path);
}

/** Takes back what was allowed, and loads the page again at `path`. */
export async function takeBackOrigin(origin: string, path: string): Promise<void> {
	await store((await allowedOrigins()).filter((each) => each !== origin));
	location.assign(path);
}
