/**
 * How a device proves that a request is its own: a signature over method, path with query, SHA-256 of the body as sent, time
 * and a nonce, after the idea of RFC 9421. The tenant is never in a request; the relay knows it from the key.
 */
export const requestHeaders = {
	key: 'temoto-key',
	time: 'temoto-time',
	nonce: 'temoto-nonce',
	signature: 'temoto-signature'
} as const;

export interface RequestFacts {
	readonly method: string;
	/** Path and query, as the server sees them. */
	readonly path: string;
	/** SHA-256 of the body as it travels, lower-case hex. */
	readonly bodyHash: string;
	/** Milliseconds since 1970. */
	readonly time: number;
	/** 16 random bytes, base64url. */
	readonly nonce: string;
}

/** The bytes that are signed. Every fact stands on its own line and none can hold a line break. */
export function signedBytes(facts: RequestFacts): Uint8Array {
	const lines = ['temoto-request-1', facts.method, facts.path, facts.bodyHash, String(facts.time), facts.nonce];
	return new TextEncoder().encode(lines.join('\n'));
}

/** Lower-case hex of the SHA-256 of the raw public key names the key in requests. */
export function keyIdInput(algorithm: string, publicKey: string): Uint8Array {
	return new TextEncoder().encode(`${algorithm}\n${publicKey}`);
}

/** Bytes as base64url without padding. */
export function base64Url(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
