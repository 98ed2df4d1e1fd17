import { AppError } from '../errors';
import type { SourceFile, SqlEngine } from '../ports';
import type { Columns } from './columns';
import type { DatabaseReader } from './database';
import type { SheetReader } from './sheet';

/** An entry of a zip as its directory tells it. */
export interface ArchiveEntry {
	readonly name: string;
	/** Unpacked. */
	readonly sizeBytes: number;
	readonly isEncrypted: boolean;
}

/** Files packed with gzip or zip. Streams fail with archive/invalid where bytes are damaged, archive/too-large beyond its bounds. */
export interface Unpacker {
	/** The entries of a zip; null for a file that is none, and for a workbook, which is a zip too. */
	entries(file: string, bytes: Blob): Promise<readonly ArchiveEntry[] | null>;
	unzip(file: string, bytes: Blob, entry: string): Promise<ReadableStream<Uint8Array>>;
	/** Null for a file that is not packed with gzip. */
	gunzip(file: string, bytes: Blob): Promise<ReadableStream<Uint8Array> | null>;
}

/** What reads and writes formats that need a library of their own. */
export interface FileFormats {
	readonly unpacker: Unpacker;
	readonly readSheet: SheetReader;
	/** The bytes of a workbook. Refuses with table/sheet-limit what no sheet holds. */
	readonly writeSheet: (columns: Columns) => Promise<Uint8Array>;
	readonly database: DatabaseReader;
}

/** Without a library: packed files are taken as they are, workbooks and databases refused. */
export const plainFormats: FileFormats = {
	unpacker: {
		entries: () => Promise.resolve(null),
		unzip: (file) => Promise.reject(unknown(file, 'zip')),
		gunzip: () => Promise.resolve(null)
	},
	readSheet: (file) => Promise.reject(unknown(file, 'xlsx')),
	writeSheet: () => Promise.reject(unknown('', 'xlsx')),
	database: {
		tables: (file) => Promise.reject(unknown(file, 'sqlite')),
		read: (file) => Promise.reject(unknown(file, 'sqlite'))
	}
};

function unknown(file: string, format: string): AppError {
	return new AppError('table/format-unknown', { file, format });
}

/** A platform on which files become tables. */
export interface FileHost {
	readonly sql: SqlEngine;
	readonly formats: FileFormats;
	/** The bytes of a file, not read yet. Refuses with file/missing. */
	bytes(file: SourceFile): Promise<Blob>;
	/** Keeps what a stream gives, to be read as a file of that name until `forget`. */
	keep(name: string, stream: ReadableStream<Uint8Array>): Promise<SourceFile>;
	forget(file: SourceFile): Promise<void>;
	/** Gives SQL a name by which read_csv finds a file, while `work` goes on. */
	withName<T>(file: SourceFile, work: (name: string) => Promise<T>): Promise<T>;
	/** Makes or replaces a table from a Parquet file. */
	loadParquet(table: string, file: SourceFile, signal?: AbortSignal): Promise<void>;
}
