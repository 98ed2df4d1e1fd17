import { cellAt, columnNamed, type Columns } from '../table/columns';
import { isNumericType, type Field } from '../table/schema';
import { sqlName } from '../table/sql';
import { facetKey } from './facet-groups';
import { isMissingSql, selectionSql, type Selection } from './selector';

/** One cell of the contingency table. Flags are 1 and 0, null where the row has none. */
export interface CountCell {
	/** The group of the facet, by `facetKey`; null where missing. */
	readonly facet: string | null;
	readonly label: boolean | null;
	readonly predicted: boolean | null;
	readonly group: string | null;
	readonly count: number;
	/** Label and prediction by value; not there where they were counted as flags only. */
	readonly labelClass?: string | null;
	readonly predictedClass?: string | null;
}

export interface CountPart {
	readonly field: Field;
	readonly selection: Selection;
}

interface Outcome {
	readonly label: { readonly field: Field; readonly positive: Exclude<Selection, { each: true }> };
	readonly predicted: Field | null;
	readonly group: Field | null;
}

export interface CountQuery extends Outcome {
	readonly facet: CountPart;
}

/** What one scan counts: facets, each of one or more columns, by label, prediction and group. */
export interface CountPlan extends Outcome {
	readonly facets: readonly (readonly CountPart[])[];
	/** Count label and prediction by value, not only as positive and not. For labels of few values. */
	readonly byClass: boolean;
	/** Count every combination of all facets first: one table, then small sums. For facets of few values. */
	readonly joint: boolean;
}

/** The columns of the facets, each once whatever the number of facets that use it. */
export function distinctParts({ facets }: Pick<CountPlan, 'facets'>): CountPart[] {
	return [...new Map(facets.flat().map((part) => [partKey(part), part])).values()];
}

const partKey = ({ field, selection }: CountPart) => JSON.stringify([field.name, selection]);

/** How many values label, prediction, group and each facet column have, about: what `byClass` and `joint` are chosen by. */
export function probeSql(relation: string, plan: CountPlan): string {
	const each = distinctParts(plan).filter(({ selection }) => 'each' in selection);
	const fields = [plan.label.field, plan.predicted, plan.group, ...each.map(({ field }) => field)];
	const counts = fields.map((field, at) =>
		field ? `CAST(approx_count_distinct(${sqlName(field.name)}) AS DOUBLE) AS c${at}` : `0::DOUBLE AS c${at}`
	);
	return `SELECT ${counts.join(', ')} FROM ${relation}`;
}

/**
 * The one scan a bias report needs: facet x label x prediction x group for every facet, over `relation`, in order of first
 * appearance. `mask` tells which facet a row of the answer belongs to. Columns are grouped as they are stored and become
 * text and flags once they are few.
 */
export function countSql(relation: string, plan: CountPlan): string {
	const parts = distinctParts(plan);
	const names = parts.map((_, at) => `p${at}`);
	const outcome = ['l', ...(plan.predicted ? ['q'] : []), ...(plan.group ? ['g'] : [])];
	const positive = (field: Field) => selectionSql(field, plan.label.positive);
	const labelled = (field: Field) => (plan.byClass ? sqlName(field.name) : positive(field));
	const inner = [
		...parts.map((part, at) => `${partSql(part)} AS p${at}`),
		`${labelled(plan.label.field)} AS l`,
		...(plan.predicted ? [`${labelled(plan.predicted)} AS q`] : []),
		...(plan.group ? [`${sqlName(plan.group.name)} AS g`] : [])
	];
	const sets = new Set(plan.facets.map((facet) => `(${[...partNames(facet, parts), ...outcome].join(', ')})`));
	const all = [...names, ...outcome].join(', ');
	const flag = (name: string, field: Field) => (plan.byClass ? positive({ ...field, name }) : name);
	const value = (name: string, field: Field) =>
		plan.byClass ? classSql({ ...field, name }, plan.label.field) : 'NULL';
	return `WITH flagged AS (SELECT row_number() OVER () AS place, ${inner.join(', ')} FROM ${relation}),
${plan.joint ? `joint AS MATERIALIZED (SELECT ${all}, count(*) AS n, min(place) AS place FROM flagged GROUP BY ${all}),\n` : ''}cells AS (
	SELECT GROUPING(${names.join(', ')}) AS mask, ${all}, ${plan.joint ? 'sum(n)' : 'count(*)'} AS n, min(place) AS place
	FROM ${plan.joint ? 'joint' : 'flagged'} GROUP BY GROUPING SETS (${[...sets].join(', ')})
)
SELECT CAST(mask AS DOUBLE) AS mask, ${parts.map((part, at) => `${textSql(part, `p${at}`)} AS p${at}`).join(', ')},
	CAST(${flag('l', plan.label.field)} AS DOUBLE) AS label, ${value('l', plan.label.field)} AS label_class,
	${plan.predicted ? `CAST(${flag('q', plan.predicted)} AS DOUBLE)` : 'NULL::DOUBLE'} AS predicted,
	${plan.predicted ? value('q', plan.predicted) : 'NULL::VARCHAR'} AS predicted_class,
	${plan.group ? valueSql({ ...plan.group, name: 'g' }) : 'NULL::VARCHAR'} AS "group", CAST(n AS DOUBLE) AS n
FROM cells ORDER BY place`;
}

function partNames(facet: readonly CountPart[], parts: readonly CountPart[]): string[] {
	return [...facetPlaces(facet, parts)].map((at) => `p${at}`);
}

function facetPlaces(facet: readonly CountPart[], parts: readonly CountPart[]): Set<number> {
	return new Set(facet.map((part) => parts.findIndex((other) => partKey(other) === partKey(part))));
}

/** A facet column to group by: its values as stored, or 1 and 0 where values are named. */
export function partSql({ field, selection }: CountPart): string {
	return 'each' in selection ? sqlName(field.name) : selectionSql(field, selection);
}

/** What `partSql` gave, as text. */
export function textSql({ field, selection }: CountPart, name: string): string {
	return 'each' in selection ? valueSql({ ...field, name }) : name;
}

/** Values as text or number, whole numbers verbatim; NULL where missing. */
function valueSql(field: Field): string {
	const name = sqlName(field.name);
	const isFraction = isNumericType(field.type) && !field.type.endsWith('INT') && !field.type.endsWith('INTEGER');
	const value = isFraction ? `CAST(${name} AS DOUBLE)` : `CAST(${name} AS VARCHAR)`;
	return `CASE WHEN ${isMissingSql(field)} THEN NULL ELSE ${value} END`;
}

/** The class of a label or prediction as a label of type `like` writes it: true for 1 where labels are booleans, and back. */
function classSql(field: Field, like: Field): string {
	const name = sqlName(field.name);
	if (like.type === 'BOOLEAN' && isNumericType(field.type))
		return `CASE WHEN ${isMissingSql(field)} THEN NULL WHEN ${name} = 1 THEN 'true' WHEN ${name} = 0 THEN 'false' ELSE CAST(${name} AS VARCHAR) END`;
	if (field.type === 'BOOLEAN' && isNumericType(like.type))
		return `CASE WHEN ${name} THEN '1' WHEN NOT ${name} THEN '0' END`;
	return valueSql(field);
}

/** The answer of countSql as the cells of each facet. */
export function readCounts(answer: Columns, plan: CountPlan): CountCell[][] {
	const parts = distinctParts(plan);
	const reader = (name: string) => {
		const vector = columnNamed(answer, name)?.vector;
		return (row: number) => (vector ? cellAt(vector, row) : null);
	};
	const texts = (name: string) => {
		const read = reader(name);
		return (row: number) => {
			const cell = read(row);
			return cell === null ? null : String(cell);
		};
	};
	const flags = (name: string) => {
		const read = reader(name);
		return (row: number) => {
			const cell = read(row);
			return cell === null ? null : cell === 1;
		};
	};
	const [masks, counts, groups] = [reader('mask'), reader('n'), texts('group')];
	const [label, predicted] = [flags('label'), flags('predicted')];
	const [labelClass, predictedClass] = [texts('label_class'), texts('predicted_class')];
	return plan.facets.map((facet) => {
		const places = facetPlaces(facet, parts);
		const mask = parts.reduce((sum, _, place) => sum + (places.has(place) ? 0 : 2 ** (parts.length - 1 - place)), 0);
		const selections = facet.map(({ selection }) => selection);
		const columns = facet.map((part) => texts(`p${[...facetPlaces([part], parts)].join('')}`));
		const cells: CountCell[] = [];
		for (let row = 0; row < answer.rows; row++) {
			if (masks(row) !== mask) continue;
			cells.push({
				facet: facetKey(
					selections,
					columns.map((read) => read(row))
				),
				label: label(row),
				predicted: predicted(row),
				group: groups(row),
				count: Number(counts(row) ?? 0),
				...(plan.byClass ? { labelClass: labelClass(row), predictedClass: predictedClass(row) } : {})
			});
		}
		return cells;
	});
}
