/** The one place where a name or a value becomes SQL text. */

/** A name as a quoted SQL identifier; safe for every string without NUL, which DuckDB cannot hold. */
export function sqlName(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A value as an SQL literal, exact to the bit. Numbers carry an exponent, because DuckDB reads 0.1 as a DECIMAL and one in fifty loses
 * its last bit on the way to DOUBLE; those that are not finite become casts, null becomes NULL.
 */
export function sqlValue(value: string | number | boolean | null): string {
	if (value === null) return 'NULL';
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	if (typeof value === 'string') return value.includes('\0') ? joinNul(value) : `'${value.replaceAll("'", "''")}'`;
	if (Object.is(value, -0)) return "'-0'::DOUBLE";
	if (Number.isFinite(value)) {
		const text = String(value).includes('e') ? String(value) : `${value}e0`;
		return value < 0 ? `(${text})` : text;
	}
	return `'${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}'::DOUBLE`;
}

/** The parser ends at a NUL, a value may hold one. */
function joinNul(value: string): string {
	return `(${value
		.split('\0')
		.map((part) => sqlValue(part))
		.join(' || chr(0) || ')})`;
}

/** A parenthesised list of literals, for IN. */
export function sqlList(values: readonly (string | number | boolean | null)[]): string {
	return `(${values.map(sqlValue).join(', ')})`;
}
