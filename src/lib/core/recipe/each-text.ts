import type { Field, TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { kindOfType } from './number-column';
import { fieldNamed, wantType, withColumns, type StepQuery } from './operation';

interface Chosen {
	readonly columns: readonly string[];
	/** Left out or empty, a result takes the place of its column. */
	readonly suffix?: string | undefined;
}

/** What a function of text gives. */
export type TextResult = 'VARCHAR' | 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | 'VARCHAR[]' | 'DOUBLE[]';

/** A column that holds text. Throws recipe/column-missing or table/column-kind. */
export function textColumn(input: TableSchema, name: string): Field {
	return wantType(fieldNamed(input, name), 'text', (type) => type === 'VARCHAR');
}

/** Each text column through a function of one text, SQL to SQL; missing text has to give a missing result. */
export function eachText(
	{ columns, suffix = '' }: Chosen,
	input: TableSchema,
	sql: (x: string) => string,
	result: TextResult = 'VARCHAR'
): StepQuery {
	return {
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = textColumn(input, name);
				const kind = result === 'VARCHAR' ? field.kind : result.endsWith('[]') ? 'list' : kindOfType(result);
				return { field: { name: `${name}${suffix}`, type: result, kind }, sql: sql(sqlName(name)), from: [name] };
			})
		)
	};
}
