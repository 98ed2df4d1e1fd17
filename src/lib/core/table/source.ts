import type { SampleOptions } from './sample';
import type { TableSchema } from './schema';

export const tableFormats = ['csv', 'tsv', 'fwf', 'json', 'ndjson', 'parquet', 'arrow', 'xlsx', 'sqlite'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** The formats that tables are written in. */
export const writtenFormats = ['csv', 'tsv', 'ndjson', 'json', 'parquet', 'arrow', 'xlsx'] as const;

/** How to read a file. What is left out is guessed from its first bytes and reported back in ImportReport. */
export interface ReadOptions {
	readonly format?: TableFormat;
	/** Of a zip the entry, of a database the table. What there is may be asked of `SqlEngine.listParts`. */
	readonly part?: string;
	readonly delimiter?: string;
	readonly quote?: string;
	readonly header?: boolean;
	/** A WHATWG label: utf-8, utf-16le, shift_jis, windows-1252. */
	readonly encoding?: string;
	/** Of fixed-width text: the width of each column in characters; the last takes what is left of a line. */
	readonly widths?: readonly number[];
	/** Tokens that mean missing, beside the unquoted empty field. */
	readonly nulls?: readonly string[];
	/** Of a workbook: the sheet's name, or its number from 1. The first when left out. */
	readonly sheet?: string;
	/** Column -> DuckDB type, against the guess. */
	readonly types?: Readonly<Record<string, string>>;
	/** Which rows to keep; all when left out. */
	readonly sample?: SampleOptions;
}

export interface RejectedRow {
	/** Of the file, from 1; null where it is not certain, then the reason names the record. */
	readonly line: number | null;
	readonly column: string | null;
	readonly reason: string;
	readonly text: string;
}

/** A column that had several types in files read as one table, and the type that holds them all. */
export interface WidenedColumn {
	readonly column: string;
	readonly types: readonly string[];
	readonly to: string;
}

export interface ImportReport {
	readonly rows: number;
	readonly schema: TableSchema;
	/** Rows that could not be read; the table `<name>_rejects` (line, column, reason, text) holds them all. */
	readonly rejected: number;
	readonly rejectedSample: readonly RejectedRow[];
	/** What was used: guessed where not given. */
	readonly used: {
		readonly format: TableFormat;
		readonly part?: string;
		readonly delimiter?: string;
		readonly encoding?: string;
		readonly header?: boolean;
		readonly widths?: readonly number[];
	};
	/** Column names that had to be changed (empty, duplicate), old -> new. */
	readonly renamed: readonly { readonly from: string; readonly to: string }[];
	/** Rows there were before a sample was taken of them. */
	readonly sampledFrom?: number;
	/** Of several files read as one table: how many, and the columns whose types differed. */
	readonly joined?: { readonly files: number; readonly widened: readonly WidenedColumn[] };
}

/** What a file holds that can be read as a table: entries of an archive, tables of a database, or nothing but itself. */
export interface FileParts {
	readonly kind: 'file' | 'archive' | 'database';
	readonly parts: readonly FilePart[];
}

export interface FilePart {
	readonly name: string;
	/** Of an entry, unpacked. */
	readonly sizeBytes: number | null;
}
