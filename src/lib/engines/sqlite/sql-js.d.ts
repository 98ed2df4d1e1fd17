/** The part of sql.js that is used here: its published types know nothing of whole numbers as BigInt. */
declare module 'sql.js' {
	type Cell = string | number | bigint | Uint8Array | null;

	export interface Statement {
		step(): boolean;
		getColumnNames(): string[];
		get(params: null, config: { readonly useBigInt: true }): Cell[];
		free(): void;
	}

	export interface Database {
		prepare(sql: string): Statement;
		exec(sql: string, params?: readonly string[]): { readonly values: readonly (readonly Cell[])[] }[];
		export(): Uint8Array;
		close(): void;
	}

	export interface SqlJsStatic {
		readonly Database: new (bytes: Uint8Array) => Database;
	}

	export default function initSqlJs(config: { readonly locateFile?: () => string }): Promise<SqlJsStatic>;
}
