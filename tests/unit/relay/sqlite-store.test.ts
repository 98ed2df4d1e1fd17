import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { sqliteStore } from '../../../src/relay/sqlite-store';
import { migrations } from '../../../src/relay/sqlite-schema';
import { batchOf, emptyAge, emptyColour, storeContract } from './store-contract';

function folder(): { file: string; end: () => void } {
	const dir = mkdtempSync(path.join(tmpdir(), 'temoto-relay-'));
	return { file: path.join(dir, 'relay.db'), end: () => rmSync(dir, { recursive: true }) };
}

storeContract('sqlite', () => {
	const { file, end } = folder();
	let devices = 0;
	return { open: () => sqliteStore(file, () => `device-${(devices += 1)}`), end };
});

it('refuses a file of a newer version', () => {
	const { file, end } = folder();
	const db = new Database(file);
	db.pragma('user_version = 99');
	db.close();
	expect(() => sqliteStore(file, () => 'x')).toThrow('project/version-newer');
	end();
});

it('brings a file of the first version along: what it holds counts, bins of packages never handed out do not', async () => {
	const { file, end } = folder();
	const db = new Database(file);
	db.exec(migrations[0] ?? '');
	db.pragma('user_version = 1');
	const batch = batchOf(1, [5, 25]);
	const poisoned = { ...emptyColour, values: ['x', 'y'], counts: [2, 0] };
	const put = db.prepare(
		`INSERT INTO batches (tenant, device, epoch, sequence, hash, received_at, package, count, window_from, window_to, body)
		 VALUES ('acme', 'a', 1, 1, 'h1', 1, 'p1', 2, 1000, 1010, ?)`
	);
	put.run(JSON.stringify(batch));
	db.prepare(`INSERT INTO sketches VALUES ('acme', 'p1', 'colour', ?)`).run(JSON.stringify(poisoned));
	db.close();
	const store = sqliteStore(file, () => 'a');
	expect(await store.merged('acme', 'p1')).toMatchObject({ count: 0, sketches: {} });
	const info = { hash: 'p1', name: 'model', version: 1, sizeBytes: 3, uploadedAt: 7, baselines: { age: emptyAge } };
	const size = JSON.stringify(batch).length;
	expect(await store.putPackage('acme', info, Uint8Array.of(1, 2, 3), size + 2)).toBe('full');
	expect(await store.putPackage('acme', info, Uint8Array.of(1, 2, 3), size + 3)).toBe('stored');
	const from = { tenant: 'acme', device: 'a', epoch: 1, role: 'device' as const };
	expect(await store.ingest(from, batchOf(2, [5]), { whole: 'h2', told: 't2' }, 20, 1e9)).toEqual({
		outcome: 'stored',
		ackedThrough: 2
	});
	expect(await store.merged('acme', 'p1')).toMatchObject({ count: 1, sketches: batchOf(2, [5]).sketches });
	await store.close();
	end();
});
