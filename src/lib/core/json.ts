/** JSON values and their canonical text: what is hashed and signed must not depend on the order of keys. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Keys sorted by code unit, no white space; numbers as JSON.stringify writes them. After RFC 8785 for the values used here. */
export function canonicalJson(value: Json): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
	const keys = Object.keys(value).sort();
	return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`).join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}

/** A value as JSON has it: what is undefined goes, so that a hash and a catalogue see the same thing. */
export function toJson(value: unknown): Json {
	const json: Json = JSON.parse(JSON.stringify(value ?? null));
	return json;
}

/** JSON as people and other programs get it: numbers that are not finite are text, typed arrays are lists, maps are objects. */
export function writeJson(value: unknown, indent = ''): string {
	return JSON.stringify(value, written, indent);
}

function written(_: string, value: unknown): unknown {
	if (typeof value === 'number' && !Number.isFinite(value))
		return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
	if (typeof value === 'bigint') return Number(value);
	if (
		value instanceof Float64Array ||
		value instanceof Float32Array ||
		value instanceof Int32Array ||
		value instanceof Uint8Array
	)
		return Array.from(value);
	if (value instanceof Map) return Object.fromEntries(value);
	return value;
}
