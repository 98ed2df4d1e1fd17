import { AppError } from '../errors';
import { sqlName, sqlValue } from '../table/sql';
import type { Value } from './field';

const usual = [
	'%Y-%m-%d',
	'%Y/%m/%d',
	'%Y.%m.%d',
	'%Y年%m月%d日',
	'%d.%m.%Y',
	'%d %B %Y',
	'%d %b %Y',
	'%B %d, %Y',
	'%b %d, %Y',
	'%Y%m%d'
];
const hours = [
	'',
	' %H:%M:%S.%f',
	' %H:%M:%S',
	' %H:%M',
	'T%H:%M:%S.%f',
	'T%H:%M:%S',
	'T%H:%M',
	'T%H:%M:%SZ',
	' %I:%M %p'
];

export const dateFormats: readonly string[] = usual;
export const momentFormats: readonly string[] = usual.flatMap((date) => hours.map((hour) => `${date}${hour}`));

/** Formats as strptime reads them. Throws recipe/params-invalid for one it does not. */
export function checkFormats(op: string, formats: readonly Value[]): string[] {
	return formats.map((format) => {
		const text = String(format);
		if (text !== '' && /^(?:[^%]|%-?[aAbBdfgGHIjmMnpSuUVwWxXcyYz%])*$/.test(text)) return text;
		throw new AppError('recipe/params-invalid', { op, field: 'formats', wanted: '%Y-%m-%d', found: text });
	});
}

/** SQL of the moment a text means in the first format that fits; two-digit years up to `pivot` are 20xx, those above 19xx. */
export function momentOfText(column: string, formats: readonly string[], pivot: number): string {
	const x = `trim(${sqlName(column)})`;
	const inFull = (format: string) => `try_strptime(${x}, ${sqlValue(format)})`;
	const parts = formats.map((format) => {
		const moment = inFull(format);
		if (!format.includes('%y')) return moment;
		const century = `CASE WHEN year(${moment}) % 100 <= ${pivot} THEN 2000 ELSE 1900 END - (year(${moment}) - year(${moment}) % 100)`;
		return `${moment} + to_years((${century})::INTEGER)`;
	});
	return `coalesce(${parts.join(', ')}, NULL)`;
}
