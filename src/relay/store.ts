import type { Batch, RelayPackage } from '$lib/core/edge/sync';
import type { FleetDevice } from '$lib/core/monitor/fleet';
import type { Sketch } from '$lib/core/monitor/sketch';

export type Role = FleetDevice['role'];

export interface EnrolmentCode {
	/** SHA-256 of the code; the code itself is never stored. */
	readonly hash: string;
	readonly tenant: string;
	readonly role: Role;
	/** An existing device that gets a new key and epoch, or null for a new device. */
	readonly device: string | null;
	readonly expiresAt: number;
}

export interface DeviceKey {
	readonly keyId: string;
	readonly algorithm: 'Ed25519' | 'ECDSA-P256';
	readonly publicKey: string;
}

export interface Enrolled {
	readonly tenant: string;
	readonly device: string;
	readonly epoch: number;
	readonly role: Role;
}

/** A key as requests are checked against it. */
export interface KnownKey extends Enrolled, DeviceKey {
	/** The device was revoked, or this key was replaced by a newer enrolment. */
	readonly revoked: boolean;
}

export type EnrolOutcome =
	| { readonly outcome: 'enrolled'; readonly enrolled: Enrolled }
	| { readonly outcome: 'unknown' | 'used' | 'expired' | 'key-known' | 'device-missing' };

export type IngestOutcome =
	| { readonly outcome: 'stored' | 'duplicate'; readonly ackedThrough: number }
	| { readonly outcome: 'conflict' }
	| { readonly outcome: 'full' };

/** SHA-256 of a batch as a whole, and of what it tells, whatever its place and level. */
export interface BatchHashes {
	readonly whole: string;
	readonly told: string;
}

export interface StoredPackage extends RelayPackage {
	/** Sketches of the data the model was trained on, by column. */
	readonly baselines: Readonly<Record<string, Sketch>>;
}

/** Everything devices of one tenant told about one package, merged. */
export interface MergedSketches {
	readonly count: number;
	readonly devices: number;
	readonly from: number | null;
	readonly to: number | null;
	readonly sketches: Readonly<Record<string, Sketch>>;
}

/**
 * The relay's log and state. Whatever an adapter does, what it answered survives a restart, each method is atomic, and two
 * relays over one store may run at once.
 */
export interface RelayStore {
	addCode(code: EnrolmentCode): Promise<void>;
	/** Uses the code up and registers the key in one transaction. The same key with its own used code gets the same answer again. */
	enrol(codeHash: string, key: DeviceKey, name: string, now: number): Promise<EnrolOutcome>;
	findKey(keyId: string): Promise<KnownKey | undefined>;
	/** False when the key used this nonce before. Forgets nonces past `expiresAt`. */
	useNonce(keyId: string, nonce: string, expiresAt: number, now: number): Promise<boolean>;
	revoke(tenant: string, device: string, now: number): Promise<boolean>;

	/**
	 * Appends the batch and merges its sketches in one transaction, once for each (tenant, device, epoch, sequence) and once for
	 * what it tells: after a new enrolment the same comes at another place, which is acknowledged and counted as nothing new.
	 * Full when the tenant would hold more than `mostBytes`.
	 */
	ingest(from: Enrolled, batch: Batch, hashes: BatchHashes, now: number, mostBytes: number): Promise<IngestOutcome>;
	ackedThrough(from: Enrolled): Promise<number>;
	seen(from: Enrolled, now: number): Promise<void>;
	devices(tenant: string): Promise<FleetDevice[]>;
	merged(tenant: string, packageId: string): Promise<MergedSketches>;

	/** A conflict when the tenant has this name at this version or a newer one with other bytes; full past `mostBytes`. */
	putPackage(
		tenant: string,
		info: StoredPackage,
		bytes: Uint8Array,
		mostBytes: number
	): Promise<'stored' | 'conflict' | 'full'>;
	packages(tenant: string): Promise<StoredPackage[]>;
	packageBytes(tenant: string, hash: string): Promise<Uint8Array | undefined>;
	close(): Promise<void>;
}
