import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { Crypto, KeyStore } from '$lib/core/ports';
import { makeFolder } from './folder';

const KeySchema = v.object({
	algorithm: v.picklist(['Ed25519', 'ECDSA-P256']),
	publicKey: v.string(),
	privateKey: v.string()
});

/** Keys in `<folder>/keys/<name>.json`, readable by their owner only; on a file system a key must be one that can be exported. */
export function folderKeyStore(folder: string, crypto: Crypto): KeyStore {
	const place = (name: string) => path.join(folder, 'keys', `${encodeURIComponent(name)}.json`);
	return {
		needsExport: true,
		get: async (name) => {
			let text: string;
			try {
				text = await readFile(place(name), 'utf8');
			} catch (error) {
				if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
				throw error;
			}
			const key = v.parse(KeySchema, JSON.parse(text));
			return crypto.importKey(key.algorithm, key.publicKey, key.privateKey);
		},
		put: async (name, { algorithm, publicKey, privateKey }) => {
			if (privateKey === null) throw new AppError('internal', { reason: 'this key may not leave its device' });
			await makeFolder(path.dirname(place(name)), 0o700);
			await writeFile(place(name), JSON.stringify({ algorithm, publicKey, privateKey }), { mode: 0o600 });
		},
		delete: (name) => rm(place(name), { force: true })
	};
}
