import { textFunction } from '../../text-function';
import { allMatches, isMatch } from '../../text-pattern';

const units = [
	['w|weeks?|週間?', 604_800],
	['d|days?|日間?', 86_400],
	['h|hr|hrs|hours?|時間', 3600],
	['m|min|mins|minutes?|分', 60],
	['ms|milliseconds?|ミリ秒', 0.001],
	['s|sec|secs|seconds?|秒', 1]
] as const;
const amount = '[0-9]+(?:\\.[0-9]+)?';

function durationSql(x: string): string {
	const text = `trim(lower(${x}))`;
	const clock = `string_split(${text}, ':')`;
	const seconds = `list_sum(list_transform(list_reverse(${clock}), lambda __part, __i: TRY_CAST(__part AS DOUBLE) * power(60, __i - 1)))`;
	const any = units.map(([names]) => names).join('|');
	const parts = units.map(
		([names, size]) =>
			`coalesce(list_sum(list_transform(${allMatches(text, `(${amount})\\s*(?:${names})(?:[^a-z間]|$)`, 1)}, lambda __part: TRY_CAST(__part AS DOUBLE))), 0) * ${size}`
	);
	return `CASE WHEN ${isMatch(text, '[0-9]+:[0-5]?[0-9](?::[0-5]?[0-9](?:\\.[0-9]+)?)?')} THEN ${seconds} WHEN ${isMatch(text, `(?:${amount}\\s*(?:${any})(?:\\s+|,\\s*|$|\\b)?)+`)} THEN ${parts.join(' + ')} END`;
}

export const parseDuration = textFunction({
	id: 'parse-duration',
	group: 'types',
	title: 'Read as duration',
	description:
		'Reads 1h 30m, 2 days 4 hours, 90s, 1:30:00, 5:30 (minutes and seconds) and 2時間30分 as seconds. What is no duration becomes missing.',
	result: 'DOUBLE',
	sql: (x) => durationSql(x)
});
