import type { TableSchema } from '../../table/schema';
import type { Expression, ValueType } from './expression';
import type { SqlOrder } from './sql-node';

/** What the steps of a script need to stand before them, gathered while they are written. */
export interface Needs {
	/** Names of helpers. */
	readonly helpers: Set<string>;
	/** Lines of Python. */
	readonly imports: Set<string>;
}

export interface Made {
	readonly name: string;
	readonly value: Expression;
}

export interface SortKey extends Pick<SqlOrder, 'descending' | 'nullsFirst'> {
	readonly column: string;
}

export interface JoinStep {
	/** Variable of the other table. */
	readonly other: string;
	/** Columns of this and of the other table whose values meet. */
	readonly keys: readonly (readonly [string, string])[];
	readonly type: 'left' | 'inner' | 'semi' | 'anti';
	/** Columns of the other table and the names they get. */
	readonly brought: readonly (readonly [string, string])[];
}

export interface ScriptTable {
	readonly variable: string;
	readonly schema: TableSchema;
}

/** How a data frame library does what a step does. Each method gives lines of Python that change the variable `frame`. */
export interface Dialect {
	readonly id: 'pandas' | 'polars';
	/** What the script imports always. */
	readonly imports: readonly string[];
	/** What the library is called and must be at least. */
	readonly version: string;
	readonly frameType: string;
	readonly helpers: Readonly<Record<string, { readonly code: string; readonly imports: readonly string[] }>>;
	typeName(type: ValueType): string;
	/** Columns set at once, from what they were before. */
	assign(made: readonly Made[], frame: string, needs: Needs): string[];
	filter(condition: Expression, frame: string, needs: Needs): string[];
	select(names: readonly string[], frame: string): string[];
	drop(names: readonly string[], frame: string): string[];
	rename(names: readonly (readonly [string, string])[], frame: string): string[];
	sort(keys: readonly SortKey[], frame: string): string[];
	reverse(frame: string): string[];
	head(count: number, frame: string): string[];
	tail(count: number, frame: string): string[];
	skip(count: number, frame: string): string[];
	/** The first row of each with the same values of `columns`; of all when null. */
	unique(columns: readonly string[] | null, frame: string): string[];
	join(step: JoinStep, frame: string): string[];
	copy(table: string): string;
	/** What runs an SQL statement over data frames. */
	readonly sqlHelper: string;
	/** The part of a script that reads the files named on the command line and writes the result. */
	main(tables: readonly ScriptTable[]): string[];
}
