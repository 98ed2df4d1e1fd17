import { AppError } from '$lib/core/errors';
import type { BlobStore, Ports } from '$lib/core/ports';
import { collectLock, pageLockPrefix } from '$lib/core/project/storage-locks';
import { namedBlobs, projectSizes } from '$lib/workbench/project';

const askedKey = 'temoto.asked-to-keep';
/** So many projects are named where there is no room. */
const mostNamed = 3;

/**
 * The room that the browser gives: collects blobs that nothing names, says what could be deleted where a write does not fit, and asks
 * the browser to keep what is stored.
 */
export class Room {
	readonly #ports: Ports;
	readonly #mayCollect: () => boolean;
	readonly #page = `${pageLockPrefix}${crypto.randomUUID()}`;
	/** Put by this page: what makes use of them may not have named them yet. */
	readonly #fresh = new Set<string>();
	#putting = 0;
	#isKept = $state<boolean | null>(null);
	/** The store of the ports, in which a write that does not fit makes room first where that loses nothing. */
	readonly blobs: BlobStore;

	/** `mayCollect` is false while something deleted can still be put back. */
	constructor(ports: Ports, mayCollect: () => boolean) {
		this.#ports = ports;
		this.#mayCollect = mayCollect;
		const { blobs } = ports;
		this.blobs = {
			put: (bytes) => this.#put(bytes),
			fits: (sizeBytes) => blobs.fits(sizeBytes),
			get: (hash) => blobs.get(hash),
			has: (hash) => blobs.has(hash),
			delete: (hash) => blobs.delete(hash),
			list: () => blobs.list(),
			usage: () => blobs.usage()
		};
	}

	/** The browser's answer to the question whether it keeps what is stored; null until it was asked in this visit. */
	get isKept(): boolean | null {
		return this.#isKept;
	}

	/** Tells other pages for as long as this one lives that it is here. */
	enter(): void {
		void navigator.locks?.request(this.#page, () => new Promise<never>(() => undefined));
	}

	/** Asks the browser once to keep what is stored. */
	async askToKeep(): Promise<void> {
		if (localStorage.getItem(askedKey) !== null || !navigator.storage) return;
		localStorage.setItem(askedKey, new Date(this.#ports.clock.now()).toISOString());
		this.#isKept = (await navigator.storage.persisted()) || (await navigator.storage.persist());
	}

	/** Deletes what nothing names; gives the bytes that were freed. Nothing happens while another page is open or an undo is offered. */
	async collect(): Promise<number> {
		if (!navigator.locks) return 0;
		return navigator.locks.request(collectLock, { ifAvailable: true }, async (lock) => {
			if (!lock || this.#putting > 0 || (await this.#areOthersOpen())) return 0;
			const named = await namedBlobs(this.#ports);
			if (!this.#mayCollect()) return 0;
			let freed = 0;
			for (const { hash, sizeBytes } of await this.#ports.blobs.list()) {
				if (named.has(hash) || this.#fresh.has(hash)) continue;
				await this.#ports.blobs.delete(hash);
				freed += sizeBytes;
			}
			return freed;
		});
	}

	async #areOthersOpen(): Promise<boolean> {
		const { held = [] } = await navigator.locks.query();
		return held.some(({ name = '' }) => name.startsWith(pageLockPrefix) && name !== this.#page);
	}

	async #put(bytes: Uint8Array): Promise<string> {
		if (!(await this.#ports.blobs.fits(bytes.byteLength))) await this.collect();
		this.#putting += 1;
		try {
			const hash = await this.#ports.blobs.put(bytes);
			this.#fresh.add(hash);
			return hash;
		} catch (error) {
			throw error instanceof AppError && error.code === 'storage/quota' ? await this.#noRoom(error) : error;
		} finally {
			this.#putting -= 1;
		}
	}

	/** What could be deleted, beside the size and the free space. */
	async #noRoom(error: AppError): Promise<AppError> {
		const sizes = await projectSizes(this.#ports);
		const stored = sizes
			.filter(({ sizeBytes }) => sizeBytes > 0)
			.slice(0, mostNamed)
			.map(({ name, sizeBytes }) => `${name} (${(sizeBytes / 1e6).toFixed(1)} MB)`);
		return new AppError(error.code, { ...error.details, stored: stored.join(', ') }, { cause: error });
	}
}
