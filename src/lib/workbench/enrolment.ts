import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { edgeCollections } from '$lib/core/edge/collections';
import { EnrolmentSchema, freshSyncState, relayUrl } from '$lib/core/edge/enrolment';
import type { Enrolment } from '$lib/core/edge/enrolment';
import { keyIdInput } from '$lib/core/edge/signed-request';
import { EnrolReplySchema } from '$lib/core/edge/sync';
import type { EnrolRequest } from '$lib/core/edge/sync';
import type { KeyPair } from '$lib/core/ports';
import { callRelay, readAnswer } from './relay-client';
import type { RelayWorkspace } from './relay-client';

const { sync: syncCollection } = edgeCollections;

export async function findEnrolment(ws: RelayWorkspace): Promise<Enrolment | undefined> {
	const stored = await ws.catalog.get(ws.project, syncCollection, 'enrolment');
	return stored === undefined ? undefined : v.parse(EnrolmentSchema, stored);
}

/** The enrolment and its key. Errors: edge/not-enrolled, also when the browser lost the key. */
export async function requireEnrolment(ws: RelayWorkspace): Promise<{ enrolment: Enrolment; key: KeyPair }> {
	const enrolment = await findEnrolment(ws);
	const key = enrolment && (await ws.keys.get(enrolment.keyName));
	if (!enrolment || !key) throw new AppError('edge/not-enrolled', { reason: enrolment ? 'key-lost' : 'never' });
	return { enrolment, key };
}

/**
 * Makes a key that never leaves this device, shows its public half and the one-use code to the relay, and remembers the answer.
 * The key is kept before the relay hears of it, so that a lost answer can be asked for again with the same code.
 * Sealed batches stay as they were cut: one that the relay has from before is known there by what it tells.
 * Errors: relay/code-invalid, relay/unreachable, relay/refused.
 */
export async function enrol(
	ws: RelayWorkspace,
	url: string,
	code: string,
	name: string,
	signal?: AbortSignal
): Promise<Enrolment> {
	const origin = relayUrl(url);
	const codeHash = await ws.crypto.sha256(new TextEncoder().encode(code));
	const keyName = `relay/${ws.project}/${codeHash.slice(0, 16)}`;
	let key = await ws.keys.get(keyName);
	if (!key) await ws.keys.put(keyName, (key = await ws.crypto.generateKey(ws.keys.needsExport)));
	const keyId = await ws.crypto.sha256(keyIdInput(key.algorithm, key.publicKey));
	const request: EnrolRequest = { code, algorithm: key.algorithm, publicKey: key.publicKey, name };
	const body = new TextEncoder().encode(JSON.stringify(request));
	const call = { method: 'POST', path: '/v1/enrol', body, headers: { 'content-type': 'application/json' } } as const;
	const reply = readAnswer(
		EnrolReplySchema,
		await callRelay(ws, { url: origin, keyId }, key, call, signal).catch((error: unknown) => {
			if (error instanceof AppError && error.details['reason'] === 'code')
				throw new AppError('relay/code-invalid', { message: error.details['message'] ?? '' }, { cause: error });
			throw error;
		})
	);
	const before = await findEnrolment(ws);
	const enrolment: Enrolment = {
		schemaVersion: 1,
		url: origin,
		name,
		keyName,
		keyId,
		...reply,
		enrolledAt: ws.clock.now()
	};
	await ws.catalog.write([
		{ put: { project: ws.project, collection: syncCollection, key: 'enrolment', value: enrolment } },
		{ put: { project: ws.project, collection: syncCollection, key: 'state', value: freshSyncState } }
	]);
	if (before && before.keyName !== keyName) await ws.keys.delete(before.keyName);
	return enrolment;
}
