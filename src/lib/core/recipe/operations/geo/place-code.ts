import * as v from 'valibot';
import { placeFields, placeSql, type PlaceSql } from '../../coordinates';
import { choiceField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

/** An operation that writes a place as a code of the cell it lies in. */
export function placeCode<const Id extends string, const Sizes extends readonly string[]>(code: {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly name: string;
	readonly sizes: Sizes;
	readonly size: Sizes[number];
	readonly sql: (place: PlaceSql, size: Sizes[number]) => string;
}) {
	const { id, title, description, name: initial, sizes, size: usual, sql } = code;
	const params = v.strictObject({
		...placeFields,
		size: choiceField(sizes, usual),
		name: initialNameField(initial)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'geo',
		title,
		description,
		rows: 'each',
		params,
		query: ({ latitude, longitude, size, name }, input) => ({
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: sql(placeSql(input, { latitude, longitude }), size),
					from: [latitude, longitude]
				}
			])
		})
	});
}
