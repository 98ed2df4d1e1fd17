import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { OperationText } from '../texts';

export const write = {
	'unix-time': {
		title: 'Unix time',
		description: 'Seconds or milliseconds since 1970.',
		sentence: (words) => `Unix time of ${columns(words)}`
	},
	'format-date': {
		title: 'Write dates as text',
		description: 'By a format such as %Y年%-m月%-d日.',
		sentence: (words) => `Write ${columns(words)} as ${named(words.text('format'))}`
	},
	'japanese-era': {
		title: 'Japanese era',
		description: '令和6年5月1日, 令和6年, R6.5.1 …',
		sentence: (words) => `Japanese era of ${columns(words)}`
	},
	'combine-date-time': {
		title: 'Combine date and time',
		description: 'A date column and a time column become one.',
		sentence: (words) => `Combine ${named(words.text('date'))} and ${named(words.text('time'))}`
	},
	'date-from-parts': {
		title: 'Date from parts',
		description: 'From columns for year, month, day and so on.',
		sentence: (words) => `Date from ${named(words.text('year'))} and other parts`
	},
	'validate-dates': {
		title: 'Check dates',
		description: 'Drop, mark or make missing what is no date or out of bounds.',
		sentence: (words) => `Check dates of ${named(words.text('column'))}`
	}
} as const satisfies Record<string, OperationText>;
