import * as v from 'valibot';
import { requestHeaders, signedBytes } from '$lib/core/edge/signed-request';
import type { Clock, Crypto, SignatureAlgorithm } from '$lib/core/ports';
import { Refusal } from './refusal';
import type { KnownKey, RelayStore } from './store';

/** A request's time may be this far from the relay's clock, either way. */
export const maxSkewMs = 5 * 60_000;

const SignedSchema = v.object({
	key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
	time: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
	nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/)),
	signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{40,200}$/))
});
export type Signed = v.InferOutput<typeof SignedSchema>;

export interface AuthenticatePorts {
	readonly store: RelayStore;
	readonly crypto: Crypto;
	readonly clock: Clock;
}

export function readSigned(headers: Headers): Signed {
	const found = v.safeParse(SignedSchema, {
		key: headers.get(requestHeaders.key),
		time: headers.get(requestHeaders.time),
		nonce: headers.get(requestHeaders.nonce),
		signature: headers.get(requestHeaders.signature)
	});
	if (!found.success) throw new Refusal(401, 'unsigned', 'the request is not signed');
	return found.output;
}

/** The key of a signed request, before its body is read: unknown and revoked ones cost nothing more. */
export async function knownKey(ports: AuthenticatePorts, signed: Signed): Promise<KnownKey> {
	const key = await ports.store.findKey(signed.key);
	if (!key) throw new Refusal(401, 'key-unknown', 'no device has this key');
	if (key.revoked) throw new Refusal(403, 'revoked', 'this key was revoked or replaced; enrol again');
	return key;
}

/** Checks time, signature and nonce, in this order, so that a forged request uses no nonce up. */
export async function verifyRequest(
	ports: AuthenticatePorts,
	signed: Signed,
	key: { algorithm: SignatureAlgorithm; publicKey: string },
	request: { method: string; path: string; body: Uint8Array }
): Promise<void> {
	const now = ports.clock.now();
	if (Math.abs(signed.time - now) > maxSkewMs)
		throw new Refusal(401, 'clock', `the request's time is more than 5 minutes from the relay's`, {
			'temoto-time': String(now)
		});
	const bodyHash = await ports.crypto.sha256(Uint8Array.from(request.body));
	const { method, path } = request;
	const message = signedBytes({ method, path, bodyHash, time: signed.time, nonce: signed.nonce });
	if (!(await ports.crypto.verify(key.algorithm, key.publicKey, message, signed.signature)))
		throw new Refusal(401, 'signature', 'the signature does not fit the request');
	if (!(await ports.store.useNonce(signed.key, signed.nonce, signed.time + 2 * maxSkewMs, now)))
		throw new Refusal(401, 'replay', 'this request was made before');
}
