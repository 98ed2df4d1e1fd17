import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { RelayErrorSchema } from '$lib/core/edge/sync';
import { base64Url, requestHeaders, signedBytes } from '$lib/core/edge/signed-request';
import type { KeyPair, NetworkResponse, Workspace } from '$lib/core/ports';

/** What talking to a relay needs of a workspace. */
export type RelayWorkspace = Pick<Workspace, 'project' | 'catalog' | 'crypto' | 'clock' | 'keys' | 'network'>;

export interface SignedCall {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** Path and query under the relay's address. */
	readonly path: string;
	readonly body?: Uint8Array;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Where the relay is, and the key that speaks to it. */
export interface RelayIdentity {
	readonly url: string;
	readonly keyId: string;
}

/**
 * Sends a signed request. A clock that is off is corrected once by the relay's own time. Errors: relay/unreachable; relay/busy
 * {seconds} when the relay asks to wait; relay/package-unknown for a batch of a package the relay was not handed; relay/full
 * when the tenant has no room left; relay/refused {status, reason, message} for every other no.
 */
export async function callRelay(
	ws: RelayWorkspace,
	relay: RelayIdentity,
	key: KeyPair,
	call: SignedCall,
	signal?: AbortSignal
): Promise<NetworkResponse> {
	const first = await sendSigned(ws, relay, key, call, ws.clock.now(), signal);
	const relayTime = Number(first.headers[requestHeaders.time]);
	if (first.status === 401 && Number.isSafeInteger(relayTime) && relayTime > 0)
		return checked(await sendSigned(ws, relay, key, call, relayTime, signal));
	return checked(first);
}

/** A JSON answer that fits `schema`; anything else is relay/answer-invalid. */
export function readAnswer<S extends v.GenericSchema>(schema: S, response: NetworkResponse): v.InferOutput<S> {
	const parsed = v.safeParse(schema, parse(response.body));
	if (!parsed.success)
		throw new AppError('relay/answer-invalid', { reason: parsed.issues[0]?.message ?? 'the answer is not JSON' });
	return parsed.output;
}

async function sendSigned(
	ws: RelayWorkspace,
	relay: RelayIdentity,
	key: KeyPair,
	call: SignedCall,
	time: number,
	signal?: AbortSignal
): Promise<NetworkResponse> {
	const body = call.body ?? new Uint8Array();
	const bodyHash = await ws.crypto.sha256(Uint8Array.from(body));
	const nonce = base64Url(ws.crypto.randomBytes(16));
	const message = signedBytes({ method: call.method, path: call.path, bodyHash, time, nonce });
	return ws.network.send(
		{
			method: call.method,
			url: relay.url + call.path,
			headers: {
				...call.headers,
				[requestHeaders.key]: relay.keyId,
				[requestHeaders.time]: String(time),
				[requestHeaders.nonce]: nonce,
				[requestHeaders.signature]: await ws.crypto.sign(key, message)
			},
			...(call.body ? { body: call.body } : {})
		},
		signal
	);
}

function checked(response: NetworkResponse): NetworkResponse {
	if (response.status >= 200 && response.status < 300) return response;
	const seconds = Number(response.headers['retry-after'] ?? 60);
	if (response.status === 429 || response.status === 503) throw new AppError('relay/busy', { seconds });
	const said = v.safeParse(RelayErrorSchema, parse(response.body));
	const error = said.success ? said.output.error : { code: 'unknown', message: '' };
	const { code, message } = error;
	if (code === 'package-unknown' || code === 'full') throw new AppError(`relay/${code}`, { message });
	throw new AppError('relay/refused', { status: response.status, reason: error.code, message: error.message });
}

function parse(body: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(body));
	} catch {
		return undefined;
	}
}
