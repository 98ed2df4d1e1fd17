import { describe, expect, it } from 'vitest';
import type { DatabaseKind } from '$lib/core/connection/gateway';
import { readingStatement } from '../../../src/gateway/statement';

const both: readonly DatabaseKind[] = ['postgresql', 'mysql'];

describe('a statement', () => {
	it.each([
		'SELECT 1',
		'  select * from t ;  ',
		'-- all of it\nSELECT 1',
		'/* a; b */ WITH x AS (SELECT 1) SELECT * FROM x; -- done',
		'TABLE t',
		'(SELECT 1) UNION (SELECT 2)',
		`SELECT ';', "a;b" FROM t`,
		`SELECT 'it''s; fine'`
	])('reads in both: %s', (sql) => {
		for (const kind of both) expect(readingStatement(sql, kind)).toBe(sql.split(/;\s*(?:-- done)?\s*$/)[0]);
	});

	it.each([
		['', 'only SELECT'],
		['INSERT INTO t VALUES (1)', 'not INSERT'],
		['EXPLAIN ANALYZE DELETE FROM t', 'not EXPLAIN'],
		['SELECT 1; DROP TABLE t', 'more than one'],
		['SELECT 1;; DROP TABLE t', 'more than one'],
		[`SELECT ';' ; DROP TABLE t`, 'more than one'],
		['/* SELECT */ DELETE FROM t', 'not DELETE'],
		[`SELECT 'open`, 'never closed'],
		['SELECT 1 /* open', 'never closed'],
		['CALL p()', 'not CALL'],
		['COPY t TO PROGRAM x', 'not COPY'],
		['SET ROLE x', 'not SET']
	])('is refused in both: %s', (sql, why) => {
		for (const kind of both) expect(() => readingStatement(sql, kind)).toThrow(why);
	});

	it('knows the quotes and comments of PostgreSQL', () => {
		for (const sql of [
			'SELECT $$;$$',
			'SELECT $a$;$$;$a$',
			`SELECT E'\\';'`,
			'SELECT 1 /* a /* b */ ; */',
			'SELECT $1'
		])
			expect(readingStatement(sql, 'postgresql')).toBe(sql);
		for (const sql of [
			`SELECT '\\'; DROP TABLE t --'`,
			'SELECT 1 # ; \n; DROP TABLE t',
			'SELECT a$$; DROP TABLE t --$$'
		])
			expect(() => readingStatement(sql, 'postgresql')).toThrow('more than one');
	});

	it('knows the quotes and comments of MySQL', () => {
		for (const sql of [`SELECT '\\';'`, 'SELECT `;`', 'SELECT 1 # ; DROP TABLE t', 'SELECT 5--1'])
			expect(readingStatement(sql, 'mysql')).toBe(sql);
		for (const sql of [
			'SELECT 1--1; DROP TABLE t',
			'SELECT /* /* */ 1; DROP TABLE t -- */',
			'SELECT $$; DROP TABLE t -- $$'
		])
			expect(() => readingStatement(sql, 'mysql')).toThrow('more than one');
		for (const sql of [`SELECT 1 INTO/**/OUTFILE '/tmp/x'`, `SELECT 1 INTO DUMPFILE '/tmp/x'`])
			expect(() => readingStatement(sql, 'mysql')).toThrow('write files');
		for (const sql of ['SELECT 1 /*! ; DROP TABLE t */', 'SELECT 1 /*M! ; DROP TABLE t */'])
			expect(() => readingStatement(sql, 'mysql')).toThrow('that MySQL runs');
	});
});
