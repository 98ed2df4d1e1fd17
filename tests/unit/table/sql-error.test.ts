import { expect, it } from 'vitest';
import { sqlError } from '$lib/core/table/sql-error';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { tmpdir } from 'node:os';

it('tells a table that went with its engine from one that a person misspelt', async () => {
	const sql = await openNodeEngine(tmpdir());
	try {
		for (const lost of ['t_9a685447eedba1fc', 't_9a685447eedba1fc_rejects', 'preview_0123456789abcdef'])
			await expect(sql.query(`SELECT * FROM "${lost}"`)).rejects.toMatchObject({ code: 'worker/crashed' });
		for (const misspelt of ['films', 't_1', 'preview_of_0123456789abcdef0'])
			await expect(sql.query(`SELECT * FROM "${misspelt}"`)).rejects.toMatchObject({
				code: 'sql/failed',
				details: { message: expect.stringContaining(misspelt) }
			});
	} finally {
		sql.close();
	}
});

it('reads what cannot be parsed alike from either engine', () => {
	const said = 'syntax error at or near "FROM"\n\nLINE 2:  3 + FROM this\n             ^';
	const page = JSON.stringify({ exception_type: 'Parser', exception_message: said, position: '67' });
	for (const message of [page, `Parser Error: ${said}`])
		expect(sqlError(new Error(message), 'SELECT').details).toMatchObject({
			message: 'Parser Error: syntax error at or near "FROM"',
			near: 'LINE 2:  3 + FROM this\n             ^'
		});
});
