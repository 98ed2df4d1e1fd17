import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { sqliteStore } from '../../../src/relay/sqlite-store';
import { storeContract } from './store-contract';

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
