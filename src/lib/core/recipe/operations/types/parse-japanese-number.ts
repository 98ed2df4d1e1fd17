import { textFunction } from '../../text-function';
import { removed, hasMatch, isMatch } from '../../text-pattern';
import { asciiNumber } from '../../number-text';

const units = [
	['兆', 1e12],
	['億', 1e8],
	['万', 1e4],
	['千', 1e3]
] as const;
function unitsSql(x: string): string {
	const text = removed(asciiNumber(x), '[,\\s\\p{Z}円￥¥]');
	const amount = '[0-9]+(?:\\.[0-9]+)?';
	const parts = units.map(
		([unit, size]) => `coalesce(TRY_CAST(regexp_extract(${text}, '(${amount})${unit}', 1) AS DOUBLE), 0) * ${size}`
	);
	const rest = `coalesce(TRY_CAST(regexp_extract(${text}, '(${amount})$', 1) AS DOUBLE), 0)`;
	const valid = `[-+]?${units.map(([unit]) => `(?:${amount}${unit})?`).join('')}(?:${amount})?`;
	return `CASE WHEN ${isMatch(text, valid)} AND ${hasMatch(text, '[0-9]')} THEN (${[...parts, rest].join(' + ')}) * CASE WHEN starts_with(${text}, '-') THEN -1 ELSE 1 END END`;
}

export const parseJapaneseNumber = textFunction({
	id: 'parse-japanese-number',
	group: 'types',
	title: 'Read Japanese units',
	description:
		'Reads 1億2,345万6千円 as 123456000: digits, full width or not, with 兆 億 万 千. The rest, kanji digits too, becomes missing.',
	result: 'DOUBLE',
	sql: (x) => unitsSql(x)
});
