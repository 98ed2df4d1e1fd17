import { columns } from '../phrases-en';
import type { OperationText } from '../texts';

export const marks = {
	'is-weekend-day': {
		title: 'Is on a weekend',
		description: 'Saturday or Sunday.',
		sentence: (words) => `Whether ${columns(words)} is on a weekend`
	},
	'is-month-start': {
		title: 'Is the first of a month',
		description: 'The first day of its month.',
		sentence: (words) => `Whether ${columns(words)} is the first of a month`
	},
	'is-month-end': {
		title: 'Is the last of a month',
		description: 'The last day of its month.',
		sentence: (words) => `Whether ${columns(words)} is the last of a month`
	},
	'is-quarter-start': {
		title: 'Is the first of a quarter',
		description: 'The first day of its quarter.',
		sentence: (words) => `Whether ${columns(words)} is the first of a quarter`
	},
	'is-quarter-end': {
		title: 'Is the last of a quarter',
		description: 'The last day of its quarter.',
		sentence: (words) => `Whether ${columns(words)} is the last of a quarter`
	},
	'is-year-start': {
		title: 'Is the first of January',
		description: 'The first day of its year.',
		sentence: (words) => `Whether ${columns(words)} is the first of January`
	},
	'is-year-end': {
		title: 'Is the last of December',
		description: 'The last day of its year.',
		sentence: (words) => `Whether ${columns(words)} is the last of December`
	},
	'is-leap-year': {
		title: 'Is in a leap year',
		description: 'A year of 366 days.',
		sentence: (words) => `Whether ${columns(words)} is in a leap year`
	},
	'mark-dates': {
		title: 'Mark holidays and other dates',
		description: 'Whether the day is in a list of days, such as holidays.',
		sentence: (words) => `Mark days of ${columns(words)} that are in the list`
	}
} as const satisfies Record<string, OperationText>;
