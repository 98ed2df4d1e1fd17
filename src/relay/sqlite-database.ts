import Database from 'better-sqlite3';
import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { migrations } from './sqlite-schema';

/** A checked way to SQLite: every row that is read passes a schema. */
export interface Sqlite {
	first<S extends v.GenericSchema>(schema: S, sql: string, ...values: unknown[]): v.InferOutput<S> | undefined;
	every<S extends v.GenericSchema>(schema: S, sql: string, ...values: unknown[]): v.InferOutput<S>[];
	/** Answers how many rows changed. */
	run(sql: string, ...values: unknown[]): number;
	/** One transaction that takes the write lock at once, so that two relays over one file never act on the same state. */
	atomic<T>(work: () => T): T;
	close(): void;
}

/** Opens or makes the file and brings it to the newest version. Nothing is acknowledged before it is flushed to the disk. */
export function openSqlite(path: string): Sqlite {
	const db = new Database(path);
	db.pragma('journal_mode = WAL');
	db.pragma('synchronous = FULL');
	db.pragma('foreign_keys = ON');
	db.pragma('busy_timeout = 5000');
	migrate(db);
	const statements = new Map<string, Database.Statement>();
	const prepared = (sql: string) => {
		let statement = statements.get(sql);
		if (!statement) statements.set(sql, (statement = db.prepare(sql)));
		return statement;
	};
	return {
		first: (schema, sql, ...values) => {
			const row = prepared(sql).get(...values);
			return row === undefined ? undefined : v.parse(schema, row);
		},
		every: (schema, sql, ...values) => v.parse(v.array(schema), prepared(sql).all(...values)),
		run: (sql, ...values) => prepared(sql).run(...values).changes,
		atomic: (work) => db.transaction(work).immediate(),
		close: () => db.close()
	};
}

function migrate(db: Database.Database): void {
	db.transaction(() => {
		const version = v.parse(v.number(), db.pragma('user_version', { simple: true }));
		if (version > migrations.length) throw new AppError('project/version-newer', { version, known: migrations.length });
		for (const step of migrations.slice(version)) db.exec(step);
		db.pragma(`user_version = ${migrations.length}`);
	}).immediate();
}
