import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import { options } from '../words-en';
import type { OperationText } from '../texts';

export const shift = {
	'add-time': {
		title: 'Add time',
		description: 'A number of years, months, days, hours later.',
		sentence: (words) =>
			`Add ${words.text('amount')} ${(options[words.text('unit')] ?? '').toLowerCase()} to ${columns(words)}`
	},
	'subtract-time': {
		title: 'Subtract time',
		description: 'A number of years, months, days, hours before.',
		sentence: (words) =>
			`Subtract ${words.text('amount')} ${(options[words.text('unit')] ?? '').toLowerCase()} from ${columns(words)}`
	},
	'date-difference': {
		title: 'Time between two dates',
		description: 'How long from one column to another.',
		sentence: (words) =>
			`Time from ${named(words.text('from'))} to ${named(words.text('to'))} in ${(options[words.text('unit')] ?? '').toLowerCase()}s`
	},
	'time-since-date': {
		title: 'Time since a date',
		description: 'How long after a fixed date.',
		sentence: (words) =>
			`Time from ${words.text('date')} to ${columns(words)} in ${(options[words.text('unit')] ?? '').toLowerCase()}s`
	},
	'age-in-years': {
		title: 'Age in years',
		description: 'Birthdays had by a day.',
		sentence: (words) =>
			`Age from ${columns(words)} on ${words.text('at') === '' ? words.text('on') : named(words.text('at'))}`
	},
	'truncate-date': {
		title: 'Truncate dates',
		description: 'The start of the hour, day, month … it is in.',
		sentence: (words) => `Truncate ${columns(words)} to the ${(options[words.text('unit')] ?? '').toLowerCase()}`
	},
	'round-time': {
		title: 'Round times',
		description: 'To the nearest 5, 15, 60 minutes.',
		sentence: (words) => `Round ${columns(words)} to ${words.text('minutes')} minutes`
	},
	'shift-time-zone': {
		title: 'Shift the time zone',
		description: 'From one fixed offset to another, such as UTC to Japan.',
		sentence: (words) => `Shift ${columns(words)} from UTC ${words.text('from')} to UTC ${words.text('to')} hours`
	}
} as const satisfies Record<string, OperationText>;
