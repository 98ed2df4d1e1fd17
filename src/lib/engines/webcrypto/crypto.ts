import { AppError } from '$lib/core/errors';
import type { Crypto, KeyPair, SignatureAlgorithm } from '$lib/core/ports';

const parameters = {
	Ed25519: { key: { name: 'Ed25519' }, sign: { name: 'Ed25519' } },
	'ECDSA-P256': { key: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } }
} as const satisfies Record<
	SignatureAlgorithm,
	{ key: EcKeyImportParams | { name: string }; sign: EcdsaParams | { name: string } }
>;

function toBase64Url(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** SubtleCrypto refuses views of shared memory; those are copied. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return bytes.buffer instanceof ArrayBuffer
		? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
		: new Uint8Array(bytes);
}

async function makeKeys(algorithm: SignatureAlgorithm, extractable: boolean): Promise<CryptoKeyPair> {
	const made = await crypto.subtle.generateKey(parameters[algorithm].key, extractable, ['sign', 'verify']);
	if (!('privateKey' in made)) throw new AppError('internal', { algorithm });
	return made;
}

async function generateKey(extractable: boolean): Promise<KeyPair> {
	let algorithm: SignatureAlgorithm = 'Ed25519';
	let keys: CryptoKeyPair;
	try {
		keys = await makeKeys(algorithm, extractable);
	} catch (error) {
		// Ed25519 is in Chrome from 137, Firefox from 129, Safari from 17; before that P-256 serves
		if (!(error instanceof DOMException)) throw error;
		algorithm = 'ECDSA-P256';
		keys = await makeKeys(algorithm, extractable);
	}
	return {
		algorithm,
		publicKey: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey))),
		privateKey: extractable
			? toBase64Url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)))
			: null,
		handle: keys.privateKey
	};
}

/** The Crypto port on the platform's own WebCrypto. */
export const webCrypto: Crypto = {
	sha256: async (bytes) => {
		const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', plain(bytes)));
		return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
	},
	randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
	generateKey,
	importKey: async (algorithm, publicKey, privateKey) => ({
		algorithm,
		publicKey,
		privateKey,
		handle: await crypto.subtle.importKey('pkcs8', fromBase64Url(privateKey), parameters[algorithm].key, false, [
			'sign'
		])
	}),
	sign: async (key, message) => {
		if (!(key.handle instanceof CryptoKey)) throw new AppError('internal', { reason: 'the key has no handle' });
		return toBase64Url(
			new Uint8Array(await crypto.subtle.sign(parameters[key.algorithm].sign, key.handle, plain(message)))
		);
	},
	verify: async (algorithm, publicKey, message, signature) => {
		const { key, sign } = parameters[algorithm];
		try {
			const imported = await crypto.subtle.importKey('raw', fromBase64Url(publicKey), key, false, ['verify']);
			return await crypto.subtle.verify(sign, imported, fromBase64Url(signature), plain(message));
		} catch (error) {
			// a key or signature that is not even well formed does not verify
			if (error instanceof DOMException || error instanceof TypeError) return false;
			throw error;
		}
	}
};
