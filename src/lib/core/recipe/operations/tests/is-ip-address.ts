import { textFunction } from '../../text-function';
import { hasMatch, isMatch } from '../../text-pattern';

const byte = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/** IPv6: eight groups of 16 bits, one run of zeros as ::, the last two groups as IPv4 if so wished (RFC 4291, 2.2). */
function ipSql(x: string): string {
	const v4 = `(?:${byte}\\.){3}${byte}`;
	const group = '[0-9A-Fa-f]{1,4}';
	const groups = `regexp_extract_all(replace(${x}, '.', ':'), '[0-9A-Fa-f]+')`;
	const v6 = `(?:(?:${group})?(?::${group})*:?:?(?:${group}:)*(?:${group}|${v4})?)`;
	const isV6 = `(${isMatch(x, v6)} AND contains(${x}, ':') AND NOT ${hasMatch(x, ':::|::.*::|^:[^:]|[^:]:$')})`;
	const count = `(length(${groups}) - CASE WHEN contains(${x}, '.') THEN 2 ELSE 0 END)`;
	return `CASE WHEN ${x} IS NOT NULL THEN ${isMatch(x, v4)} OR (${isV6} AND CASE WHEN contains(${x}, '::') THEN ${count} <= 7 ELSE ${count} = 8 END) END`;
}

export const isIpAddress = textFunction({
	id: 'is-ip-address',
	group: 'tests',
	title: 'Is an IP address',
	description: 'True where the text is an IPv4 address of four numbers to 255, or an IPv6 address.',
	result: 'BOOLEAN',
	suffix: '_is_ip_address',
	sql: (x) => ipSql(x)
});
