import * as v from 'valibot';
import type { TableSchema } from '../../../table/schema';
import { booleanField, optionalColumnsField, tableField } from '../../field';
import { chosen } from '../../dropped-columns';
import { defineOperation, fieldNamed, tableNamed } from '../../operation';
import { left, mineSql, ownColumns, right, theirsSql, wantComparable } from '../../other-table';

interface SetOperation<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly join: 'SEMI' | 'ANTI';
}

/** Rows of this table that are, or are not, rows of another with columns of the same names. */
export function setOperation<const Id extends string>({ id, title, description, join }: SetOperation<Id>) {
	const params = v.strictObject({
		table: tableField(),
		columns: optionalColumnsField(),
		distinct: booleanField(true)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'tables',
		title,
		description,
		rows: 'fewer',
		readsOrder: true,
		params,
		query: ({ table, columns, distinct }, input, _fitted, context) => {
			const other = tableNamed(context, table);
			const compared: TableSchema = chosen(input, columns);
			const on = compared.map((field) => {
				wantComparable(field, fieldNamed(other.schema, field.name));
				return `${mineSql(field.name)} IS NOT DISTINCT FROM ${theirsSql(field.name)}`;
			});
			return {
				columns: ownColumns(input),
				from: (relation) => `${relation} AS ${left} ${join} JOIN ${other.sql} AS ${right} ON ${on.join(' AND ')}`,
				...(distinct && {
					qualify: `row_number() OVER (PARTITION BY ${compared.map(({ name }) => mineSql(name)).join(', ')} ORDER BY ${context.row}) = 1`
				})
			};
		}
	});
}
