/** SQL of an operation, taken apart. Words are lower case. */
export type SqlNode =
	| { readonly kind: 'name'; readonly name: string; readonly table: string | null }
	| { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly whole: boolean }
	| { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly x: SqlNode }
	| { readonly kind: 'binary'; readonly op: string; readonly a: SqlNode; readonly b: SqlNode }
	| { readonly kind: 'is-null'; readonly x: SqlNode; readonly not: boolean }
	| { readonly kind: 'in'; readonly x: SqlNode; readonly values: readonly SqlNode[]; readonly not: boolean }
	| { readonly kind: 'cast'; readonly x: SqlNode; readonly type: string; readonly attempt: boolean }
	| {
			readonly kind: 'case';
			readonly of: SqlNode | null;
			readonly branches: readonly { readonly when: SqlNode; readonly then: SqlNode }[];
			readonly otherwise: SqlNode | null;
	  }
	| { readonly kind: 'call'; readonly fn: string; readonly args: readonly SqlNode[]; readonly over: SqlWindow | null }
	| { readonly kind: 'list'; readonly items: readonly SqlNode[] }
	| { readonly kind: 'at'; readonly list: SqlNode; readonly index: SqlNode };

export interface SqlWindow {
	readonly partitionBy: readonly SqlNode[];
	readonly orderBy: readonly SqlOrder[];
	/** `preceding`: all rows up to this one; `following`: all from this one on. */
	readonly rows: 'all' | 'preceding' | 'following';
	readonly ignoreNulls: boolean;
}

export interface SqlOrder {
	readonly x: SqlNode;
	readonly descending: boolean;
	readonly nullsFirst: boolean;
}

/** Whether two pieces of SQL say the same. */
export function sameSql(a: SqlNode, b: SqlNode): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
