import { safeParse } from 'valibot';
import { Workbox } from 'workbox-window';
import { OfflineMessageSchema, type OfflineMessage } from '$lib/core/project/offline-message';

const reloadedKey = 'temoto.isolated';

/** How far this page is stored for use without a network, and whether a newer one waits. */
export class Offline {
	done = $state(0);
	total = $state(0);
	isOnline = $state(navigator.onLine);
	hasUpdate = $state(false);
	#isUpdating = false;

	/** True only when every file of the shell and the engines is stored. */
	get isReady(): boolean {
		return this.total > 0 && this.done === this.total;
	}

	async start(): Promise<void> {
		addEventListener('online', () => (this.isOnline = true));
		addEventListener('offline', () => (this.isOnline = false));
		if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
		navigator.serviceWorker.addEventListener('message', ({ data }) => this.#hear(data));
		let isControlled = navigator.serviceWorker.controller !== null;
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			// the first worker to take over is no update, and what another tab agreed to may not end the work in this one
			if (this.#isUpdating) location.reload();
			else if (isControlled) this.hasUpdate = true;
			isControlled = true;
		});
		const workbox = new Workbox('/service-worker.js', { type: 'classic' });
		workbox.addEventListener('waiting', () => (this.hasUpdate = true));
		await workbox.register({ immediate: true });
		await navigator.serviceWorker.ready;
		if (!crossOriginIsolated && !sessionStorage.getItem(reloadedKey)) {
			// the service worker adds the headers that a plain host does not: one reload makes them count
			sessionStorage.setItem(reloadedKey, 'yes');
			location.reload();
			return;
		}
		this.#say({ type: 'store-engines' });
	}

	/** Lets the newer page take over; the page then reloads once. */
	async update(): Promise<void> {
		this.#isUpdating = true;
		const { waiting } = await navigator.serviceWorker.ready;
		if (waiting) this.#say({ type: 'skip-waiting' });
		else location.reload();
	}

	#say(message: OfflineMessage): void {
		void navigator.serviceWorker.ready.then((registration) => {
			const worker = message.type === 'skip-waiting' ? registration.waiting : registration.active;
			worker?.postMessage(message);
		});
	}

	#hear(data: unknown): void {
		const message = safeParse(OfflineMessageSchema, data);
		if (!message.success || message.output.type !== 'engines') return;
		this.done = message.output.done;
		this.total = message.output.total;
	}
}
