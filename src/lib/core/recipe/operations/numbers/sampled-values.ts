import type { TableSchema } from '../../../table/schema';
import { sqlValue } from '../../../table/sql';
import { finiteColumnSql, numberField } from '../../number-column';
import type { FitRow } from '../../operation';

/** What is learned from the values themselves is learned from this many of a column, evenly spaced by rank. */
const most = 10_000;

/** The finite values of some columns in order, c (column) and x: all up to 10,000, else 10,000 evenly spaced by rank, with both ends. */
export function sampledValuesSql(columns: readonly string[], input: TableSchema, from: string): string {
	return columns
		.map((name) => {
			const x = finiteColumnSql(numberField(input, name));
			const turn = (i: string) => `(${i} * ${most - 1}) // (n - 1)`;
			return (
				`(SELECT ${sqlValue(name)} AS c, x FROM (SELECT x, row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n ` +
				`FROM (SELECT ${x} AS x FROM ${from}) WHERE x IS NOT NULL) ` +
				`WHERE n <= ${most} OR i = 1 OR ${turn('(i - 1)')} <> ${turn('(i - 2)')})`
			);
		})
		.join(' UNION ALL ');
}

/** The values sampled of a column, ascending. */
export function sampledValues(rows: readonly FitRow[], column: string): number[] {
	return rows
		.flatMap((row) => (row['c'] === column && row['x'] !== null ? [Number(row['x'])] : []))
		.sort((a, b) => a - b);
}
