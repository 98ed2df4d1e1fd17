import * as v from 'valibot';
import { SketchesSchema } from './sqlite-batches';
import type { Sqlite } from './sqlite-database';
import { takeBytes } from './sqlite-usage';
import type { RelayStore } from './store';

const NewestRow = v.object({ version: v.nullable(v.number()) });
const KnownRow = v.object({ name: v.string() });
const BytesRow = v.object({ bytes: v.instance(Uint8Array) });
const PackageRow = v.object({
	hash: v.string(),
	name: v.string(),
	version: v.number(),
	sizeBytes: v.number(),
	uploadedAt: v.number(),
	baselines: v.string()
});

type PackageMethods = Pick<RelayStore, 'putPackage' | 'packages' | 'packageBytes'>;

export function sqlitePackages(sqlite: Sqlite): PackageMethods {
	const { first, every, run, atomic } = sqlite;
	const put = (
		...[tenant, info, bytes, mostBytes]: Parameters<RelayStore['putPackage']>
	): Awaited<ReturnType<RelayStore['putPackage']>> => {
		const newest = first(
			NewestRow,
			'SELECT max(version) AS version FROM packages WHERE tenant = ? AND name = ? AND hash <> ?',
			tenant,
			info.name,
			info.hash
		);
		if (newest && newest.version !== null && newest.version >= info.version) return 'conflict';
		if (first(KnownRow, 'SELECT name FROM packages WHERE tenant = ? AND hash = ?', tenant, info.hash)) return 'stored';
		if (!takeBytes(sqlite, tenant, bytes.byteLength, mostBytes)) return 'full';
		run(
			`INSERT INTO packages (tenant, hash, name, version, uploaded_at, baselines, bytes)
			 VALUES (?, ?, ?, ?, ?, ?, ?)`,
			tenant,
			info.hash,
			info.name,
			info.version,
			info.uploadedAt,
			JSON.stringify(info.baselines),
			bytes
		);
		return 'stored';
	};
	return {
		putPackage: async (...args) => atomic(() => put(...args)),
		packages: async (tenant) =>
			every(
				PackageRow,
				`SELECT hash, name, version, length(bytes) AS sizeBytes, uploaded_at AS uploadedAt, baselines
				 FROM packages WHERE tenant = ? ORDER BY name, version DESC`,
				tenant
			).map((row) => ({ ...row, baselines: v.parse(SketchesSchema, JSON.parse(row.baselines)) })),
		packageBytes: async (tenant, hash) => {
			const row = first(BytesRow, 'SELECT bytes FROM packages WHERE tenant = ? AND hash = ?', tenant, hash);
			return row && new Uint8Array(row.bytes);
		}
	};
}
