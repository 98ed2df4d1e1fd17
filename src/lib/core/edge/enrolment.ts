import * as v from 'valibot';
import { AppError } from '../errors';
import { deviceRoles, SyncLevelSchema } from './sync';

/** What this device knows of its relay. The private key lies in the key store under `keyName`. */
export const EnrolmentSchema = v.object({
	schemaVersion: v.literal(1),
	url: v.string(),
	name: v.string(),
	keyName: v.string(),
	keyId: v.string(),
	tenant: v.string(),
	device: v.string(),
	epoch: v.number(),
	role: v.picklist(deviceRoles),
	enrolledAt: v.number()
});
export type Enrolment = v.InferOutput<typeof EnrolmentSchema>;

/** How far this device has come: the level chosen, and what the relay has stored. */
export const SyncStateSchema = v.object({
	schemaVersion: v.literal(1),
	level: SyncLevelSchema,
	ackedThrough: v.number(),
	lastSyncAt: v.nullable(v.number()),
	sent: v.object({ batches: v.number(), predictions: v.number(), bytes: v.number() })
});
export type SyncState = v.InferOutput<typeof SyncStateSchema>;

export const freshSyncState: SyncState = {
	schemaVersion: 1,
	level: 'nothing',
	ackedThrough: 0,
	lastSyncAt: null,
	sent: { batches: 0, predictions: 0, bytes: 0 }
};

/**
 * The address of a relay without what follows it. Only https may leave this machine: plain http is for a relay on the same one.
 * Errors: relay/refused {reason: address}.
 */
export function relayUrl(text: string): string {
	const refuse = (message: string) => new AppError('relay/refused', { status: 0, reason: 'address', message });
	let url: URL;
	try {
		url = new URL(text.trim());
	} catch {
		throw refuse('this is not an address');
	}
	const near = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && near))
		throw refuse('the address must begin with https://');
	if (url.username || url.password) throw refuse('the address must not hold a password');
	if (url.pathname !== '/' || url.search || url.hash) throw refuse('the address ends after the host');
	return url.origin;
}
