import { sqlName, sqlValue } from '../table/sql';
import type { CountPart } from './counts';
import { isGroupSql, tallyGroups, type GroupCell, type GroupValues, type Outcome } from './groups';
import { selectionSql } from './selector';

/** How many labels of a group change: rows made positive, or made not positive. */
export interface LabelChanges {
	readonly group: GroupValues;
	readonly promoted: number;
	readonly demoted: number;
}

/**
 * How many labels to change so that every group has the share of positive labels of all rows, which stays as it is (Kamiran and
 * Calders 2012). Of two groups M = (difference of shares) n_d n_a / n on either side; of more, each group's distance from its part of
 * the positives. Rounded so that as many are promoted as demoted (largest remainders).
 */
export function massageChanges(cells: readonly GroupCell[]): LabelChanges[] {
	const tallies = tallyGroups(cells);
	const positives = tallies.reduce((sum, { positive }) => sum + positive, 0);
	const n = tallies.reduce((sum, { positive, negative }) => sum + positive + negative, 0);
	const exact = tallies.map(({ positive, negative }) => ((positive + negative) * positives) / n - positive);
	const whole = exact.map(Math.floor);
	const left = -whole.reduce((sum, change) => sum + change, 0);
	const nearest = [...exact.keys()].sort(
		(a, b) => (exact[b] ?? 0) - (whole[b] ?? 0) - (exact[a] ?? 0) + (whole[a] ?? 0)
	);
	for (const at of nearest.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1;
	return tallies.map(({ group }, at) => ({
		group,
		promoted: Math.max(0, whole[at] ?? 0),
		demoted: Math.max(0, -(whole[at] ?? 0))
	}));
}

/** Cells as they stand once labels have changed. */
export function massagedCells(cells: readonly GroupCell[], changes: readonly LabelChanges[]): GroupCell[] {
	return tallyGroups(cells).flatMap(({ group, positive, negative }, at) => {
		const { promoted = 0, demoted = 0 } = changes[at] ?? {};
		return [
			{ group, label: true, count: positive + promoted - demoted },
			{ group, label: false, count: negative + demoted - promoted }
		];
	});
}

/**
 * The relation with labels changed, rows in order, and a column that says so: 1 promoted, -1 demoted, 0 as it was. The relation has
 * `place` (in order) and `score`, the ranker's probability of a positive label, both left out of the answer: negatives with the highest score are
 * promoted, positives with the lowest demoted; of equal scores the earlier row.
 */
export function massageSql(
	relation: string,
	facets: readonly CountPart[],
	{ field, positive }: Outcome,
	changes: readonly LabelChanges[],
	columns: { readonly place: string; readonly score: string; readonly mark: string },
	/** As text; null where no row has such a label, and so none is given. */
	values: { readonly positive: string | null; readonly negative: string | null }
): string {
	const [place, score, mark] = [columns.place, columns.score, columns.mark].map(sqlName);
	const label = selectionSql(field, positive);
	const rank = (order: string) =>
		`row_number() OVER (PARTITION BY "group", "label" ORDER BY ${score} ${order} NULLS LAST, ${place})`;
	const grouped = changes.map(({ group }, at) => `WHEN ${isGroupSql(facets, group)} THEN ${at}`).join(' ');
	const limit = (read: (change: LabelChanges) => number) =>
		`(CASE "group" ${changes.map((change, at) => `WHEN ${at} THEN ${read(change)}`).join(' ')} ELSE 0 END)`;
	const typed = (value: string | null) => `CAST(${sqlValue(value)} AS ${field.type})`;
	const name = sqlName(field.name);
	return `SELECT * EXCLUDE (${place}, ${score}) REPLACE (
	CASE ${mark} WHEN 1 THEN ${typed(values.positive)} WHEN -1 THEN ${typed(values.negative)} ELSE ${name} END AS ${name}
) FROM (
	SELECT * EXCLUDE ("group", "label"), CAST(CASE
		WHEN "label" = 0 AND ${rank('DESC')} <= ${limit(({ promoted }) => promoted)} THEN 1
		WHEN "label" = 1 AND ${rank('ASC')} <= ${limit(({ demoted }) => demoted)} THEN -1
		ELSE 0 END AS BIGINT) AS ${mark}
	FROM (SELECT *, CASE ${grouped} ELSE -1 END AS "group", ${label} AS "label" FROM ${relation})
) ORDER BY ${place}`;
}
