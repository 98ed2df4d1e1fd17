import { sqliteBatches } from './sqlite-batches';
import { openSqlite } from './sqlite-database';
import { sqliteDevices } from './sqlite-devices';
import { sqlitePackages } from './sqlite-packages';
import type { RelayStore } from './store';

/** The embedded store: one SQLite file. `:memory:` keeps nothing. */
export function sqliteStore(path: string, newDeviceId: () => string): RelayStore {
	const sqlite = openSqlite(path);
	return {
		...sqliteDevices(sqlite, newDeviceId),
		...sqliteBatches(sqlite),
		...sqlitePackages(sqlite),
		close: async () => sqlite.close()
	};
}
