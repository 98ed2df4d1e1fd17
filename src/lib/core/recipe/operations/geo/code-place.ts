import * as v from 'valibot';
import { addNumbers, type PlaceSql } from '../../coordinates';
import { textColumn } from '../../each-text';
import { columnField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';
import { sqlName } from '../../../table/sql';

/** An operation that reads a code of a cell as the place in its middle. */
export function codePlace<const Id extends string>(code: {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly name: string;
	readonly sql: (text: string) => PlaceSql;
}) {
	const { id, title, description, name: initial, sql } = code;
	const params = v.strictObject({ column: columnField('text'), name: initialNameField(initial) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'geo',
		title,
		description,
		rows: 'each',
		params,
		query: ({ column, name }, input) => {
			const { lat, lon } = sql(sqlName(textColumn(input, column).name));
			return addNumbers(input, { [`${name}_latitude`]: lat, [`${name}_longitude`]: lon }, [column]);
		}
	});
}
