import { isNumericType, isTemporalType } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { elementOf } from './each-list';
import { structFields } from './struct-type';
import { eachMatch } from './text-pattern';

/** JSON held as text, read and written by SQL alone: DuckDB's own functions for it are an extension that a page does not have. */

/** A text in quotes, a bracket, a comma, a colon, or a bare word: all that JSON is made of besides white space. */
const token = '"(?:[^"\\\\]|\\\\.)*"|[{}\\[\\],:]|[^\\s{}\\[\\],:"]+';
/** Control characters, which JSON cannot hold bare: what stands outside, between parts, and between a key and its value. */
const [outside, between, colon] = ['chr(29)', 'chr(30)', 'chr(31)'];

/** SQL of `make` over the SQL of a value that it reads more than once. */
export function letSql(value: string, make: (name: string) => string): string {
	return `list_transform([${value}], lambda j: ${make('j')})[1]`;
}

/**
 * SQL of the parts of a JSON list or object, as text: what stands between the commas of its outermost level; of an object `key chr(31)
 * value`. Missing where the text is not one. `x` is the name of a column or parameter.
 */
export function jsonPartsSql(x: string, kind: 'list' | 'object'): string {
	const [open, close] = kind === 'list' ? ['[', ']'] : ['{', '}'];
	const depth = `CASE WHEN t IN ('{', '[') THEN 1 WHEN t IN ('}', ']') THEN -1 ELSE 0 END`;
	const tokens = `list_transform(regexp_extract_all(${x}, ${sqlValue(token)}), lambda t: {'d': ${depth}, 't': t})`;
	const marked = `CASE WHEN a['d'] = 0 AND a['t'] <> '' THEN ${outside} WHEN a['d'] = 1 AND b['t'] = ',' THEN ${between} WHEN a['d'] = 1 AND b['t'] = ':' THEN ${colon} ELSE b['t'] END`;
	const read = `list_reduce(${tokens}, lambda a, b: {'d': a['d'] + b['d'], 't': a['t'] || ${marked}}, {'d': 0, 't': ''})`;
	const isWhole = `k['d'] = 0 AND left(k['t'], 1) = '${open}' AND right(k['t'], 1) = '${close}' AND NOT contains(k['t'], ${outside})`;
	const inside = `k['t'][2:-2]`;
	return (
		`CASE WHEN regexp_replace(${x}, ${sqlValue(`(?:${token}|\\s)+`)}, '', 'g') = '' THEN list_transform([${read}], lambda k: ` +
		`CASE WHEN ${isWhole} THEN CASE WHEN ${inside} = '' THEN []::VARCHAR[] ELSE string_split(${inside}, ${between}) END END)[1] END`
	);
}

/** SQL of the key of a part of an object, as it reads. */
export function jsonKeySql(part: string): string {
	return jsonTextSql(`split_part(${part}, ${colon}, 1)`);
}

/** SQL of the value of a part of an object, still JSON. */
export function jsonMemberSql(part: string): string {
	return `split_part(${part}, ${colon}, 2)`;
}

/** SQL of a JSON value as text: a string as it reads, null missing, all else as it is written. */
export function jsonTextSql(json: string): string {
	return `CASE WHEN left(${json}, 1) = '"' THEN CASE WHEN contains(${json}, '\\') THEN ${unescaped(`${json}[2:-2]`)} ELSE ${json}[2:-2] END WHEN ${json} NOT IN ('null', '') THEN ${json} END`;
}

/** SQL of a JSON value as a column of the type; missing where it cannot be. */
export function jsonValueSql(json: string, type: string): string {
	const text = jsonTextSql(json);
	return type === 'VARCHAR' ? text : `TRY_CAST(${text} AS ${type})`;
}

function unescaped(x: string): string {
	const unit = (from: number) => `('0x' || m[${from}:${from + 3}])::INTEGER`;
	const pair = `chr(65536 + (${unit(3)} - 55296) * 1024 + ${unit(9)} - 56320)`;
	const single = `CASE WHEN ${unit(3)} BETWEEN 55296 AND 57343 THEN '\uFFFD' ELSE chr(${unit(3)}) END`;
	const short = `translate(m[2], 'bfnrt', chr(8) || chr(12) || chr(10) || chr(13) || chr(9))`;
	return eachMatch(
		x,
		'\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\\\u[0-9a-fA-F]{4}|\\\\.',
		(match) =>
			`list_transform([${match}], lambda m: CASE length(m) WHEN 12 THEN ${pair} WHEN 6 THEN ${single} ELSE ${short} END)[1]`
	);
}

/** SQL of a value of the type as JSON; `null` where it is missing or no finite number. */
export function toJsonSql(x: string, type: string): string {
	return `coalesce(${written(x, type)}, 'null')`;
}

function written(x: string, type: string): string {
	if (type === 'FLOAT' || type === 'DOUBLE') return `CASE WHEN isfinite(${x}) THEN ${x}::VARCHAR END`;
	if (isNumericType(type) || type === 'BOOLEAN') return `${x}::VARCHAR`;
	if (/\[\d*\]$/.test(type))
		return `'[' || coalesce(array_to_string(list_transform(${x}, lambda e: ${toJsonSql('e', elementOf(type))}), ','), '') || ']'`;
	const fields = structFields(type);
	if (fields) {
		const members = fields.map((field) => {
			const value = toJsonSql(`${x}.${sqlName(field.name)}`, field.type);
			return `${sqlValue(`${JSON.stringify(field.name)}:`)} || ${value}`;
		});
		return `CASE WHEN ${x} IS NOT NULL THEN '{' || ${members.join(` || ',' || `)} || '}' END`;
	}
	if (isTemporalType(type)) return `'"' || replace(${x}::VARCHAR, ' ', 'T') || '"'`;
	const quoted = `replace(replace(${x}::VARCHAR, '\\', '\\\\'), '"', '\\"')`;
	const control = eachMatch(quoted, '[\\x00-\\x1f]', (match) => `printf('\\u%04x', unicode(${match}))`);
	return `'"' || CASE WHEN regexp_matches(${x}::VARCHAR, '[\\x00-\\x1f]') THEN ${control} ELSE ${quoted} END || '"'`;
}
