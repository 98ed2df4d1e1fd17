import { Refusal } from './refusal';

/** A column of an answer. Decimals of up to 38 digits keep them; what has no type of its own here is text. */
export type Column =
	| { readonly name: string; readonly type: 'boolean' | 'integer' | 'double' | 'date' | 'timestamp' | 'text' }
	| { readonly name: string; readonly type: 'decimal'; readonly precision: number; readonly scale: number };

/** A value that its type cannot hold; said with what the query can do about it. */
export function unfit(column: Column, text: string, mend: string): Refusal {
	return new Refusal('value', `column "${column.name}" holds ${text}; ${mend}`);
}

const most = 2n ** 63n;

/** A whole number of up to 64 bits. */
export function readInteger(column: Column, text: string): bigint {
	const value = BigInt(text);
	if (value >= most || value < -most) throw unfit(column, text, 'cast it to text');
	return value;
}

/** A decimal without its point, padded to the scale. */
export function readDecimal(column: Extract<Column, { type: 'decimal' }>, text: string): bigint {
	const [, sign, whole, fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
	if (whole === undefined || fraction.length > column.scale) throw unfit(column, text, 'cast it to a double');
	const digits = BigInt(`${whole || '0'}${fraction.padEnd(column.scale, '0')}`);
	return sign === '-' ? -digits : digits;
}

const dayMs = 86_400_000;

function days(column: Column, text: string, year: string, month: string, day: string): number {
	const ms = Date.UTC(2000, Number(month) - 1, Number(day));
	const date = new Date(ms);
	date.setUTCFullYear(Number(year));
	// 0000-00-00 and its like are no day of a calendar
	if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day))
		throw unfit(column, text, 'replace it by NULL in the query');
	return date.getTime() / dayMs;
}

/** Days since 1970. */
export function readDate(column: Column, text: string): number {
	const [, year, month, day] = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(text) ?? [];
	if (year === undefined || month === undefined || day === undefined)
		throw unfit(column, text, 'replace it by NULL in the query');
	return days(column, text, year, month, day);
}

/** Microseconds since 1970, of a time in UTC or without a zone. */
export function readTimestamp(column: Column, text: string): bigint {
	const [, year, month, day, hour, minute, second, fraction = ''] =
		/^(\d{4,6})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:\+00(?::?00)?|Z)?$/.exec(text) ?? [];
	if (year === undefined || month === undefined || day === undefined)
		throw unfit(column, text, 'replace it by NULL in the query');
	const seconds =
		(days(column, text, year, month, day) * 24 + Number(hour)) * 3600 + Number(minute) * 60 + Number(second);
	return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}
