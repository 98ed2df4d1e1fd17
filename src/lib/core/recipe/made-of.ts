import type { TableSchema } from '../table/schema';
import { withColumns, type OutputColumn } from './operation';

/** The input's columns with one made of several, which go unless they are to be kept. */
export function madeOf(input: TableSchema, made: OutputColumn, keep: boolean): OutputColumn[] {
	return withColumns(input, [made]).filter(
		({ field }) => keep || field.name === made.field.name || !made.from.includes(field.name)
	);
}
