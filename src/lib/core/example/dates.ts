/** A day by its parts; no time zone. */
export interface DayParts {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
] as const;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** Ways a date is written that a program reads: the more certain first. */
export const readFormats = [
	'%Y-%m-%d',
	'%Y/%m/%d',
	'%Y.%m.%d',
	'%Y年%m月%d日',
	'%d %B %Y',
	'%d %b %Y',
	'%B %d, %Y',
	'%b %d, %Y',
	'%B %d %Y',
	'%b %d %Y',
	'%d-%b-%Y',
	'%d.%m.%Y',
	'%m/%d/%Y',
	'%d/%m/%Y',
	'%d-%m-%Y',
	'%Y%m%d'
] as const;

/** Ways it writes one: whole dates and single parts. */
export const writeFormats = [
	...readFormats,
	'%Y-%m',
	'%m/%Y',
	'%B %Y',
	'%b %Y',
	'%-d %B %Y',
	'%-d %b %Y',
	'%B %-d, %Y',
	'%b %-d, %Y',
	'%-m/%-d/%Y',
	'%-d/%-m/%Y',
	'%Y年%-m月%-d日',
	'%Y',
	'%y',
	'%m',
	'%-m',
	'%d',
	'%-d',
	'%B',
	'%b',
	'%A',
	'%a'
] as const;

const patterns: Readonly<Record<string, string>> = {
	'%Y': '(?<year>[0-9]{4})',
	'%m': '(?<month>[0-9]{1,2})',
	'%d': '(?<day>[0-9]{1,2})',
	'%B': '(?<name>[A-Za-z]+)',
	'%b': '(?<short>[A-Za-z]{3})'
};
const compiled = new Map<string, RegExp>();

function regexOf(format: string): RegExp {
	const known = compiled.get(format);
	if (known) return known;
	// digits without a mark between them have a fixed width
	const source = format === '%Y%m%d' ? '(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})' : '';
	const built =
		source !== ''
			? source
			: format
					.split(/(%[A-Za-z])/)
					.map((part) => patterns[part] ?? part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
					.join('');
	const regex = new RegExp(`^${built}$`);
	compiled.set(format, regex);
	return regex;
}

/** A date as text read by a format of `readFormats`; null when it is not written so or there is no such day. */
export function parseDate(text: string, format: string): DayParts | null {
	const found = regexOf(format).exec(text)?.groups;
	if (!found) return null;
	const name = (found['name'] ?? found['short'])?.toLowerCase();
	const month =
		name === undefined
			? Number(found['month'])
			: months.findIndex((each) => (found['name'] ? each : each.slice(0, 3)).toLowerCase() === name) + 1;
	const parts = { year: Number(found['year']), month, day: Number(found['day']) };
	const date = new Date(Date.UTC(2000, month - 1, parts.day));
	date.setUTCFullYear(parts.year);
	return month > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === parts.day ? parts : null;
}

/** As strftime writes it, in English. */
export function formatDate({ year, month, day }: DayParts, format: string): string {
	const name = months[month - 1] ?? '';
	const date = new Date(Date.UTC(2000, month - 1, day));
	date.setUTCFullYear(year);
	const weekday = weekdays[date.getUTCDay()] ?? '';
	const parts: Readonly<Record<string, string>> = {
		'%Y': String(year).padStart(4, '0'),
		'%y': String(year % 100).padStart(2, '0'),
		'%m': String(month).padStart(2, '0'),
		'%-m': String(month),
		'%d': String(day).padStart(2, '0'),
		'%-d': String(day),
		'%B': name,
		'%b': name.slice(0, 3),
		'%A': weekday,
		'%a': weekday.slice(0, 3)
	};
	return format.replaceAll(/%-?[A-Za-z]/g, (part) => parts[part] ?? part);
}
