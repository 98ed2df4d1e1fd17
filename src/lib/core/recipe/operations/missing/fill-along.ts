import * as v from 'valibot';
import { optionalNumberField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';
import { alongFields, alongFrom, alongSql } from './along';

interface FillAlong<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly take: 'last' | 'first';
}

const params = v.strictObject({ ...alongFields, limit: optionalNumberField({ integer: true, min: 1 }) });

/** Fills a gap with the nearest value before or after it. */
export function fillAlong<const Id extends string>({ id, title, description, take }: FillAlong<Id>) {
	return defineOperation<Id, typeof params>({
		id,
		group: 'missing',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => {
			const { partition, order } = alongSql(chosen, input, row);
			const far = chosen.limit === undefined ? 'UNBOUNDED' : String(chosen.limit);
			const frame = take === 'last' ? `${far} PRECEDING AND CURRENT ROW` : `CURRENT ROW AND ${far} FOLLOWING`;
			return {
				columns: withColumns(
					input,
					fieldsNamed(input, chosen.columns).map((field) => ({
						field,
						sql: `${take}_value(${valueSql(field)} IGNORE NULLS) OVER (${partition}${order} ROWS BETWEEN ${frame})`,
						from: [field.name, ...alongFrom(chosen)]
					}))
				)
			};
		}
	});
}
