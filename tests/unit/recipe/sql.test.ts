import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { operationNamed } from '$lib/core/recipe/operations';
import { tablesRead } from '$lib/core/recipe/control';
import { checkSelect } from '$lib/core/recipe/sql-select';
import { oddName } from './definition';
import { run, table } from './native';
import { inWorkspace } from '../../../src/cli/workspace';
import { expectFaultPlaced, sqlFaults } from '../../operations/sql-faults';

const place = (code: string): string => {
	try {
		return `reads ${checkSelect(code).join(', ')}`;
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		const { reason, line, column } = error.details;
		return `${reason} ${line}:${column}`;
	}
};

describe('one SELECT that reads tables alone', () => {
	it.each([
		['SELECT 1', 'reads '],
		['select * from this', 'reads '],
		['SELECT * FROM THIS, cities c JOIN "od;d ( \'t" USING (k);', "reads cities, od;d ( 't"],
		['WITH a AS (SELECT * FROM b), "c d"(x) AS MATERIALIZED (SELECT 1) SELECT * FROM a, "c d", this', 'reads b'],
		['FROM this SELECT a WHERE b IN (SELECT x FROM other)', 'reads other'],
		["SELECT extract(year FROM d), trim(both ' ' FROM n), a IS NOT DISTINCT FROM b FROM this", 'reads '],
		['SELECT a, b FROM this ORDER BY a, b LIMIT 3', 'reads '],
		['SELECT * FROM (this JOIN t ON a = b), unnest([1, 2]), LATERAL (SELECT 1)', 'reads t'],
		["SELECT ';', $$ ; ( $$, E'\\';', -- ; ( drop\n /* ; /* ( */ */ 2 FROM this", 'reads '],
		["SELECT * FROM this PIVOT (sum(x) FOR k IN ('a'))", 'reads '],
		['', 'empty 1:1'],
		['  -- nothing', 'empty 1:1'],
		['DROP TABLE this', 'not-select 1:1'],
		["COPY this TO 'x.csv'", 'not-select 1:1'],
		['INSERT INTO this VALUES (1)', 'not-select 1:1'],
		['SELECT 1;\n DROP TABLE t', 'several 1:9'],
		['SELECT 1) FROM (SELECT 2', 'bracket 1:9'],
		['SELECT (1', 'bracket 1:8'],
		["SELECT\n 'open", 'quote 2:2'],
		['SELECT /* open', 'quote 1:8'],
		['SELECT $a$ open', 'quote 1:8'],
		["SELECT * FROM '/etc/passwd'", 'file 1:15'],
		["SELECT * FROM this, 'x.csv'", 'file 1:21'],
		["SELECT *\nFROM this JOIN 'x.parquet' ON 1", 'file 2:16'],
		["SELECT * FROM this JOIN t USING (k), 'x.csv'", 'file 1:38'],
		["SELECT * FROM this TABLESAMPLE 10%, 'x.csv'", 'file 1:37'],
		["SELECT * FROM read_csv('x')", 'function 1:15'],
		['SELECT * FROM this, "READ_TEXT"(\'x\')', 'function 1:21'],
		["SELECT getenv('HOME')", 'function 1:8'],
		["SELECT * FROM query('DROP TABLE x')", 'function 1:15'],
		['SELECT * FROM information_schema.tables', 'schema 1:15'],
		['WITH "x.csv" AS (SELECT 1) SELECT * FROM "x.csv"', 'file 1:6']
	])('%s', (code, want) => {
		expect(place(code)).toBe(want);
	});

	it('takes a file for a table that is not there', async () => {
		const source = await table({ a: 'BIGINT' }, [[1]]);
		await expect(run([{ op: 'sql', params: { query: 'SELECT * FROM "/etc/passwd.csv"' } }], source)).rejects.toThrow(
			'recipe/table-missing'
		);
	});
});

it.each(sqlFaults)('places what the engine says of %j', (query, line, column) =>
	inWorkspace((workspace) => expectFaultPlaced(workspace, query, line, column))
);

it('says where the engine finds fault, by line and column of the code', () => {
	const bound = operationNamed('sql').bind({ query: 'SELECT a,\n  agee\nFROM this' }, null);
	const statement = bound.fitSql([{ name: 'a', type: 'BIGINT', kind: 'numeric' }], 't', new Map());
	const near = 'LINE 3:   agee\n          ^';
	const fault = bound.fault(new AppError('sql/failed', { message: 'no column agee', near }), statement);
	expect(fault.details).toMatchObject({ line: 2, column: 3, found: 'no column agee' });
});

describe('the operation', () => {
	it('joins other tables, learns its columns, and keeps the order of the answer', async () => {
		const here = await table({ [oddName]: 'VARCHAR', x: 'BIGINT' }, [
			['a', 1],
			["it's", 2],
			['a', 3]
		]);
		const there = await table({ k: 'VARCHAR', y: 'DOUBLE' }, [
			['a', 0.5],
			["it's", 1.5]
		]);
		const code = `-- the sum by key;\nSELECT k AS "new ""k", sum(x) AS total, max(y) AS y, list(x ORDER BY x) AS all_x\nFROM this JOIN "od'd" ON "${oddName.replaceAll('"', '""')}" = k\nGROUP BY ALL ORDER BY total DESC, k -- end`;
		const steps = [
			{ op: 'filter', params: { condition: 'x < 3' } },
			{ op: 'sql', params: { query: code } },
			{ op: 'formula', params: { name: 'twice', formula: 'y * 2' } }
		];
		const { rows, schema, recipe } = await run(steps, here, { tables: { "od'd": there } });
		expect(schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
			'new "k VARCHAR',
			'total HUGEINT',
			'y DOUBLE',
			'all_x BIGINT[]',
			'twice DOUBLE'
		]);
		expect(rows.map((row) => [row['new "k'], row['total'], row['twice']])).toEqual([
			["it's", 2, 3],
			['a', 1, 1]
		]);
		const again = await run(recipe.steps, await table({ [oddName]: 'VARCHAR', x: 'BIGINT' }, [["it's", 1]]), {
			tables: { "od'd": there }
		});
		expect(again.schema).toEqual(schema);
		expect(again.rows.map((row) => row['twice'])).toEqual([3]);
	});

	it('says which tables it reads, so that they are opened', () => {
		const { params } = operationNamed('sql');
		expect(tablesRead(params, { query: 'SELECT * FROM this JOIN "a b" USING (k), c' })).toEqual(['a b', 'c']);
		expect(tablesRead(params, { query: 'SELECT * FROM (' })).toEqual([]);
	});
});
