import { named } from '../../recipe/names';
import { options } from '../words-en';
import type { OperationText } from '../texts';

export const rows = {
	'date-sequence': {
		title: 'Column of dates',
		description: 'Counts on from a date, row by row.',
		sentence: (words) =>
			`Dates from ${words.text('start')}, every ${words.text('every')} ${(options[words.text('unit')] ?? '').toLowerCase()}`
	},
	'expand-dates': {
		title: 'A row for each date of a span',
		description: 'One row for each day, month … from a start to an end.',
		sentence: (words) => `A row for each date from ${named(words.text('from'))} to ${named(words.text('to'))}`
	}
} as const satisfies Record<string, OperationText>;
