import { AppError } from '../errors';
import { columnNamed, type Columns } from '../table/columns';
import { readNumbers, readTexts } from './encode';

/** What keeps rows from being split at random: groups stay whole, or time runs one way. One entry a row of the table. */
export type RowUnits =
	| { readonly by: 'group'; readonly groups: Int32Array }
	/** NaN where a row has no time: it never measures. */
	| { readonly by: 'time'; readonly times: Float64Array };

/**
 * Reads a column as groups (by text; missing is a group of its own) or as times (milliseconds since 1970, or plain numbers).
 * table/column-missing; table/column-kind when times are asked of text that holds no numbers.
 */
export function readUnits(columns: Columns, by: RowUnits['by'], name: string): RowUnits {
	const column = columnNamed(columns, name);
	if (!column) throw new AppError('table/column-missing', { column: name });
	if (by === 'group') return { by, groups: readTexts(column.vector, columns.rows, column.type).codes };
	const { vector } = column;
	const times =
		vector.kind === 'number'
			? Float64Array.from(vector.values, (value, row) => (vector.missing?.[row] === 1 ? NaN : value))
			: Float64Array.from(readNumbers(vector, columns.rows));
	if (times.every((time) => Number.isNaN(time)))
		throw new AppError('table/column-kind', { column: name, kind: 'text', wanted: 'number' });
	return { by, times };
}
