import type { TableSchema } from './schema';

export const tableFormats = ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** How to read a file. What is left out is guessed from its first bytes and reported back in ImportReport. */
export interface ReadOptions {
	readonly format?: TableFormat;
	readonly delimiter?: string;
	readonly quote?: string;
	readonly header?: boolean;
	/** A WHATWG label: utf-8, utf-16le, shift_jis, windows-1252. */
	readonly encoding?: string;
	/** Tokens that mean missing, beside the unquoted empty field. */
	readonly nulls?: readonly string[];
	/** Of a workbook: the sheet's name, or its number from 1. The first when left out. */
	readonly sheet?: string;
	/** Column -> DuckDB type, against the guess. */
	readonly types?: Readonly<Record<string, string>>;
}

export interface RejectedRow {
	/** Of the file, from 1; null where it is not certain, then the reason names the record. */
	readonly line: number | null;
	readonly column: string | null;
	readonly reason: string;
	readonly text: string;
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
		readonly delimiter?: string;
		readonly encoding?: string;
		readonly header?: boolean;
	};
	/** Column names that had to be changed (empty, duplicate), old -> new. */
	readonly renamed: readonly { readonly from: string; readonly to: string }[];
}
