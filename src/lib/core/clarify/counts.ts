import { cellAt, columnNamed, type Columns } from '../table/columns';
import { isNumericType, type Field } from '../table/schema';
import { sqlName } from '../table/sql';
import { isMissingSql, selectionSql, type Selection } from './selector';

/** One cell of the contingency table. Flags are 1 and 0, null where the row has none. */
export interface CountCell {
	/** The facet's value, or `1` and `0` for selected or not where values were named; null where missing. */
	readonly facet: string | null;
	readonly label: boolean | null;
	readonly predicted: boolean | null;
	readonly group: string | null;
	readonly count: number;
}

export interface CountQuery {
	readonly facet: { readonly field: Field; readonly selection: Selection };
	readonly label: { readonly field: Field; readonly positive: Exclude<Selection, { each: true }> };
	readonly predicted: Field | null;
	readonly group: Field | null;
}

/** The one GROUP BY a bias report needs: facet x label x prediction x group over `relation`, in order of first appearance. */
export function countSql(relation: string, { facet, label, predicted, group }: CountQuery): string {
	const facetSql = 'each' in facet.selection ? valueSql(facet.field) : selectionSql(facet.field, facet.selection);
	return `WITH flagged AS (
	SELECT row_number() OVER () AS place, ${facetSql} AS facet, ${selectionSql(label.field, label.positive)} AS label,
		${predicted ? selectionSql(predicted, label.positive) : 'NULL::INTEGER'} AS predicted,
		${group ? valueSql(group) : 'NULL::VARCHAR'} AS "group"
	FROM ${relation}
)
SELECT facet, CAST(label AS DOUBLE) AS label, CAST(predicted AS DOUBLE) AS predicted, "group",
	CAST(count(*) AS DOUBLE) AS n, min(place) AS place
FROM flagged GROUP BY facet, label, predicted, "group" ORDER BY min(place)`;
}

function valueSql(field: Field): string {
	const name = sqlName(field.name);
	const value = isNumericType(field.type) ? `CAST(${name} AS DOUBLE)` : `CAST(${name} AS VARCHAR)`;
	return `CASE WHEN ${isMissingSql(field)} THEN NULL ELSE ${value} END`;
}

/** The answer of countSql as cells. */
export function readCounts(answer: Columns): CountCell[] {
	const at = (name: string, row: number) => {
		const column = columnNamed(answer, name);
		return column ? cellAt(column.vector, row) : null;
	};
	const text = (name: string, row: number) => {
		const cell = at(name, row);
		return cell === null ? null : String(cell);
	};
	const flag = (name: string, row: number) => {
		const cell = at(name, row);
		return cell === null ? null : cell === 1;
	};
	return Array.from({ length: answer.rows }, (_, row) => ({
		facet: text('facet', row),
		label: flag('label', row),
		predicted: flag('predicted', row),
		group: text('group', row),
		count: Number(at('n', row) ?? 0)
	}));
}

/**
 * Rows for the flip test: facet, predicted and the columns stored as numbers, but for label, prediction and facet, of the rows that
 * have a label and a prediction. Names of the numbers are `n0`, `n1` ..., so that none can be taken for the other two.
 */
export function flipSql(relation: string, { facet, label, predicted }: CountQuery, numbers: readonly Field[]): string {
	const facetSql = 'each' in facet.selection ? valueSql(facet.field) : selectionSql(facet.field, facet.selection);
	const predictedSql = predicted ? selectionSql(predicted, label.positive) : 'NULL';
	const columns = numbers.map((field, at) => `CAST(${sqlName(field.name)} AS DOUBLE) AS n${at}`);
	return `SELECT ${facetSql} AS facet, CAST(${predictedSql} AS DOUBLE) AS predicted${columns.map((sql) => `, ${sql}`).join('')}
FROM ${relation} WHERE NOT (${isMissingSql(label.field)}) AND ${predicted ? `NOT (${isMissingSql(predicted)})` : 'FALSE'}`;
}

/** The columns the flip test measures distance on. */
export function flipColumns(schema: readonly Field[], { facet, label, predicted }: CountQuery): Field[] {
	const apart = new Set([facet.field.name, label.field.name, predicted?.name]);
	return schema.filter((field) => isNumericType(field.type) && !apart.has(field.name));
}
