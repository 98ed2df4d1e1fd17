import { AppError } from '../errors';

/** The bounds of a worksheet ("Excel specifications and limits"). */
const mostRows = 1_048_576;
const mostColumns = 16_384;

export function sheetLimit(what: 'rows' | 'columns' | 'characters', count: number, limit: number): AppError {
	return new AppError('table/sheet-limit', { what, count, limit });
}

/** Refuses with table/sheet-limit a table that, with its header, does not fit a worksheet. */
export function checkSheet(rows: number, columns: number): void {
	if (rows + 1 > mostRows) throw sheetLimit('rows', rows + 1, mostRows);
	if (columns > mostColumns) throw sheetLimit('columns', columns, mostColumns);
}
