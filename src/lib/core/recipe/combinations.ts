import { sqlName } from '../table/sql';

/**
 * FROM with every combination of the values some columns of a relation have, missing among them: `value(i)` is SQL of that of column i,
 * and `order` puts them in the order in which the values first stand.
 */
export function combinationsSql(
	columns: readonly string[],
	row: string
): { sql: (relation: string) => string; value: (column: number) => string; order: string[] } {
	const values = (i: number) => sqlName(`values ${i + 1}`);
	return {
		sql: (relation) =>
			columns
				.map(
					(name, i) =>
						`(SELECT ${sqlName(name)} AS "value", min(${row}) AS "place" FROM ${relation} GROUP BY ${sqlName(name)}) AS ${values(i)}`
				)
				.join(' CROSS JOIN '),
		value: (i) => `${values(i)}."value"`,
		order: columns.map((_, i) => `${values(i)}."place"`)
	};
}
