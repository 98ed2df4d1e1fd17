import { sqlList, sqlName, sqlValue } from '../table/sql';
import { isNumericType, type Field } from '../table/schema';

/** Which rows of a column are meant: some values, or what lies above a threshold: (threshold, max]. */
export type Selection =
	| { readonly values: readonly string[] }
	| { readonly threshold: number }
	/** Every value by itself, against the rest. */
	| { readonly each: true };

export interface Selector {
	readonly column: string;
	readonly selection: Selection;
}

/** Rows that are in every one of several selections: women over 40, or each combination of sex and race. */
export interface Intersection {
	readonly all: readonly Selector[];
}

/** Whom a bias report compares with the rest. */
export type Facet = Selector | Intersection;

export function facetParts(facet: Facet): readonly Selector[] {
	return 'all' in facet ? facet.all : [facet];
}

/** How people see a facet: `sex`, `sex & race`. */
export function facetName(facet: Facet): string {
	return facetParts(facet)
		.map(({ column }) => column)
		.join(' & ');
}

/** How people see a selection: `Female`, `A,B`, `>40`. */
export function selectionText(selection: Selection): string {
	if ('threshold' in selection) return `>${selection.threshold}`;
	return 'values' in selection ? selection.values.join(',') : '';
}

/** SQL for 1 where a row of `field` is selected, 0 where not, NULL where it is missing. Below a threshold, text that is no number is missing. */
export function selectionSql(field: Field, selection: Exclude<Selection, { each: true }>): string {
	const name = sqlName(field.name);
	if ('threshold' in selection) {
		const number = numberSql(field);
		return `CASE WHEN ${number} IS NULL OR isnan(${number}) THEN NULL WHEN ${number} > ${sqlValue(selection.threshold)} THEN 1 ELSE 0 END`;
	}
	return `CASE WHEN ${isMissingSql(field)} THEN NULL WHEN ${chosenSql(field, name, selection.values)} THEN 1 ELSE 0 END`;
}

/** SQL for a column as DOUBLE, NULL where it holds no number. */
export function numberSql(field: Field): string {
	const name = sqlName(field.name);
	return isNumericType(field.type) ? `CAST(${name} AS DOUBLE)` : `TRY_CAST(CAST(${name} AS VARCHAR) AS DOUBLE)`;
}

function chosenSql(field: Field, name: string, values: readonly string[]): string {
	if (isNumericType(field.type)) {
		const numbers = values.map((value) => (value.trim() === '' ? NaN : Number(value))).filter(Number.isFinite);
		return numbers.length === 0 ? 'FALSE' : `CAST(${name} AS DOUBLE) IN ${sqlList(numbers)}`;
	}
	if (field.type === 'BOOLEAN') {
		const booleans = values.flatMap((value) => {
			const word = value.trim().toLowerCase();
			return ['true', '1'].includes(word) ? [true] : ['false', '0'].includes(word) ? [false] : [];
		});
		return booleans.length === 0 ? 'FALSE' : `${name} IN ${sqlList(booleans)}`;
	}
	return `CAST(${name} AS VARCHAR) IN ${sqlList(values)}`;
}

/** Missing: NULL, and NaN in a column of floating numbers. */
export function isMissingSql(field: Field): string {
	const name = sqlName(field.name);
	return field.type === 'DOUBLE' || field.type === 'FLOAT' ? `(${name} IS NULL OR isnan(${name}))` : `${name} IS NULL`;
}
