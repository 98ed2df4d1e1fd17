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

/** How people see a selection: `Female`, `A,B`, `>40`. */
export function selectionText(selection: Selection): string {
	if ('threshold' in selection) return `>${selection.threshold}`;
	return 'values' in selection ? selection.values.join(',') : '';
}

/** SQL for 1 where a row of `field` is selected, 0 where not, NULL where it is missing. */
export function selectionSql(field: Field, selection: Exclude<Selection, { each: true }>): string {
	const name = sqlName(field.name);
	return `CASE WHEN ${isMissingSql(field)} THEN NULL WHEN ${chosenSql(field, name, selection)} THEN 1 ELSE 0 END`;
}

function chosenSql(field: Field, name: string, selection: Exclude<Selection, { each: true }>): string {
	if ('threshold' in selection) return `TRY_CAST(${name} AS DOUBLE) > ${sqlValue(selection.threshold)}`;
	if (isNumericType(field.type)) {
		const numbers = selection.values
			.map((value) => (value.trim() === '' ? NaN : Number(value)))
			.filter(Number.isFinite);
		return numbers.length === 0 ? 'FALSE' : `CAST(${name} AS DOUBLE) IN ${sqlList(numbers)}`;
	}
	if (field.type === 'BOOLEAN') {
		const booleans = selection.values.flatMap((value) => {
			const word = value.trim().toLowerCase();
			return ['true', '1'].includes(word) ? [true] : ['false', '0'].includes(word) ? [false] : [];
		});
		return booleans.length === 0 ? 'FALSE' : `${name} IN ${sqlList(booleans)}`;
	}
	return `CAST(${name} AS VARCHAR) IN ${sqlList(selection.values)}`;
}

/** Missing: NULL, and NaN in a column of floating numbers. */
export function isMissingSql(field: Field): string {
	const name = sqlName(field.name);
	return field.type === 'DOUBLE' || field.type === 'FLOAT' ? `(${name} IS NULL OR isnan(${name}))` : `${name} IS NULL`;
}
