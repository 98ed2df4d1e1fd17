import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { binnedColumn, rangeSql, sliceCube } from '$lib/core/table/brush';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { brushCube } from '$lib/workbench/brush';
import { profileTable } from '$lib/workbench/table-profile';

const rows = 1_000_000;
const moves = 15;
export const name = `Brushing (${rows.toLocaleString('en')} rows x 12 columns, milliseconds, native DuckDB, one thread)`;

const numbers = Array.from({ length: 8 }, (_, i) => `sin(i * ${i + 1}.37) * 100 + ${i} AS n${i}`);
const texts = Array.from({ length: 4 }, (_, i) => `'value ' || (i * ${i + 3} % ${i + 4}) AS t${i}`);

/** Time to the first picture of a brush, and to each after it, against a query a column for each. */
export async function run() {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-bench-'));
	const sql = await openNodeEngine(folder);
	try {
		await sql.execute('SET threads = 1');
		await sql.execute(`CREATE TABLE t AS SELECT ${[...numbers, ...texts].join(', ')} FROM range(${rows}) AS r(i)`);
		const schema = [
			...numbers.map((_, i) => ({ name: `n${i}`, type: 'DOUBLE', kind: 'numeric' as const })),
			...texts.map((_, i) => ({ name: `t${i}`, type: 'VARCHAR', kind: 'categorical' as const }))
		];
		const profile = await profileTable({ sql }, 't', schema, { rows });
		const columns = profile.columns.flatMap((column, i) => {
			const field = schema[i];
			return (field && binnedColumn(field, column)) ?? [];
		});
		const [active, ...others] = columns;
		if (!active) throw new Error('no column to brush');
		const began = performance.now();
		const cube = await brushCube({ sql }, 't', active, columns, []);
		const first = performance.now() - began;
		let next = 0;
		let plain = 0;
		for (let last = 1; last <= moves; last++) {
			const range = { first: 0, last };
			const from = performance.now();
			const counts = sliceCube(cube, range);
			next += performance.now() - from;
			const asked = performance.now();
			for (const column of others) {
				const bins = column.bins.map(
					(_, bin) => `count(*) FILTER (WHERE ${rangeSql(column, { first: bin, last: bin })})::DOUBLE`
				);
				const answer = await sql.query(`SELECT ${bins.join(', ')} FROM t WHERE ${rangeSql(active, range)}`);
				const found = answer.columns.map(({ vector }) => (vector.kind === 'number' ? vector.values[0] : NaN));
				if (String(found) !== String([...(counts.get(column.name) ?? [])]))
					throw new Error(`the cube and the query disagree about ${column.name}`);
			}
			plain += performance.now() - asked;
		}
		const row = (what: string, ours: number) => ({
			what,
			ours,
			peer: plain / moves,
			peerName: 'a query a column',
			ratio: plain / moves / ours
		});
		return { rows: [row('the first picture of a brush', first), row('the next picture', next / moves)] };
	} finally {
		sql.close();
		await rm(folder, { recursive: true, force: true });
	}
}
