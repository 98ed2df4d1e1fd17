/** The one place where a name or a value becomes SQL text. */

/** A name as a quoted SQL identifier; safe for every string without NUL, which DuckDB cannot hold. */
export function sqlName(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** A value as an SQL literal. Numbers that are not finite become casts, null becomes NULL. */
export function sqlValue(value: string | number | boolean | null): string {
	if (value === null) return 'NULL';
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
	if (Number.isFinite(value)) return Object.is(value, -0) ? "'-0'::DOUBLE" : `${value}::DOUBLE`;
	return `'${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}'::DOUBLE`;
}

/** A parenthesised list of literals, for IN. */
export function sqlList(values: readonly (string | number | boolean | null)[]): string {
	return `(${values.map(sqlValue).join(', ')})`;
}
