import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { sampleMethods, type SampleOptions } from '$lib/core/table/sample';
import { tableFormats, type ReadOptions } from '$lib/core/table/source';

/** Collects an option that may repeat. */
export function repeated(value: string, before: readonly string[] | undefined): string[] {
	return [...(before ?? []), value];
}

/** A value that must be one of a few words. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
	const found = allowed.find((name) => name === value);
	if (found === undefined)
		throw new AppError('usage/bad-option', { option, value, allowed: `one of ${allowed.join(', ')}` });
	return found;
}

/** Cuts at a separator, unless it stands behind a backslash: `a,b\,c` is a and b,c. */
export function splitEscaped(text: string, separator: string): string[] {
	const parts: string[] = [];
	let part = '';
	for (let i = 0; i < text.length; i++) {
		const character = text[i] ?? '';
		const next = text[i + 1];
		if (character === '\\' && (next === ',' || next === '=' || next === '\\')) {
			part += next;
			i++;
		} else if (character === separator) {
			parts.push(part);
			part = '';
		} else part += character;
	}
	parts.push(part);
	return parts;
}

/** Where the first `=` stands that no backslash protects; -1 where there is none. */
function plainEquals(text: string): number {
	for (let i = 0; i < text.length; i++) {
		if (text[i] === '\\') i++;
		else if (text[i] === '=') return i;
	}
	return -1;
}

function unescape(text: string): string {
	return text.replaceAll(/\\([,=\\])/g, '$1');
}

/** `name=value`, the value verbatim but for escapes. */
export function parsePair(option: string, text: string): [string, string] {
	const place = plainEquals(text);
	if (place <= 0) throw new AppError('usage/bad-option', { option, value: text, allowed: 'name=value' });
	return [unescape(text.slice(0, place)), unescape(text.slice(place + 1))];
}

export function parsePairs(option: string, texts: readonly string[] = []): Record<string, string> {
	return Object.fromEntries(texts.map((text) => parsePair(option, text)));
}

export function parseList(text: string | undefined): string[] {
	return text === undefined || text.trim() === '' ? [] : splitEscaped(text, ',').map((part) => part.trim());
}

export function parseNumber(option: string, text: string): number {
	const value = Number(text);
	if (text.trim() === '' || Number.isNaN(value))
		throw new AppError('usage/bad-option', { option, value: text, allowed: 'a number' });
	return value;
}

/** A number from 0 to `most`. */
export function parseShare(option: string, text: string, most = 1): number {
	const value = parseNumber(option, text);
	if (!(value >= 0 && value <= most))
		throw new AppError('usage/bad-option', { option, value: text, allowed: `a share from 0 to ${most}` });
	return value;
}

export function parseInteger(option: string, text: string, least = 0, most = Infinity): number {
	const value = text.trim() === '' ? NaN : Number(text);
	if (!Number.isSafeInteger(value) || value < least || value > most) {
		const allowed = `a whole number from ${least}${most < Infinity ? ` to ${most}` : ''}`;
		throw new AppError('usage/bad-option', { option, value: text, allowed });
	}
	return value;
}

const durations: Readonly<Record<string, number>> = {
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
	w: 604_800_000
};

/** `30m`, `24h`, `7d` as milliseconds. */
export function parseDuration(option: string, text: string): number {
	const found = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/.exec(text.trim());
	const unit = durations[found?.[2] ?? ''];
	if (!found || unit === undefined)
		throw new AppError('usage/bad-option', { option, value: text, allowed: 'a time such as 30m, 24h or 7d' });
	return Number(found[1]) * unit;
}

/** COL, COL=V[,V] or COL>NUMBER. Whether `>` is a threshold depends on the column's kind: `isCategorical` says so. */
export type Selector =
	| { readonly column: string; readonly type: 'column' }
	| { readonly column: string; readonly type: 'values'; readonly values: readonly string[] }
	| { readonly column: string; readonly type: 'threshold'; readonly threshold: number };

export function parseSelector(text: string, isCategorical: (column: string) => boolean): Selector {
	const equals = plainEquals(text);
	const greater = text.indexOf('>');
	if (greater > 0 && (equals < 0 || greater < equals)) {
		const column = unescape(text.slice(0, greater));
		const rest = text.slice(greater + 1);
		const threshold = Number(rest);
		if (rest.trim() !== '' && !Number.isNaN(threshold) && !isCategorical(column))
			return { column, type: 'threshold', threshold };
	}
	if (equals > 0)
		return {
			column: unescape(text.slice(0, equals)),
			type: 'values',
			values: splitEscaped(text.slice(equals + 1), ',')
		};
	return { column: unescape(text), type: 'column' };
}

export interface TableFlags {
	readonly delimiter?: string;
	readonly encoding?: string;
	readonly null?: readonly string[];
	readonly types?: readonly string[];
	readonly format?: string;
	readonly sheet?: string;
	readonly endpoint?: string;
	readonly widths?: string;
	readonly sample?: string;
	readonly sampleSeed?: string;
}

/** How to read a TABLE, and where an `s3://` one lies. */
export interface TableOptions extends ReadOptions {
	readonly endpoint?: string;
}

/** The options that every command which reads a TABLE takes. */
export function withTableOptions(command: Command): Command {
	return command
		.option('--delimiter <text>', 'what separates the fields of a text format (guessed)')
		.option(
			'--encoding <label>',
			'the encoding of a text format: utf-8, utf-16le, shift_jis, windows-1252 ... (guessed)'
		)
		.option('--null <token>', 'a token that means missing (repeats)', repeated)
		.option('--types <col=TYPE>', 'the DuckDB type of a column, against the guess (repeats)', repeated)
		.option('--format <name>', `the format of the table: ${tableFormats.join(', ')} (by ending and content)`)
		.option('--sheet <name>', 'the sheet of a workbook, by name or number (the first)')
		.option('--widths <numbers>', 'of fixed-width text: the width of each column, as in 12,8,20 (guessed)')
		.option('--sample <how>', 'keep some rows: first:N, random:N or stratified:N:COL (all)')
		.option('--sample-seed <number>', 'which rows a sample draws (0)')
		.option('--endpoint <url>', 'the server of an s3:// table, where it is not AWS (AWS_ENDPOINT_URL)');
}

export function readOptionsOf(flags: TableFlags): TableOptions {
	const format = tableFormats.find((name) => name === flags.format);
	if (flags.format !== undefined && !format)
		throw new AppError('usage/bad-option', { option: 'format', value: flags.format, allowed: tableFormats.join(', ') });
	const delimiter = flags.delimiter === '\\t' || flags.delimiter === 'tab' ? '\t' : flags.delimiter;
	if (delimiter === '')
		throw new AppError('usage/bad-option', { option: 'delimiter', value: '', allowed: 'one character or more' });
	if (flags.encoding !== undefined) checkEncoding(flags.encoding);
	return {
		...(format ? { format } : {}),
		...(delimiter === undefined ? {} : { delimiter }),
		...(flags.encoding === undefined ? {} : { encoding: flags.encoding.toLowerCase() }),
		...(flags.null ? { nulls: flags.null } : {}),
		...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
		...(flags.endpoint === undefined ? {} : { endpoint: flags.endpoint }),
		...(flags.widths === undefined ? {} : { widths: parseWidths(flags.widths) }),
		...(flags.sample === undefined ? {} : { sample: parseSample(flags.sample, flags.sampleSeed) }),
		...(flags.types ? { types: parsePairs('types', flags.types) } : {})
	};
}

function parseWidths(text: string): number[] {
	return parseList(text).map((width) => parseInteger('widths', width, 1));
}

/** `first:N`, `random:N` or `stratified:N:COL`. */
function parseSample(text: string, seed = '0'): SampleOptions {
	const [, method = '', rows = '', column] = /^([a-z]+):(\d+)(?::(.+))?$/s.exec(text) ?? [];
	const known = sampleMethods.find((name) => name === method);
	if (!known || (known === 'stratified') !== (column !== undefined))
		throw new AppError('usage/bad-option', {
			option: 'sample',
			value: text,
			allowed: 'first:N, random:N or stratified:N:COL'
		});
	return {
		method: known,
		rows: parseInteger('sample', rows, 1),
		seed: parseInteger('sample-seed', seed),
		...(column !== undefined && { column })
	};
}

function checkEncoding(label: string): void {
	try {
		new TextDecoder(label);
	} catch (error) {
		throw new AppError(
			'usage/bad-option',
			{ option: 'encoding', value: label, allowed: 'a WHATWG label such as utf-8, utf-16le, shift_jis, windows-1252' },
			{ cause: error }
		);
	}
}
