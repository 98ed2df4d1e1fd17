import type { RowSample } from '$lib/core/insight/report';
import type { SqlEngine } from '$lib/core/ports';
import { cellAt, toRows, type Columns } from '$lib/core/table/columns';
import { isTemporalType, type TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { freeName } from './mitigate';

const shown = 10;

/** The share of rows that repeat an earlier one, and the rows that are there most often, with how often. */
export async function findDuplicates(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	schema: TableSchema,
	rows: number,
	signal?: AbortSignal
): Promise<{ ratio: number; duplicates: RowSample }> {
	const columns = schema.map(({ name }) => name);
	const times = sqlName(freeName(columns, 'times'));
	const grouped = `SELECT *, count(*)::DOUBLE AS ${times} FROM ${relation} GROUP BY ALL`;
	const [counted] = toRows(await sql.query(`SELECT count(*)::DOUBLE AS n FROM (${grouped})`, signal));
	const distinct = Number(counted?.['n'] ?? 0);
	const texts = columns.map((name) => `left(CAST(${sqlName(name)} AS VARCHAR), 200) AS ${sqlName(name)}`);
	const most = await sql.query(
		`SELECT ${texts.join(', ')}, ${times} FROM (${grouped}) WHERE ${times} > 1 ORDER BY ${[`${times} DESC`, ...columns.map(sqlName)].join(', ')} LIMIT ${shown}`,
		signal
	);
	return {
		ratio: rows > 0 ? 1 - distinct / rows : 0,
		duplicates: {
			columns,
			rows: Array.from({ length: most.rows }, (_, row) => {
				const cells = most.columns.map(({ vector }) => cellAt(vector, row));
				return {
					cells: cells.slice(0, -1).map((cell) => (cell === null ? null : String(cell))),
					figure: Number(cells.at(-1))
				};
			})
		}
	};
}

/** The rows with the least scores, the most unusual first. */
export function mostUnusual(columns: Columns, scores: Float64Array): RowSample {
	const order = Array.from(scores.keys())
		.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
		.slice(0, shown);
	return {
		columns: columns.columns.map(({ name }) => name),
		rows: order.map((row) => ({
			cells: columns.columns.map(({ vector, type }) => {
				const cell = cellAt(vector, row);
				if (typeof cell === 'number' && isTemporalType(type)) return new Date(cell).toISOString();
				return cell === null ? null : String(cell);
			}),
			figure: scores[row] ?? 0
		}))
	};
}

/** At most `most` rows chosen by a hash of their place, the same ones every time. */
export async function sampleRows(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	schema: TableSchema,
	rows: number,
	most: number,
	signal?: AbortSignal
): Promise<Columns> {
	const names = schema.map(({ name }) => sqlName(name)).join(', ');
	if (rows <= most) return sql.query(`SELECT ${names} FROM ${relation}`, signal);
	const place = sqlName(
		freeName(
			schema.map(({ name }) => name),
			'place'
		)
	);
	return sql.query(
		`SELECT ${names} FROM (SELECT *, row_number() OVER () AS ${place} FROM ${relation}) ORDER BY hash(${place}), ${place} LIMIT ${most}`,
		signal
	);
}
