import type { TableSchema } from '../../../table/schema';
import { placeSql, type PlaceColumns, type PlaceSql } from '../../coordinates';
import { withColumns, type StepQuery } from '../../operation';

/** A column `name` with the code of the cell that a place lies in. */
export function placeCodeQuery(
	input: TableSchema,
	{ latitude, longitude, name }: PlaceColumns & { readonly name: string },
	sql: (place: PlaceSql) => string
): StepQuery {
	return {
		columns: withColumns(input, [
			{
				field: { name, type: 'VARCHAR', kind: 'categorical' },
				sql: sql(placeSql(input, { latitude, longitude })),
				from: [latitude, longitude]
			}
		])
	};
}
