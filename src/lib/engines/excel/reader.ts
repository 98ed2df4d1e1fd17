import { unzipSync, zipSync } from 'fflate';
import { readSheet, SheetNotFoundError, default as readSheets } from 'read-excel-file/universal';
import { AppError } from '$lib/core/errors';
import type { SheetCell, SheetReader } from '$lib/core/table/sheet';

/** A workbook may unpack to this many bytes. */
const mostBytes = 1024 ** 3;

/** Reads .xlsx workbooks. usage/bad-option for a sheet that is not there, table/unreadable for what is no workbook. */
export const readExcelSheet: SheetReader = async (file, bytes, sheet) => {
	const workbook = stored(file, bytes);
	try {
		return toCells(await findSheet(workbook, sheet));
	} catch (error) {
		if (error instanceof SheetNotFoundError) {
			const names = (await readSheets(workbook)).map(({ sheet: name }) => name).join(', ');
			throw new AppError('usage/bad-option', { option: 'sheet', value: sheet ?? '', allowed: `one of ${names}` });
		}
		throw unreadable(file, error);
	}
};

async function findSheet(workbook: ArrayBuffer, sheet: string | undefined): Promise<unknown[][]> {
	const options = { trim: false };
	if (sheet === undefined) return readSheet(workbook, 1, options);
	try {
		return await readSheet(workbook, sheet, options);
	} catch (error) {
		if (!(error instanceof SheetNotFoundError) || !/^[1-9]\d*$/.test(sheet)) throw error;
		return readSheet(workbook, Number(sheet), options);
	}
}

/** The workbook's archive with its entries bounded and no longer packed, so that the reader needs no worker to unpack them. */
function stored(file: string, bytes: Uint8Array): ArrayBuffer {
	let total = 0;
	try {
		const entries = unzipSync(bytes, {
			filter: ({ name, originalSize }) => {
				if (!/\.(xml|rels)$/.test(name)) return false;
				total += originalSize;
				if (total > mostBytes) throw new AppError('archive/too-large', { file, bytes: total, maxBytes: mostBytes });
				return true;
			}
		});
		return zipSync(entries, { level: 0 }).slice().buffer;
	} catch (error) {
		throw error instanceof AppError ? error : unreadable(file, error);
	}
}

function unreadable(file: string, error: unknown): AppError {
	const reason = error instanceof Error ? error.message : String(error);
	return new AppError('table/unreadable', { file, reason: `it is no Excel workbook (${reason})` }, { cause: error });
}

function toCells(rows: readonly (readonly unknown[])[]): SheetCell[][] {
	return rows.map((row) => row.map(toCell));
}

function toCell(cell: unknown): SheetCell {
	if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell;
	return cell instanceof Date ? wholeSecond(cell) : null;
}

/** Few times of day are exact as a fraction of a day: the library cuts what is a hair short of a second to 999 ms. */
function wholeSecond(time: Date): Date {
	const short = time.getTime() % 1000;
	return short === 999 || short === -1 ? new Date(time.getTime() + 1) : time;
}
