import * as v from 'valibot';
import { columnsField, groupsField, textField } from '../../field';
import { finiteColumnSql, kindOfType, numberField } from '../../number-column';
import { defineOperation, fieldNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';
import { windowOf } from '../../window';

interface GroupValues<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly suffix: string;
	readonly accepts: 'any' | 'number';
	readonly type: 'DOUBLE' | 'BIGINT';
	/** SQL over x, the value of this row, and all rows of its group. */
	readonly sql: (x: string, over: string) => string;
}

/** What the values of a row's group come to, beside each of its rows. */
export function groupValues<const Id extends string>({ id, title, description, ...group }: GroupValues<Id>) {
	const { suffix, accepts, type, sql } = group;
	const params = v.strictObject({ columns: columnsField(accepts), by: groupsField(), suffix: textField(suffix) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => ({
			columns: withColumns(
				input,
				chosen.columns.map((name) => {
					const x =
						accepts === 'number' ? finiteColumnSql(numberField(input, name)) : valueSql(fieldNamed(input, name));
					const { whole } = windowOf({ by: chosen.by }, input, row);
					return {
						field: { name: `${name}${chosen.suffix}`, type, kind: kindOfType(type) },
						sql: `(${sql(x, whole)})::${type}`,
						from: [name, ...chosen.by]
					};
				})
			)
		})
	});
}
