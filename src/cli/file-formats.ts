import type { FileFormats } from '$lib/core/table/file-host';
import { sqliteReader } from '$lib/engines/sqlite/reader';
import { streamUnpacker } from '$lib/engines/zip/unpacker';

/** What the command reads beside text, JSON, Parquet and Arrow. */
export const fileFormats: FileFormats = {
	unpacker: streamUnpacker(),
	readSheet: async (...asked) => (await import('$lib/engines/excel/reader')).readExcelSheet(...asked),
	writeSheet: async (columns) => (await import('$lib/engines/excel/writer')).writeExcelSheet(columns),
	database: sqliteReader()
};
