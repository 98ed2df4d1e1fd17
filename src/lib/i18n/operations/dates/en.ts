import type { datesOperations } from '$lib/core/recipe/operations/dates';
import { named } from '../../recipe/names';
import { list } from '../phrases-en';
import type { GroupTexts } from '../texts';
import { options } from '../words-en';
import { business } from './business-en';
import { marks } from './marks-en';
import { parts } from './parts-en';
import { rows } from './rows-en';
import { shift } from './shift-en';
import { write } from './write-en';

export const dates: GroupTexts<typeof datesOperations> = {
	operations: {
		'date-parts': {
			title: 'Take dates apart',
			description: 'Make columns for year, month, weekday and other parts.',
			sentence: (words) =>
				`Take ${list(words.texts('parts').map((part) => (options[part] ?? part).toLowerCase()))} from ${named(words.text('column'))}`
		},
		...parts,
		...marks,
		...shift,
		...business,
		...write,
		...rows
	},
	fields: {
		suffix: 'Suffix of new columns',
		language: 'Language',
		length: 'Length',
		firstMonth: 'First month',
		named: 'Named after',
		hemisphere: 'Half of the earth',
		morning: 'Morning from',
		afternoon: 'Afternoon from',
		evening: 'Evening from',
		night: 'Night from',
		dates: 'Days',
		amount: 'How many',
		unit: 'Unit',
		from: 'From',
		to: 'To',
		date: 'Date',
		at: 'On the date in',
		on: 'On the day',
		minutes: 'Minutes',
		direction: 'Direction',
		holidays: 'Holidays',
		format: 'Format',
		style: 'How it is written',
		time: 'Time',
		year: 'Year',
		month: 'Month',
		day: 'Day',
		hour: 'Hour',
		minute: 'Minute',
		second: 'Second',
		policy: 'What is no date',
		earliest: 'Not before',
		latest: 'Not after',
		start: 'First date',
		every: 'Every'
	},
	options: {
		en: 'English',
		ja: 'Japanese',
		full: 'Whole',
		short: 'Short',
		start: 'The year it begins in',
		end: 'The year it ends in',
		north: 'North',
		south: 'South',
		week: 'Week',
		complete: 'Units gone by',
		exact: 'With the fraction',
		boundaries: 'As often as the unit changed',
		nearest: 'To the nearest',
		down: 'Down',
		up: 'Up',
		seconds: 'Seconds',
		milliseconds: 'Milliseconds',
		date: '令和6年5月1日',
		year: 'Year',
		name: 'The era alone',
		number: 'The year as a number',
		drop: 'Drop the row',
		mark: 'Mark in a column',
		stop: 'Stop the run'
	}
};
