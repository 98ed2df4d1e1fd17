import { AppError } from '$lib/core/errors';
import type { BlobStore } from '$lib/core/ports';
import { collectLock } from '$lib/core/project/storage-locks';

interface SyncFile {
	truncate(size: number): void;
	getSize(): number;
	write(bytes: Uint8Array): number;
	flush(): void;
	close(): void;
}
/** What a file handle is in a worker; `move` is in Chromium, Firefox and Safari, not yet in the types. */
type WorkerFileHandle = FileSystemFileHandle & {
	createSyncAccessHandle(): Promise<SyncFile>;
	move(parent: FileSystemDirectoryHandle, name: string): Promise<void>;
};

function isWorkerHandle(handle: FileSystemFileHandle): handle is WorkerFileHandle {
	return 'createSyncAccessHandle' in handle && 'move' in handle;
}

function isNotFound(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'NotFoundError';
}

/** null for a file that went, or was given its final name, while the folder was read. */
async function sizeOf(handle: FileSystemFileHandle): Promise<number | null> {
	try {
		return (await handle.getFile()).size;
	} catch (error) {
		if (isNotFound(error)) return null;
		throw error;
	}
}

async function sha256(bytes: Uint8Array): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** While blobs without a name are collected nothing is put: one that is found to be there could be gone a moment later. */
async function whileNothingIsCollected(work: () => Promise<string>): Promise<string> {
	return navigator.locks ? navigator.locks.request(collectLock, { mode: 'shared' }, work) : work();
}

function isQuota(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** Room is found to about this many bytes. */
const roomStep = 64 * 1024;

/** Whether a file can be so long. Where it cannot, some browsers throw; Chromium leaves it as it was and says nothing. */
function canHold(file: SyncFile, size: number): boolean {
	try {
		file.truncate(size);
	} catch (error) {
		if (!isQuota(error)) throw error;
	}
	return file.getSize() === size;
}

/**
 * Makes a file as long as it will be, so that what does not fit is refused before a byte is written. What browsers estimate of their
 * quota need not be so: Chromium always tells of 10 GiB more.
 */
function reserve(file: SyncFile, needed: number): void {
	if (canHold(file, needed)) return;
	let [free, tooMuch] = [0, needed];
	while (tooMuch - free > roomStep) {
		const size = Math.floor((free + tooMuch) / 2);
		if (canHold(file, size)) free = size;
		else tooMuch = size;
	}
	throw new AppError('storage/quota', { needed, free });
}

/** A little room is left for metadata and for what other tabs write. */
const reserveBytes = 1024 * 1024;

/**
 * Blobs in the origin's private file system as `blobs/<sha256>`; for workers only, where synchronous handles exist. A blob is written
 * to a temporary name, flushed, closed and moved to its hash: a half-written one is never seen.
 */
export function opfsBlobStore(): BlobStore {
	let folder: Promise<FileSystemDirectoryHandle> | null = null;
	const blobs = (): Promise<FileSystemDirectoryHandle> =>
		(folder ??= navigator.storage
			.getDirectory()
			.then((root) => root.getDirectoryHandle('blobs', { create: true }))
			.catch((error: unknown) => {
				folder = null;
				throw new AppError(
					'storage/unavailable',
					{ reason: error instanceof Error ? error.message : '' },
					{ cause: error }
				);
			}));

	async function has(hash: string): Promise<boolean> {
		try {
			await (await blobs()).getFileHandle(hash);
			return true;
		} catch (error) {
			if (isNotFound(error)) return false;
			throw error;
		}
	}

	async function checkRoom(needed: number): Promise<void> {
		const { usage = 0, quota } = await navigator.storage.estimate();
		if (quota === undefined) return;
		const free = Math.max(0, quota - usage);
		if (needed + reserveBytes > free) throw new AppError('storage/quota', { needed, free });
	}

	/** Gives a new file under a temporary name, as long as it will be; what is not moved away is removed. */
	async function inTemporary<T>(
		size: number,
		work: (file: SyncFile, moveTo: (name: string) => Promise<void>) => Promise<T>
	): Promise<T> {
		await checkRoom(size);
		const parent = await blobs();
		const temporary = `.${crypto.randomUUID()}`;
		const handle = await parent.getFileHandle(temporary, { create: true });
		let isMoved = false;
		try {
			if (!isWorkerHandle(handle)) throw new AppError('storage/unavailable', { reason: 'no synchronous files' });
			const file = await handle.createSyncAccessHandle();
			try {
				reserve(file, size);
				return await work(file, async (name) => {
					file.close();
					await handle.move(parent, name);
					isMoved = true;
				});
			} finally {
				file.close();
			}
		} finally {
			if (!isMoved) await parent.removeEntry(temporary).catch(() => undefined);
		}
	}

	async function put(bytes: Uint8Array): Promise<string> {
		const hash = await sha256(bytes);
		if (await has(hash)) return hash;
		const needed = bytes.byteLength;
		return inTemporary(needed, async (file, moveTo) => {
			try {
				if (file.write(bytes) !== needed) throw new AppError('storage/quota', { needed, free: 0 });
				file.flush();
			} catch (error) {
				throw isQuota(error) ? new AppError('storage/quota', { needed, free: 0 }, { cause: error }) : error;
			}
			await moveTo(hash);
			return hash;
		});
	}

	return {
		put: (bytes) => whileNothingIsCollected(() => put(bytes)),
		fits: async (sizeBytes) => {
			try {
				await inTemporary(sizeBytes, () => Promise.resolve());
				return true;
			} catch (error) {
				if (error instanceof AppError && error.code === 'storage/quota') return false;
				throw error;
			}
		},
		get: async (hash) => {
			try {
				const handle = await (await blobs()).getFileHandle(hash);
				const file = await handle.getFile();
				return new Uint8Array(await file.arrayBuffer());
			} catch (error) {
				if (isNotFound(error) || error instanceof TypeError)
					throw new AppError('storage/blob-missing', { hash }, { cause: error });
				throw error;
			}
		},
		has,
		delete: async (hash) => {
			try {
				await (await blobs()).removeEntry(hash);
			} catch (error) {
				if (!isNotFound(error)) throw error;
			}
		},
		list: async () => {
			const found: { hash: string; sizeBytes: number }[] = [];
			for await (const [hash, handle] of (await blobs()).entries())
				if (handle instanceof FileSystemFileHandle) {
					const sizeBytes = await sizeOf(handle);
					if (sizeBytes !== null) found.push({ hash, sizeBytes });
				}
			return found;
		},
		usage: async () => {
			const { usage = 0, quota } = await navigator.storage.estimate();
			return { usedBytes: usage, quotaBytes: quota ?? null, persisted: await navigator.storage.persisted() };
		}
	};
}
