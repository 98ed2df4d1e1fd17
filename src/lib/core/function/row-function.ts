import type { Columns } from '../table/columns';

/** A person's own function of a row, in TypeScript: an expression such as `(row) => row.price * 2`, or declarations that end with one. */
export interface RowFunctionJob {
	readonly code: string;
	/** What `row` holds: a property a column; numbers, texts, truth values, dates as `Date`, missing as null. */
	readonly columns: Columns;
	readonly result: RowFunctionResult;
	/** A row it fails on: the whole stops there, or that row's result is missing. */
	readonly onError: 'stop' | 'missing';
}

export const rowFunctionResults = ['number', 'text', 'boolean', 'timestamp'] as const;
export type RowFunctionResult = (typeof rowFunctionResults)[number];

/** DuckDB's type of each kind of result. */
export const resultTypes: Readonly<Record<RowFunctionResult, string>> = {
	number: 'DOUBLE',
	text: 'VARCHAR',
	boolean: 'BOOLEAN',
	timestamp: 'TIMESTAMP'
};
