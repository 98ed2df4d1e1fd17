import { columns, list } from '../phrases-en';
import { options } from '../words-en';
import type { OperationText } from '../texts';

export const parts = {
	'cyclic-date': {
		title: 'Dates on a circle',
		description: 'Sine and cosine of month, weekday, hour and other parts, so that the ends of a cycle meet.',
		sentence: (words) =>
			`Put ${list(words.texts('parts').map((part) => (options[part] ?? part).toLowerCase()))} of ${columns(words)} on a circle`
	},
	'day-name': {
		title: 'Name of the day',
		description: 'Monday to Sunday, or 月曜日 to 日曜日.',
		sentence: (words) => `Name of the day of ${columns(words)}`
	},
	'month-name': {
		title: 'Name of the month',
		description: 'January to December, or 1月 to 12月.',
		sentence: (words) => `Name of the month of ${columns(words)}`
	},
	'iso-week': {
		title: 'Week of the year',
		description: 'ISO week, 1 to 53.',
		sentence: (words) => `Week of the year of ${columns(words)}`
	},
	'iso-year': {
		title: 'Year of the week',
		description: 'The year the ISO week belongs to.',
		sentence: (words) => `ISO year of ${columns(words)}`
	},
	'year-week': {
		title: 'Year and week',
		description: 'Text like 2024-W05.',
		sentence: (words) => `Year and week of ${columns(words)}`
	},
	'year-month': {
		title: 'Year and month',
		description: 'Text like 2024-02.',
		sentence: (words) => `Year and month of ${columns(words)}`
	},
	'year-quarter': {
		title: 'Year and quarter',
		description: 'Text like 2024-Q1.',
		sentence: (words) => `Year and quarter of ${columns(words)}`
	},
	'week-of-month': {
		title: 'Week of the month',
		description: '1 to 6; a new week begins on Monday.',
		sentence: (words) => `Week of the month of ${columns(words)}`
	},
	'day-of-quarter': {
		title: 'Day of the quarter',
		description: '1 to 92.',
		sentence: (words) => `Day of the quarter of ${columns(words)}`
	},
	'days-in-month': {
		title: 'Days in the month',
		description: '28 to 31.',
		sentence: (words) => `Days in the month of ${columns(words)}`
	},
	'fiscal-year': {
		title: 'Fiscal year',
		description: 'The year of accounts; in Japan it begins in April.',
		sentence: (words) => `Fiscal year of ${columns(words)}, from month ${words.text('firstMonth')}`
	},
	'fiscal-quarter': {
		title: 'Fiscal quarter',
		description: '1 to 4 of the year of accounts.',
		sentence: (words) => `Fiscal quarter of ${columns(words)}, from month ${words.text('firstMonth')}`
	},
	season: {
		title: 'Season',
		description: 'Spring, summer, autumn or winter by months.',
		sentence: (words) => `Season of ${columns(words)}`
	},
	'part-of-day': {
		title: 'Part of the day',
		description: 'Night, morning, afternoon or evening.',
		sentence: (words) => `Part of the day of ${columns(words)}`
	},
	'seconds-of-day': {
		title: 'Seconds of the day',
		description: 'Seconds since midnight.',
		sentence: (words) => `Seconds of the day of ${columns(words)}`
	},
	'start-of-week': {
		title: 'Start of the week',
		description: 'The first day of the week.',
		sentence: (words) => `Start of the week of ${columns(words)}`
	},
	'start-of-month': {
		title: 'Start of the month',
		description: 'The first day of the month.',
		sentence: (words) => `Start of the month of ${columns(words)}`
	},
	'start-of-quarter': {
		title: 'Start of the quarter',
		description: 'The first day of the quarter.',
		sentence: (words) => `Start of the quarter of ${columns(words)}`
	},
	'start-of-year': {
		title: 'Start of the year',
		description: 'The first day of the year.',
		sentence: (words) => `Start of the year of ${columns(words)}`
	},
	'end-of-week': {
		title: 'End of the week',
		description: 'The last day of the week.',
		sentence: (words) => `End of the week of ${columns(words)}`
	},
	'end-of-month': {
		title: 'End of the month',
		description: 'The last day of the month.',
		sentence: (words) => `End of the month of ${columns(words)}`
	},
	'end-of-quarter': {
		title: 'End of the quarter',
		description: 'The last day of the quarter.',
		sentence: (words) => `End of the quarter of ${columns(words)}`
	},
	'end-of-year': {
		title: 'End of the year',
		description: 'The last day of the year.',
		sentence: (words) => `End of the year of ${columns(words)}`
	}
} as const satisfies Record<string, OperationText>;
