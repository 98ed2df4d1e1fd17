import { sqlName } from '../table/sql';

/** FROM with what a step had computed beside each row; `names` are the columns it has and SQL of the names they get. */
export function joinComputed(
	relation: string,
	row: string,
	computed: string,
	names: readonly (readonly [column: string, alias: string])[]
): string {
	const columns = names.map(([column, alias]) => `${sqlName(column)} AS ${alias}`);
	return `${relation} LEFT JOIN (SELECT ${['"row" AS "__computed_row"', ...columns].join(', ')} FROM ${computed}) ON ${row} = "__computed_row"`;
}
