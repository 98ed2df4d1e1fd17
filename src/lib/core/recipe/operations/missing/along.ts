import type { TableSchema } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { columnsField, optionalColumnField } from '../../field';
import { fieldNamed } from '../../operation';
import { valueSql } from '../../value-column';

/** Parameters of what runs along an order of the rows, within groups if wished. */
export const alongFields = {
	columns: columnsField(),
	order: optionalColumnField('any'),
	by: optionalColumnField('any')
};

interface Along {
	readonly order?: string | undefined;
	readonly by?: string | undefined;
}

/** SQL of a window's partition and order; rows without a place come last, ties keep the order of the rows. */
export function alongSql({ order, by }: Along, input: TableSchema, row: string): { partition: string; order: string } {
	const place = order === undefined ? [] : [`${valueSql(fieldNamed(input, order))} NULLS LAST`];
	return {
		partition: by === undefined ? '' : `PARTITION BY ${sqlName(fieldNamed(input, by).name)} `,
		order: `ORDER BY ${[...place, row].join(', ')}`
	};
}

/** The columns that `along` reads besides those it fills. */
export const alongFrom = ({ order, by }: Along): string[] =>
	[order, by].flatMap((name) => (name === undefined ? [] : [name]));
