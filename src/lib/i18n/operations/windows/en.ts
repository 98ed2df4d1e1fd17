import type { windowsOperations } from '$lib/core/recipe/operations/windows';
import type { GroupTexts } from '../texts';
import { moving } from './moving-en';
import { values } from './values-en';

export const windows: GroupTexts<typeof windowsOperations> = {
	operations: { ...values, ...moving },
	fields: {
		order: 'In the order of',
		direction: 'Direction',
		by: 'Within groups of',
		n: 'How many',
		unit: 'Unit',
		place: 'Where the window lies',
		least: 'Values needed at least',
		suffix: 'Suffix of new columns',
		quantile: 'Quantile',
		other: 'Other column',
		time: 'Time',
		gap: 'A gap of more than',
		start: 'Start with',
		length: 'How long',
		decay: 'Given as',
		adjust: 'Divide by the weights so far'
	},
	options: {
		rows: 'Rows',
		span: 'Span',
		'half-life': 'Half-life',
		weight: 'Weight of the newest',
		week: 'Week',
		'with-row': 'Up to this row',
		'before-row': 'Before this row',
		centred: 'Around this row'
	}
};
