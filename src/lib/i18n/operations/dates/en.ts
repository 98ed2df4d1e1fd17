import type { datesOperations } from '$lib/core/recipe/operations/dates';
import { named } from '../../recipe/names';
import { list } from '../phrases-en';
import { options } from '../words-en';
import type { GroupTexts } from '../texts';

export const dates: GroupTexts<typeof datesOperations> = {
	operations: {
		'date-parts': {
			title: 'Take dates apart',
			description: 'Make columns for year, month, weekday and other parts.',
			sentence: (words) =>
				`Take ${list(words.texts('parts').map((part) => (options[part] ?? part).toLowerCase()))} from ${named(words.text('column'))}`
		}
	},
	fields: {},
	options: {}
};
