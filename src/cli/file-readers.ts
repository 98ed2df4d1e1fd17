import type { FileReaders } from '$lib/core/table/file-host';
import { sqliteReader } from '$lib/engines/sqlite/reader';
import { streamUnpacker } from '$lib/engines/zip/unpacker';

/** What the command reads beside text, JSON, Parquet and Arrow. */
export const fileReaders: FileReaders = {
	unpacker: streamUnpacker(),
	readSheet: async (...asked) => (await import('$lib/engines/excel/reader')).readExcelSheet(...asked),
	database: sqliteReader()
};
