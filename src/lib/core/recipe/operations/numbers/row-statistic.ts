import * as v from 'valibot';
import { columnsField, initialNameField } from '../../field';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

interface RowStatistic<Id extends string, Name extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** The new column's name unless someone says otherwise. */
	readonly name: Name;
	/** SQL over a list of the row's numbers, those that are there; not read when there are none. */
	readonly sql: (list: string) => string;
}

/** A figure of the numbers that a row has in some columns; missing ones are passed over, and of none at all it is missing. */
export function rowStatistic<const Id extends string, const Name extends string>({
	id,
	title,
	description,
	name: initial,
	sql
}: RowStatistic<Id, Name>) {
	const params = v.strictObject({ columns: columnsField('number'), name: initialNameField(initial) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'numbers',
		title,
		description,
		rows: 'each',
		params,
		query: ({ columns, name }, input) => {
			const numbers = columns.map((column) => finiteColumnSql(numberField(input, column)));
			const list = `list_filter([${numbers.join(', ')}], lambda x: x IS NOT NULL)`;
			return {
				columns: withColumns(input, [
					{
						field: { name, type: 'DOUBLE', kind: 'numeric' },
						sql: `CASE WHEN len(${list}) > 0 THEN ${finiteSql(`(${sql(list)})`)} END`,
						from: columns
					}
				])
			};
		}
	});
}
