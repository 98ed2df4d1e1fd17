import { cellAt, columnNamed, type Columns } from '../table/columns';
import { isNumericType, type Field } from '../table/schema';
import { distinctParts, partSql, textSql, type CountPlan } from './counts';
import { facetKey, type FacetGroup } from './facet-groups';
import type { FlipTestInput } from './flip-test';
import { facetParts, isMissingSql, numberSql, selectionSql, type Facet } from './selector';

/** The rows the flip tests of a report are made on, and which of their columns one facet reads. */
export interface FlipRows {
	/** `predicted`, the facet columns `p0`, `p1` ... and the numbers `n0`, `n1` ... */
	readonly columns: Columns;
	readonly parts: readonly string[];
	readonly numbers: readonly string[];
	/** How many rows these were drawn from; null where they are all. */
	readonly drawnFrom: number | null;
}

/** The columns the flip test measures distance on, of any facet: those stored as numbers but for label and prediction. */
export function flipColumns(schema: readonly Field[], { label, predicted }: CountPlan): Field[] {
	return schema.filter(
		({ name, type }) => isNumericType(type) && name !== label.field.name && name !== predicted?.name
	);
}

/**
 * Rows that have a label and a prediction, in order: facets, prediction and numbers. With a `draw`, about that share of them,
 * the same for the same seed. Numbers are named `n0`, `n1` ..., so that none can be taken for the others.
 */
export function flipSql(
	relation: string,
	plan: CountPlan,
	numbers: readonly Field[],
	draw: { readonly share: number; readonly seed: number } | null
): string {
	const { label, predicted } = plan;
	const parts = distinctParts(plan);
	const columns = [
		...parts.map((part, at) => `${partSql(part)} AS p${at}`),
		`CAST(${predicted ? selectionSql(predicted, label.positive) : 'NULL'} AS DOUBLE) AS predicted`,
		...numbers.map((field, at) => `${numberSql(field)} AS n${at}`)
	];
	const told = `NOT (${isMissingSql(label.field)}) AND ${predicted ? `NOT (${isMissingSql(predicted)})` : 'FALSE'}`;
	const texts = parts.map((part, at) => `${textSql(part, `p${at}`)} AS p${at}`);
	const chosen = draw ? `WHERE hash(place, ${draw.seed}) % 1048576 < ${Math.ceil(draw.share * 1048576)}` : '';
	return `SELECT ${[...texts, 'predicted', ...numbers.map((_, at) => `n${at}`)].join(', ')}
FROM (SELECT row_number() OVER () AS place, ${columns.join(', ')} FROM ${relation} WHERE ${told}) ${chosen} ORDER BY place`;
}

/** What one facet reads of the rows: its own columns, and every number column that is not one of the facet's. */
export function flipRowsOf(
	facet: Facet,
	plan: CountPlan,
	numbers: readonly Field[],
	columns: Columns,
	drawnFrom: number | null
): FlipRows {
	const own = new Set(facetParts(facet).map(({ column }) => column));
	const parts = distinctParts(plan);
	return {
		columns,
		parts: facetParts(facet).map(({ column, selection }) => {
			const key = JSON.stringify(selection);
			return `p${parts.findIndex((part) => part.field.name === column && JSON.stringify(part.selection) === key)}`;
		}),
		numbers: numbers.flatMap(({ name }, at) => (own.has(name) ? [] : [`n${at}`])),
		drawnFrom
	};
}

/** The rows as the flip test takes them: group places in `groups`, -1 for the rest. */
export function flipInput(
	rows: FlipRows,
	facet: Facet,
	groups: readonly FacetGroup[],
	dropMissing: boolean
): FlipTestInput {
	const vectorOf = (name: string) => columnNamed(rows.columns, name)?.vector;
	const parts = rows.parts.map(vectorOf);
	const numbers = rows.numbers.map(vectorOf);
	const predicted = vectorOf('predicted');
	const selections = facetParts(facet).map(({ selection }) => selection);
	const places = new Map(groups.map(({ key }, place) => [key, place]));
	const kept: number[] = [];
	const group: number[] = [];
	for (let row = 0; row < rows.columns.rows; row++) {
		const cells = parts.map((vector) => {
			const cell = vector ? cellAt(vector, row) : null;
			return cell === null ? null : String(cell);
		});
		const key = facetKey(selections, cells);
		if (key === null && dropMissing) continue;
		kept.push(row);
		group.push(key === null ? -1 : (places.get(key) ?? -1));
	}
	const points = new Float64Array(kept.length * numbers.length).fill(NaN);
	numbers.forEach((vector, column) =>
		kept.forEach((row, place) => {
			const cell = vector ? cellAt(vector, row) : null;
			if (typeof cell === 'number') points[place * numbers.length + column] = cell;
		})
	);
	return {
		points,
		columns: numbers.length,
		group: Int32Array.from(group),
		groups: groups.length,
		predicted: Uint8Array.from(kept, (row) => (predicted && cellAt(predicted, row) === 1 ? 1 : 0)),
		drawnFrom: rows.drawnFrom
	};
}
