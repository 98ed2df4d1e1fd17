import * as v from 'valibot';
import { deviceRoles } from '$lib/core/edge/sync';
import type { Sqlite } from './sqlite-database';
import type { RelayStore } from './store';

const RoleSchema = v.picklist(deviceRoles);
const CodeRow = v.object({
	tenant: v.string(),
	role: RoleSchema,
	device: v.nullable(v.string()),
	expires_at: v.number(),
	used_by: v.nullable(v.string())
});
const EpochRow = v.object({ device: v.string(), epoch: v.number() });
const KeyRow = v.object({
	keyId: v.string(),
	tenant: v.string(),
	device: v.string(),
	epoch: v.number(),
	algorithm: v.picklist(['Ed25519', 'ECDSA-P256']),
	publicKey: v.string(),
	role: RoleSchema,
	revoked: v.number()
});
const DeviceRow = v.object({
	device: v.string(),
	name: v.string(),
	role: RoleSchema,
	epoch: v.number(),
	enrolledAt: v.number(),
	lastSeenAt: v.nullable(v.number()),
	revokedAt: v.nullable(v.number()),
	package: v.nullable(v.string()),
	packageName: v.nullable(v.string()),
	packageVersion: v.nullable(v.number()),
	batches: v.number(),
	predictions: v.number(),
	ackedThrough: v.number()
});

type DeviceMethods = Pick<RelayStore, 'addCode' | 'enrol' | 'findKey' | 'useNonce' | 'revoke' | 'seen' | 'devices'>;

export function sqliteDevices({ first, every, run, atomic }: Sqlite, newDeviceId: () => string): DeviceMethods {
	/** The epoch of a new key for an existing device, or undefined when there is no such device. */
	const startEpoch = (tenant: string, device: string, name: string, role: string, now: number) => {
		const old = first(
			EpochRow,
			'SELECT device, epoch FROM devices WHERE tenant = ? AND device = ? AND revoked_at IS NULL',
			tenant,
			device
		);
		if (!old) return undefined;
		run(
			'UPDATE devices SET epoch = ?, name = ?, role = ?, enrolled_at = ? WHERE tenant = ? AND device = ?',
			old.epoch + 1,
			name,
			role,
			now,
			tenant,
			device
		);
		return old.epoch + 1;
	};

	const enrol = (
		...[codeHash, key, name, now]: Parameters<RelayStore['enrol']>
	): Awaited<ReturnType<RelayStore['enrol']>> => {
		const code = first(CodeRow, 'SELECT * FROM codes WHERE hash = ?', codeHash);
		if (!code) return { outcome: 'unknown' };
		const { tenant, role } = code;
		const known = first(EpochRow, 'SELECT device, epoch FROM keys WHERE key_id = ?', key.keyId);
		if (code.used_by !== null) {
			if (code.used_by !== key.keyId || !known) return { outcome: 'used' };
			return { outcome: 'enrolled', enrolled: { tenant, role, ...known } };
		}
		if (code.expires_at <= now) return { outcome: 'expired' };
		if (known) return { outcome: 'key-known' };
		const device = code.device ?? newDeviceId();
		if (code.device === null)
			run(
				'INSERT INTO devices (tenant, device, name, role, epoch, enrolled_at) VALUES (?, ?, ?, ?, 1, ?)',
				tenant,
				device,
				name,
				role,
				now
			);
		const epoch = code.device === null ? 1 : startEpoch(tenant, device, name, role, now);
		if (epoch === undefined) return { outcome: 'device-missing' };
		run(
			'INSERT INTO keys (key_id, tenant, device, epoch, algorithm, public_key) VALUES (?, ?, ?, ?, ?, ?)',
			key.keyId,
			tenant,
			device,
			epoch,
			key.algorithm,
			key.publicKey
		);
		run('UPDATE codes SET used_by = ? WHERE hash = ?', key.keyId, codeHash);
		return { outcome: 'enrolled', enrolled: { tenant, device, epoch, role } };
	};

	return {
		addCode: async (code) => {
			run(
				'INSERT INTO codes (hash, tenant, role, device, expires_at) VALUES (?, ?, ?, ?, ?)',
				code.hash,
				code.tenant,
				code.role,
				code.device,
				code.expiresAt
			);
		},
		enrol: async (...args) => atomic(() => enrol(...args)),
		findKey: async (keyId) => {
			const row = first(
				KeyRow,
				`SELECT k.key_id AS keyId, k.tenant, k.device, k.epoch, k.algorithm, k.public_key AS publicKey, d.role,
				 d.revoked_at IS NOT NULL OR d.epoch <> k.epoch AS revoked
				 FROM keys k JOIN devices d ON d.tenant = k.tenant AND d.device = k.device WHERE k.key_id = ?`,
				keyId
			);
			return row && { ...row, revoked: row.revoked === 1 };
		},
		useNonce: async (keyId, nonce, expiresAt, now) =>
			atomic(() => {
				run('DELETE FROM nonces WHERE expires_at < ?', now);
				const sql = 'INSERT OR IGNORE INTO nonces (key_id, nonce, expires_at) VALUES (?, ?, ?)';
				return run(sql, keyId, nonce, expiresAt) === 1;
			}),
		revoke: async (tenant, device, now) => {
			const sql = 'UPDATE devices SET revoked_at = ? WHERE tenant = ? AND device = ? AND revoked_at IS NULL';
			return run(sql, now, tenant, device) === 1;
		},
		seen: async (from, now) => {
			run('UPDATE devices SET last_seen_at = ? WHERE tenant = ? AND device = ?', now, from.tenant, from.device);
		},
		devices: async (tenant) =>
			every(
				DeviceRow,
				`SELECT d.device, d.name, d.role, d.epoch, d.enrolled_at AS enrolledAt, d.last_seen_at AS lastSeenAt,
				 d.revoked_at AS revokedAt, d.package, d.package_name AS packageName, d.package_version AS packageVersion,
				 d.batches, d.predictions, coalesce(a.through, 0) AS ackedThrough
				 FROM devices d LEFT JOIN acks a ON a.tenant = d.tenant AND a.device = d.device AND a.epoch = d.epoch
				 WHERE d.tenant = ? ORDER BY d.name, d.device`,
				tenant
			).map(({ package: id, packageName, packageVersion, ...row }) => ({
				...row,
				package: id === null ? null : { id, name: packageName ?? '', version: packageVersion ?? 0 }
			}))
	};
}
