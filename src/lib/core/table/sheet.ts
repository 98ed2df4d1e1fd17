import { AppError } from '../errors';
import { numberVector, textVector, type Column, type Columns } from './columns';
import { uniqueNames, type NamedColumns } from './sniff';
import type { ReadOptions } from './source';

/** A cell of a worksheet as its workbook types it; formulas by their last result, errors as missing. */
export type SheetCell = string | number | boolean | Date | null;

/** Reads the rows of a sheet: by name, else by number from 1; the first when left out. */
export type SheetReader = (
	file: string,
	bytes: Uint8Array,
	sheet?: string
) => Promise<readonly (readonly SheetCell[])[]>;

/**
 * Rows of a worksheet as columns. The first row that is not empty names them; empty rows are left out. A column whose cells
 * agree on a type has it (dates are timestamps), any other is text. Tokens among `options.nulls` are missing.
 */
export function sheetColumns(
	file: string,
	rows: readonly (readonly SheetCell[])[],
	options: Pick<ReadOptions, 'header' | 'nulls'> = {}
): { readonly columns: Columns; readonly renamed: NamedColumns['renamed'] } {
	const filled = rows.filter((row) => row.some((cell) => cell !== null));
	const hasHeader = options.header ?? true;
	const body = hasHeader ? filled.slice(1) : filled;
	if (filled.length === 0) throw new AppError('table/empty', { file });
	if (body.length === 0) throw new AppError('table/header-only', { file });
	const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
	const places = Array.from({ length: width }, (_, place) => place);
	const header = places.map((place) => (hasHeader ? textOf(filled[0]?.[place] ?? null) : `column${place + 1}`) ?? '');
	const { names, renamed } = uniqueNames(header);
	const nulls = new Set(options.nulls ?? []);
	const columns = places.map((place) => {
		const cells = body.map((row) => row[place] ?? null);
		return typedColumn(
			names[place] ?? '',
			nulls.size === 0 ? cells : cells.map((cell) => (nulls.has(textOf(cell) ?? '') ? null : cell))
		);
	});
	return { columns: { rows: body.length, columns }, renamed };
}

function typedColumn(name: string, cells: readonly SheetCell[]): Column {
	const present = cells.filter((cell) => cell !== null);
	const all = (fits: (cell: SheetCell) => boolean) => present.length > 0 && present.every(fits);
	const numbers = () => numberVector(cells.map((cell) => (cell === null ? null : Number(cell))));
	if (all((cell) => typeof cell === 'number'))
		return { name, type: all(Number.isSafeInteger) ? 'BIGINT' : 'DOUBLE', vector: numbers() };
	if (all((cell) => typeof cell === 'boolean')) return { name, type: 'BOOLEAN', vector: numbers() };
	if (all((cell) => cell instanceof Date)) return { name, type: 'TIMESTAMP', vector: numbers() };
	return { name, type: 'VARCHAR', vector: textVector(cells.map(textOf)) };
}

function textOf(cell: SheetCell): string | null {
	if (cell === null) return null;
	return cell instanceof Date ? cell.toISOString() : String(cell);
}
