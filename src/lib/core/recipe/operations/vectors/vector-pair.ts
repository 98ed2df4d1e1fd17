import * as v from 'valibot';
import { columnField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { vectorSql, vectorType } from '../../vector-column';

/** An operation that makes a vector of two, number by number; `sql` is over the pair p. */
export function vectorPair<const Id extends string>(pair: {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly name: string;
	readonly sql: string;
}) {
	const { id, title, description, name: initial, sql } = pair;
	return defineOperation({
		id,
		group: 'vectors',
		title,
		description,
		rows: 'each',
		params: v.strictObject({
			left: columnField('vector'),
			right: columnField('vector'),
			name: initialNameField(initial)
		}),
		query: ({ left, right, name }, input) => {
			const [a, b] = [vectorSql(input, left), vectorSql(input, right)];
			return {
				columns: withColumns(input, [
					{
						field: { name, type: vectorType, kind: 'embedding' },
						sql: `CASE WHEN len(${a}) = len(${b}) THEN list_transform(list_zip(${a}, ${b}), lambda p: ${sql}) END`,
						from: [left, right]
					}
				])
			};
		}
	});
}
