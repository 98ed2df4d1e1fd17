import * as v from 'valibot';
import type { Batch } from '$lib/core/edge/sync';
import { mergeSketches, SketchSchema } from '$lib/core/monitor/sketch';
import type { Sqlite } from './sqlite-database';
import { takeBytes } from './sqlite-usage';
import type { BatchHashes, Enrolled, IngestOutcome, RelayStore } from './store';

const Through = v.object({ through: v.number() });
const HashRow = v.object({ hash: v.string() });
const SketchRow = v.object({ name: v.string(), body: v.string() });
const FactsRow = v.object({
	count: v.number(),
	devices: v.number(),
	from: v.nullable(v.number()),
	to: v.nullable(v.number())
});
export const SketchesSchema = v.record(v.string(), SketchSchema);

export function sqliteBatches(sqlite: Sqlite): Pick<RelayStore, 'ingest' | 'ackedThrough' | 'merged'> {
	const { first, every, run, atomic } = sqlite;
	const acked = ({ tenant, device, epoch }: Enrolled): number => {
		const sql = 'SELECT through FROM acks WHERE tenant = ? AND device = ? AND epoch = ?';
		return first(Through, sql, tenant, device, epoch)?.through ?? 0;
	};
	const storedHash = ({ tenant, device, epoch }: Enrolled, sequence: number): string | undefined => {
		const sql = 'SELECT hash FROM batches WHERE tenant = ? AND device = ? AND epoch = ? AND sequence = ?';
		return first(HashRow, sql, tenant, device, epoch, sequence)?.hash;
	};
	const advance = (from: Enrolled): number => {
		const start = acked(from);
		let end = start;
		while (storedHash(from, end + 1) !== undefined) end += 1;
		if (end !== start)
			run(
				`INSERT INTO acks (tenant, device, epoch, through) VALUES (?, ?, ?, ?)
				 ON CONFLICT (tenant, device, epoch) DO UPDATE SET through = excluded.through`,
				from.tenant,
				from.device,
				from.epoch,
				end
			);
		return end;
	};

	/** Takes the batch's place; with no `body` it tells nothing new. */
	const append = (from: Enrolled, batch: Batch, { whole, told }: BatchHashes, now: number, body: string | null) =>
		run(
			`INSERT INTO batches
			 (tenant, device, epoch, sequence, hash, received_at, package, count, window_from, window_to, body, told)
			 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			from.tenant,
			from.device,
			from.epoch,
			batch.sequence,
			whole,
			now,
			batch.package.id,
			body === null ? 0 : batch.count,
			batch.window.from,
			batch.window.to,
			body ?? '',
			body === null ? null : told
		);

	const ingest = (...[from, batch, hashes, now, mostBytes]: Parameters<RelayStore['ingest']>): IngestOutcome => {
		const known = storedHash(from, batch.sequence);
		if (known !== undefined)
			return known === hashes.whole ? { outcome: 'duplicate', ackedThrough: acked(from) } : { outcome: 'conflict' };
		if (first(HashRow, 'SELECT hash FROM batches WHERE tenant = ? AND told = ?', from.tenant, hashes.told)) {
			append(from, batch, hashes, now, null);
			return { outcome: 'duplicate', ackedThrough: advance(from) };
		}
		const body = JSON.stringify(batch);
		if (!takeBytes(sqlite, from.tenant, Buffer.byteLength(body), mostBytes)) return { outcome: 'full' };
		append(from, batch, hashes, now, body);
		for (const [name, sketch] of Object.entries(batch.sketches)) {
			const place = [from.tenant, batch.package.id, name];
			const old = first(
				SketchRow,
				'SELECT name, body FROM sketches WHERE tenant = ? AND package = ? AND name = ?',
				...place
			);
			const merged = old ? mergeSketches(v.parse(SketchSchema, JSON.parse(old.body)), sketch) : sketch;
			run(
				`INSERT INTO sketches (tenant, package, name, body) VALUES (?, ?, ?, ?)
				 ON CONFLICT (tenant, package, name) DO UPDATE SET body = excluded.body`,
				...place,
				JSON.stringify(merged)
			);
		}
		run(
			`UPDATE devices SET last_seen_at = ?, package = ?, package_name = ?, package_version = ?, batches = batches + 1,
			 predictions = predictions + ? WHERE tenant = ? AND device = ?`,
			now,
			batch.package.id,
			batch.package.name,
			batch.package.version,
			batch.count,
			from.tenant,
			from.device
		);
		return { outcome: 'stored', ackedThrough: advance(from) };
	};

	return {
		ingest: async (...args) => atomic(() => ingest(...args)),
		ackedThrough: async (from) => acked(from),
		merged: async (tenant, packageId) =>
			atomic(() => {
				const facts = first(
					FactsRow,
					`SELECT coalesce(sum(count), 0) AS count, count(DISTINCT device) AS devices, min(window_from) AS "from",
					 max(window_to) AS "to" FROM batches WHERE tenant = ? AND package = ? AND count > 0`,
					tenant,
					packageId
				);
				const rows = every(
					SketchRow,
					'SELECT name, body FROM sketches WHERE tenant = ? AND package = ? ORDER BY name',
					tenant,
					packageId
				);
				const sketches = v.parse(
					SketchesSchema,
					Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.body)]))
				);
				return { ...(facts ?? { count: 0, devices: 0, from: null, to: null }), sketches };
			})
	};
}
