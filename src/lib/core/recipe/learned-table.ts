import type { TableSchema } from '../table/schema';
import { freshName } from './fresh-name';
import { sqlName, sqlValue } from '../table/sql';

export type LearnedCell = string | number | null;

/** What was learned for keys: a small table that is joined to the rows. */
export interface LearnedTable {
	/** SQL of the key over the columns of the step before; missing finds nothing. */
	readonly key: string;
	readonly types: { readonly key: 'VARCHAR' | 'DOUBLE'; readonly values: readonly ('VARCHAR' | 'DOUBLE')[] };
	/** Key and values. Keys are distinct. */
	readonly rows: readonly (readonly [LearnedCell, ...LearnedCell[]])[];
}

/** FROM with the tables joined, and the name of value j of table i in it: missing where the key is not found. */
export function joinLearned(
	input: TableSchema,
	tables: readonly LearnedTable[]
): { from: (relation: string) => string; value: (table: number, value: number) => string } {
	const prefix = freshName(input, 'learned');
	const value = (i: number, j: number) => sqlName(`${prefix} ${i} ${j}`);
	const key = (i: number) => sqlName(`${prefix} key ${i}`);
	return {
		value,
		from: (relation) => {
			const keys = tables.map((table, i) => `${table.key} AS ${key(i)}`);
			const joins = tables.map((table, i) => {
				const names = table.types.values.map((_, j) => value(i, j));
				const found = sqlName(`${prefix} table ${i}`);
				const known = sqlName(`${prefix} known ${i}`);
				return `LEFT JOIN ${valuesSql(table)} AS ${found}(${[known, ...names].join(', ')}) ON ${key(i)} = ${known}`;
			});
			return `(SELECT *, ${keys.join(', ')} FROM ${relation}) AS ${sqlName(`${prefix} rows`)} ${joins.join(' ')}`;
		}
	};
}

function valuesSql({ types, rows }: LearnedTable): string {
	const all = [types.key, ...types.values];
	if (rows.length === 0) return `(SELECT ${all.map((type) => `NULL::${type}`).join(', ')} WHERE FALSE)`;
	const [first = [null], ...rest] = rows;
	const typed = `(${all.map((type, i) => `${sqlValue(first[i] ?? null)}::${type}`).join(', ')})`;
	return `(VALUES ${[typed, ...rest.map((row) => `(${row.map(sqlValue).join(', ')})`)].join(', ')})`;
}
