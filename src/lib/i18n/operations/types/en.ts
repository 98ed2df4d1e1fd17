import type { typesOperations } from '$lib/core/recipe/operations/types';
import { columns, list } from '../phrases-en';
import { options } from '../words-en';
import type { GroupTexts } from '../texts';

export const types: GroupTexts<typeof typesOperations> = {
	operations: {
		cast: {
			title: 'Change types',
			description: 'Read a column as numbers, text, dates or yes and no.',
			sentence: (words) => {
				const pairs = words.pairs('columns');
				const types = [...new Set(pairs.map(([, type]) => type))];
				const as = types.length === 1 ? ` as ${(options[types[0] ?? ''] ?? '').toLowerCase()}` : '';
				return `Read ${list(pairs.map(([column]) => column))}${as || ' as other types'}`;
			}
		},
		'parse-number': {
			title: 'Read as number',
			description:
				'Reads numbers as people write them: 1,234.5, ¥1,000, 12 %, (5) or △5 as negative. The rest becomes missing.',
			sentence: (words) => `Read ${columns(words)} as numbers`
		},
		'parse-whole-number': {
			title: 'Read as whole number',
			description:
				'Reads whole numbers as people write them, as Read as number does; what has a fraction or is beyond 2^53 becomes missing.',
			sentence: (words) => `Read ${columns(words)} as whole numbers`
		},
		'parse-japanese-number': {
			title: 'Read Japanese units',
			description:
				'Reads 1億2,345万6千円 as 123456000: digits, full width or not, with 兆 億 万 千. The rest, kanji digits too, becomes missing.',
			sentence: (words) => `Read the Japanese units of ${columns(words)}`
		},
		'parse-boolean': {
			title: 'Read as yes or no',
			description:
				'Reads words for true and false: yes, no, true, false, on, off, 1, 0, はい, いいえ, 有, 無, ○, ×. Other words become missing.',
			sentence: (words) => `Read ${columns(words)} as yes or no`
		},
		'parse-date': {
			title: 'Read as date',
			description:
				'Reads text by the first format that fits (%d/%m/%y), or by the common ones. What fits none becomes missing.',
			sentence: (words) => `Read ${columns(words)} as dates`
		},
		'parse-datetime': {
			title: 'Read as date and time',
			description:
				'Reads text by the first format that fits (%d/%m/%y %H:%M), or by the common ones. What fits none becomes missing.',
			sentence: (words) => `Read ${columns(words)} as dates and times`
		},
		'parse-time': {
			title: 'Read as time of day',
			description: 'Reads 9:30, 21:05:10 and 9:30 pm as seconds since midnight. What is no time becomes missing.',
			sentence: (words) => `Read ${columns(words)} as times of day`
		},
		'parse-duration': {
			title: 'Read as duration',
			description:
				'Reads 1h 30m, 2 days 4 hours, 90s, 1:30:00, 5:30 (minutes and seconds) and 2時間30分 as seconds. What is no duration becomes missing.',
			sentence: (words) => `Read ${columns(words)} as durations`
		},
		'parse-size': {
			title: 'Read as size in bytes',
			description:
				'Reads 10 kB, 1.5 GiB and 512 as bytes: k M G T P times 1000, Ki Mi Gi Ti Pi times 1024. What is no size becomes missing.',
			sentence: (words) => `Read ${columns(words)} as sizes in bytes`
		},
		'unix-to-timestamp': {
			title: 'Unix time to date and time',
			description:
				'Reads numbers as seconds, milliseconds, microseconds or nanoseconds since 1970 (UTC). Beyond the calendar they become missing.',
			sentence: (words) => `Read ${columns(words)} as Unix time`
		},
		'format-number': {
			title: 'Write numbers as text',
			description: 'Writes numbers as text with so many decimals, commas between thousands, and text around them.',
			sentence: (words) => `Write ${columns(words)} as text`
		},
		'infer-types': {
			title: 'Find types of text columns',
			description:
				'Gives each text column the narrowest type that all its values fit. Numbers with leading zeros stay text.',
			sentence: (words) => `Find the types of ${columns(words)}`
		}
	},
	fields: {
		suffix: 'Ending of the new name',
		decimal: 'Decimal mark',
		formats: 'Formats, in order',
		pivot: 'Last two-digit year of 20xx',
		unit: 'Unit',
		decimals: 'Decimal places',
		thousands: 'Commas between thousands',
		before: 'Before',
		after: 'After'
	},
	options: {
		point: 'Point: 1,234.5',
		comma: 'Comma: 1.234,5',
		seconds: 'Seconds',
		milliseconds: 'Milliseconds',
		microseconds: 'Microseconds',
		nanoseconds: 'Nanoseconds'
	}
};
