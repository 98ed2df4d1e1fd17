import * as v from 'valibot';
import type { Sqlite } from './sqlite-database';

const BytesRow = v.object({ bytes: v.number() });

/** Counts `bytes` more for a tenant, in the transaction of what stores them; false, and nothing counted, when it may not hold as many. */
export function takeBytes({ first, run }: Sqlite, tenant: string, bytes: number, most: number): boolean {
	const held = first(BytesRow, 'SELECT bytes FROM usage WHERE tenant = ?', tenant)?.bytes ?? 0;
	if (held + bytes > most) return false;
	run(
		`INSERT INTO usage (tenant, bytes) VALUES (?, ?)
		 ON CONFLICT (tenant) DO UPDATE SET bytes = bytes + excluded.bytes`,
		tenant,
		bytes
	);
	return true;
}
