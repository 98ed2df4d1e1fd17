/** The one place where a name or a value becomes Python source. */

export type PythonValue = string | number | boolean | null | readonly PythonValue[];

/** A text as a Python string literal of printable characters; a lone surrogate, which no Python text file can hold, becomes U+FFFD. */
export function pythonText(text: string): string {
	let body = '';
	for (const character of text) body += written(character);
	return `"${body}"`;
}

const named: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function written(character: string): string {
	const known = named[character];
	if (known !== undefined) return known;
	const code = character.codePointAt(0) ?? 0;
	if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
	if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) return character;
	if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
	if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
	return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** A value as a Python literal, exact to the bit; `None` for null, `float("inf")` and the like for numbers that are not finite. */
export function pythonValue(value: PythonValue): string {
	if (value === null) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (typeof value === 'string') return pythonText(value);
	if (typeof value === 'object') return `[${value.map(pythonValue).join(', ')}]`;
	if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value);
	return `float("${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}")`;
}

/** A number as a Python float: `2.0`, not `2`. */
export function pythonFloat(value: number): string {
	const text = pythonValue(value);
	return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A dict of literal keys to source of values. */
export function pythonDict(entries: readonly (readonly [PythonValue, string])[]): string {
	return `{${entries.map(([key, value]) => `${pythonValue(key)}: ${value}`).join(', ')}}`;
}

/** A text on one line, for a comment. */
export function pythonComment(text: string): string {
	return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

const reserved = new Set(
	(
		'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
		'lambda nonlocal not or pass raise return try while with yield match case type print list dict set str int float bool len range ' +
		'sys pd pl np re duckdb frame read prepare path keep'
	).split(' ')
);

/** A Python variable for a table: its name where that can be one, and unlike every name `taken`. */
export function pythonVariable(name: string, taken: ReadonlySet<string>): string {
	const plain = name
		.replaceAll(/[^A-Za-z0-9_]+/g, '_')
		.replaceAll(/^_+|_+$/g, '')
		.toLowerCase();
	const start = plain === '' ? 'table' : /^\d/.test(plain) ? `table_${plain}` : plain;
	for (let n = 1; ; n++) {
		const variable = n === 1 ? start : `${start}_${n}`;
		if (!reserved.has(variable) && !taken.has(variable)) return variable;
	}
}
