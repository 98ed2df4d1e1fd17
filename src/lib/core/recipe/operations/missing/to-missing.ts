import type { Field, TableSchema } from '../../../table/schema';
import { fieldsNamed, withColumns, type StepQuery } from '../../operation';
import { valueSql } from '../../value-column';

/** Each column with the values for which SQL holds made missing. */
export function toMissing(
	columns: readonly string[],
	input: TableSchema,
	isGap: (x: string, field: Field) => string,
	alsoFrom: readonly string[] = []
): StepQuery {
	return {
		columns: withColumns(
			input,
			fieldsNamed(input, columns).map((field) => {
				const x = valueSql(field);
				return {
					field,
					sql: `CASE WHEN ${isGap(x, field)} THEN NULL ELSE ${x} END`,
					from: [...new Set([field.name, ...alsoFrom])]
				};
			})
		)
	};
}
