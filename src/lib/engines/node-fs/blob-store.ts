import { createHash, randomUUID } from 'node:crypto';
import { access, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '$lib/core/errors';
import type { BlobStore } from '$lib/core/ports';
import { makeFolder } from './folder';

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A hash, or the temporary name of a write. */
const blobName = /^(?:[0-9a-f]{64}|\.[0-9a-f-]{36})$/;

/** Blobs in `<folder>/blobs/<sha256>`: written under a temporary name, synced, then moved to their hash. */
export function folderBlobStore(folder: string): BlobStore {
	const blobs = path.join(folder, 'blobs');
	const place = (hash: string): string => {
		if (!blobName.test(hash)) throw new AppError('storage/blob-missing', { hash });
		return path.join(blobs, hash);
	};
	const has = (hash: string): Promise<boolean> =>
		access(place(hash)).then(
			() => true,
			() => false
		);
	/** Some file systems do not tell. */
	const freeBytes = async (): Promise<number> => {
		await makeFolder(blobs);
		const disk = await statfs(blobs);
		return disk.blocks === 0 ? Infinity : disk.bavail * disk.bsize;
	};
	return {
		fits: async (sizeBytes) => sizeBytes <= (await freeBytes()),
		put: async (bytes) => {
			const hash = createHash('sha256').update(bytes).digest('hex');
			if (await has(hash)) return hash;
			const free = await freeBytes();
			if (bytes.byteLength > free) throw new AppError('storage/quota', { needed: bytes.byteLength, free });
			const temporary = path.join(blobs, `.${randomUUID()}`);
			const file = await open(temporary, 'wx');
			try {
				await file.writeFile(bytes);
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(temporary, place(hash));
			return hash;
		},
		get: async (hash) => {
			try {
				return new Uint8Array(await readFile(place(hash)));
			} catch (error) {
				if (isMissing(error)) throw new AppError('storage/blob-missing', { hash }, { cause: error });
				throw error;
			}
		},
		has,
		delete: (hash) => rm(place(hash), { force: true }),
		list: async () => {
			const names = await readdir(blobs).catch((error: unknown) => {
				if (isMissing(error)) return [];
				throw error;
			});
			const own = names.filter((name) => blobName.test(name));
			return Promise.all(own.map(async (hash) => ({ hash, sizeBytes: (await stat(place(hash))).size })));
		},
		usage: async () => {
			const names = await readdir(blobs).catch(() => []);
			const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(blobs, name))).size));
			const usedBytes = sizes.reduce((sum, size) => sum + size, 0);
			const disk = await statfs(folder);
			return { usedBytes, quotaBytes: usedBytes + disk.bavail * disk.bsize, persisted: true };
		}
	};
}
