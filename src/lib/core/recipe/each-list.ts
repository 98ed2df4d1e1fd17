import * as v from 'valibot';
import { isNumericType, type Field, type TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { columnsField, textField } from './field';
import { kindOfType } from './number-column';
import { defineOperation, fieldNamed, wantType, withColumns, type StepQuery } from './operation';

const ending = /\[\d*\]$/;

/** The type of a list's elements. */
export function elementOf(listType: string): string {
	return listType.replace(ending, '');
}

/** A column that holds lists. Throws recipe/column-missing or table/column-kind. */
export function listColumn(input: TableSchema, name: string): Field {
	return wantType(fieldNamed(input, name), 'list', (type) => ending.test(type));
}

/** A column that holds lists of numbers. */
export function numberListColumn(input: TableSchema, name: string): Field {
	return wantType(listColumn(input, name), 'list of numbers', (type) => isNumericType(elementOf(type)));
}

export interface ListMaker {
	/** Only lists of numbers. */
	readonly numbers?: boolean;
	/** SQL of the result over SQL of a list; missing for a missing list. */
	readonly sql: (x: string, element: string) => string;
	/** Type of the result, by the type of the elements. */
	readonly result: (element: string) => string;
}

/** Each list column through a function of one list; with an empty suffix the result takes the place of its column. */
export function eachList(
	{ columns, suffix }: { readonly columns: readonly string[]; readonly suffix: string },
	input: TableSchema,
	{ numbers = false, sql, result }: ListMaker
): StepQuery {
	return {
		columns: withColumns(
			input,
			columns.map((name) => {
				const element = elementOf((numbers ? numberListColumn : listColumn)(input, name).type);
				const type = result(element);
				return {
					field: { name: `${name}${suffix}`, type, kind: kindOfType(type) },
					sql: sql(sqlName(name), element),
					from: [name]
				};
			})
		)
	};
}

interface ListFunction<Id extends string> extends ListMaker {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** Ending of the new column's name; empty: the result takes the place of its column. */
	readonly suffix: string;
}

/** An operation that is a function of one list. */
export function listFunction<const Id extends string>({ id, title, description, suffix, ...maker }: ListFunction<Id>) {
	return defineOperation({
		id,
		group: 'nested',
		title,
		description,
		rows: 'each',
		params: v.strictObject({ columns: columnsField('list'), suffix: textField(suffix) }),
		query: (params, input) => eachList(params, input, maker)
	});
}
