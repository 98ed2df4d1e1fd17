import { afterAll, beforeAll, expect, it } from 'vitest';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	files = await temporaryFolder();
});
afterAll(() => files.remove());

const answerOf = async (...argv: string[]) => {
	const { code, out, error } = await temoto('sql', ...argv, '--json');
	expect([code, error]).toEqual([0, '']);
	return JSON.parse(out);
};

it('answers with the types JSON has and times as text', async () => {
	const select = `SELECT TRUE AS b, DATE '2020-02-29' AS d, TIMESTAMP '2020-02-29 12:30:00' AS t, 1 AS n, 'x' AS s,
		NULL AS m, 'inf'::DOUBLE AS high, '-inf'::DOUBLE AS low, 'nan'::DOUBLE AS nan ; `;
	expect(await answerOf(select)).toEqual({
		rows: [
			{
				...{ b: true, d: '2020-02-29', t: '2020-02-29T12:30:00.000Z', n: 1, s: 'x', m: null },
				...{ high: 'Infinity', low: '-Infinity', nan: 'NaN' }
			}
		],
		columns: [
			...[
				{ name: 'b', type: 'BOOLEAN' },
				{ name: 'd', type: 'DATE' },
				{ name: 't', type: 'TIMESTAMP' },
				{ name: 'n', type: 'INTEGER' },
				{ name: 's', type: 'VARCHAR' },
				{ name: 'm', type: 'INTEGER' }
			],
			...['high', 'low', 'nan'].map((name) => ({ name, type: 'DOUBLE' }))
		]
	});
});

it('joins files under any names, and loses no column of two alike', async () => {
	const one = await files.write('o=n,e.csv', 'k,v\n1,left\n');
	const two = await files.write('two.csv', 'k,v\n1,right\n');
	const escaped = one.replaceAll('=', '\\=').replaceAll(',', '\\,');
	const tables = ['--table', `My \\= table=${escaped}`, `--table=b=${two}`];
	const { rows, columns } = await answerOf('SELECT * FROM "My = table" AS a JOIN b ON a.k = b.k', ...tables);
	expect(rows).toEqual([{ k: 1, v: 'left', k_2: 1, v_2: 'right' }]);
	expect(columns.map(({ name }: { name: string }) => name)).toEqual(['k', 'v', 'k_2', 'v_2']);
});

it.each(['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow'])(
	'writes %s and reads it again, by its ending or by what is in it',
	async (ending) => {
		const file = files.place(`out.${ending}`);
		const select = "SELECT * FROM (VALUES (1, 1.5, 'a,b'), (2, NULL, '')) AS t(n, x, s)";
		expect(await answerOf(select, '-o', file)).toEqual({ output: file });
		const bare = await files.write(`bare-${ending}`, await files.bytes(`out.${ending}`));
		for (const table of [file, bare]) {
			const { rows } = await answerOf('SELECT * FROM t ORDER BY n', '--table', `t=${table}`);
			expect(rows).toEqual([
				{ n: 1, x: 1.5, s: 'a,b' },
				{ n: 2, x: null, s: '' }
			]);
		}
	}
);

it.each([
	[['SELEC 1'], 'temoto: the query failed: Parser Error: syntax error at or near "1"'],
	[['SELECT * FROM nope'], 'temoto: the query failed: Catalog Error: Table with name nope does not exist!'],
	[['SELECT 1', '--table', 'a'], 'temoto: --table a: give name=value.'],
	[['SELECT 1', '--table', 'a=/no/such.csv'], 'temoto: /no/such.csv: there is no such file, or it cannot be read.'],
	[['SELECT 1', '-o', 'x.foo'], 'temoto: --output x.foo: give a file ending in .csv, .tsv,'],
	[['SELECT 1', '-o', '/no/such/x.csv'], 'temoto: /no/such/x.csv: cannot be written; is the folder there and yours?']
])('refuses %j in one line', async (argv, message) => {
	const { code, out, error } = await temoto('sql', ...argv);
	expect([code, out]).toEqual([2, '']);
	expect(error.startsWith(message), error).toBe(true);
	expect(error.indexOf('\n')).toBe(error.length - 1);
});
