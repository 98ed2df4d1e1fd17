import { isTemporalType, type Field, type TableSchema } from '../table/schema';
import { eachPortable } from './each-number';
import { columnSql } from './formula/compile';
import { kindOfType } from './number-column';
import { fieldNamed, wantType, withColumns, type StepQuery } from './operation';
import type { PortableGraph, PortableValue } from './portable';

/** A column that holds dates or moments. Throws recipe/column-missing or table/column-kind. */
export function dateField(input: TableSchema, column: string): Field {
	return wantType(fieldNamed(input, column), 'temporal', isTemporalType);
}

/** A date column as TIMESTAMP. */
export function momentSql(input: TableSchema, column: string): string {
	return columnSql(dateField(input, column));
}

/** A date column that may be left out. */
export function optionalMomentSql(input: TableSchema, column: string | undefined): string | null {
	return column === undefined ? null : momentSql(input, column);
}

interface Chosen {
	readonly columns: readonly string[];
	readonly suffix?: string | undefined;
}

/** Each date column through a function of one moment. `type` may hang on the column's own. */
export function eachDate(
	{ columns, suffix = '' }: Chosen,
	input: TableSchema,
	type: string | ((field: Field) => string),
	sql: (moment: string, field: Field) => string,
	alsoFrom: readonly string[] = []
): StepQuery {
	return {
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = dateField(input, name);
				const made = typeof type === 'string' ? type : type(field);
				return {
					field: { name: `${name}${suffix}`, type: made, kind: kindOfType(made) },
					sql: `(${sql(columnSql(field), field)})::${made}`,
					from: [name, ...alsoFrom]
				};
			})
		)
	};
}

/** A function of a moment (milliseconds since 1970) for a device. */
export function datesPortable(
	chosen: Chosen,
	graph: PortableGraph,
	values: ReadonlyMap<string, PortableValue>,
	make: (graph: PortableGraph, ms: PortableValue) => PortableValue
): ReadonlyMap<string, PortableValue> {
	return eachPortable(chosen, values, (ms) => make(graph, ms));
}
