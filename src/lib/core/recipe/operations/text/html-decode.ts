import { sqlValue } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { eachMatch } from '../../text-pattern';

const names = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
	copy: '©',
	reg: '®',
	trade: '™',
	hellip: '…',
	mdash: '—',
	ndash: '–',
	lsquo: '‘',
	rsquo: '’',
	ldquo: '“',
	rdquo: '”',
	euro: '€',
	pound: '£',
	yen: '¥',
	cent: '¢',
	deg: '°',
	times: '×',
	middot: '·',
	laquo: '«',
	raquo: '»'
};

/** SQL of the character that a numeric reference stands for; missing where there is none. */
function numbered(part: string): string {
	const digits = `replace(replace(substring(${part}, 3, length(${part}) - 3), 'x', '0x'), 'X', '0x')`;
	const code = `TRY_CAST(${digits} AS INTEGER)`;
	return `CASE WHEN left(${part}, 2) = '&#' AND ${code} BETWEEN 1 AND 1114111 AND ${code} NOT BETWEEN 55296 AND 57343 THEN chr(${code}) END`;
}

export const htmlDecode = textFunction({
	id: 'html-decode',
	group: 'text',
	title: 'Decode HTML entities',
	description:
		'Turns &amp; &lt; &gt; &quot; &apos; &nbsp; and other common names, and &#233; and &#xE9;, into their characters.',
	sql: (x) =>
		eachMatch(
			x,
			'&(?:[A-Za-z]+|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});',
			(part) =>
				`CASE ${Object.entries(names)
					.map(([name, character]) => `WHEN ${part} = '&${name};' THEN ${sqlValue(character)}`)
					.join(' ')} ELSE coalesce(${numbered(part)}, ${part}) END`
		)
});
