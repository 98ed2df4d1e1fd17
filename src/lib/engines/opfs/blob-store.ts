import { AppError } from '$lib/core/errors';
import type { BlobStore } from '$lib/core/ports';
import { collectLock } from '$lib/core/project/storage-locks';

interface SyncFile {
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

	async function put(bytes: Uint8Array): Promise<string> {
		const hash = await sha256(bytes);
		if (await has(hash)) return hash;
		await checkRoom(bytes.byteLength);
		const parent = await blobs();
		const temporary = `.${crypto.randomUUID()}`;
		const handle = await parent.getFileHandle(temporary, { create: true });
		try {
			if (!isWorkerHandle(handle)) throw new AppError('storage/unavailable', { reason: 'no synchronous files' });
			const file = await handle.createSyncAccessHandle();
			try {
				const written = file.write(bytes);
				if (written !== bytes.byteLength) throw new DOMException('not all was written', 'QuotaExceededError');
				file.flush();
			} finally {
				file.close();
			}
			await handle.move(parent, hash);
			return hash;
		} catch (error) {
			await parent.removeEntry(temporary).catch(() => undefined);
			if (error instanceof DOMException && error.name === 'QuotaExceededError')
				throw new AppError('storage/quota', { needed: bytes.byteLength, free: 0 }, { cause: error });
			throw error;
		}
	}

	return {
		put: (bytes) => whileNothingIsCollected(() => put(bytes)),
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
