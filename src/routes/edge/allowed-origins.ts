import type { OfflineMessage } from '$lib/core/project/offline-message';

const key = 'temoto.allowed-origins';

function read(): string[] {
	const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
	return Array.isArray(stored) ? stored.filter((origin) => typeof origin === 'string') : [];
}

/** Whether the policy of this page lets it talk to an origin. Without a service worker there is no policy. */
export async function isOriginAllowed(origin: string): Promise<boolean> {
	if (origin === location.origin || !('serviceWorker' in navigator)) return true;
	if (!navigator.serviceWorker.controller) return true;
	return read().includes(origin);
}

/** Lets the service worker add the origin to the policy, then loads the page again, since a policy counts from the next load on. */
export async function allowOrigin(origin: string): Promise<void> {
	const origins = [...new Set([...read(), origin])];
	const message: OfflineMessage = { type: 'allow-origins', origins };
	const registration = await navigator.serviceWorker.ready;
	registration.active?.postMessage(message);
	localStorage.setItem(key, JSON.stringify(origins));
	await new Promise((resolve) => setTimeout(resolve, 300));
	location.assign(`/edge?relay=${encodeURIComponent(origin)}`);
}
