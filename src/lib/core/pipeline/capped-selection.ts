import { sqlName, sqlValue } from '../table/sql';

export interface CappedSelection {
	readonly score: string;
	readonly key: string;
	readonly group: string;
	readonly count: number;
	readonly share: number | 'proportional';
	/** An SQL condition the rows must meet. */
	readonly where?: string | undefined;
}

/**
 * The SELECT of the `count` rows with the highest score in which no group takes more than its share: with a number at most
 * floor(share x count) rows a group (one at the least), with `proportional` at most ceil(count x the group's share of the rows).
 * Missing groups count as one group; rows without a score are left out; ties go by `key`. Fewer rows come back when the caps
 * leave no more. Columns: `place` (1 is the best) before those of `relation`.
 */
export function cappedSelectionSql(relation: string, selection: CappedSelection): string {
	const group = sqlName(selection.group);
	const order = `${sqlName(selection.score)} DESC, ${sqlName(selection.key)}`;
	const cap =
		selection.share === 'proportional'
			? `ceil(${sqlValue(selection.count)} * count(*) OVER (PARTITION BY ${group}) / count(*) OVER ())`
			: sqlValue(Math.max(1, Math.floor(selection.share * selection.count)));
	const conditions = [`${sqlName(selection.score)} IS NOT NULL`];
	if (selection.where) conditions.push(`(${selection.where})`);
	return `
WITH candidates AS (SELECT * FROM ${relation} WHERE ${conditions.join(' AND ')}),
ranked AS (
	SELECT *, row_number() OVER (PARTITION BY ${group} ORDER BY ${order}) AS "group place", ${cap} AS "group cap"
	FROM candidates
),
taken AS (SELECT * EXCLUDE ("group place", "group cap") FROM ranked WHERE "group place" <= "group cap")
SELECT row_number() OVER (ORDER BY ${order}) AS place, * FROM taken
ORDER BY place LIMIT ${Math.trunc(selection.count)}`.trim();
}
