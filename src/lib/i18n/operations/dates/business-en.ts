import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { OperationText } from '../texts';

export const business = {
	'business-days-between': {
		title: 'Business days between dates',
		description: 'Working days from one column to another, without weekends and holidays.',
		sentence: (words) => `Business days from ${named(words.text('from'))} to ${named(words.text('to'))}`
	},
	'add-business-days': {
		title: 'Add business days',
		description: 'Some working days later, without weekends and holidays.',
		sentence: (words) => `Add ${words.text('count')} business days to ${columns(words)}`
	},
	'is-business-day': {
		title: 'Is a business day',
		description: 'Monday to Friday, and no holiday.',
		sentence: (words) => `Whether ${columns(words)} is a business day`
	}
} as const satisfies Record<string, OperationText>;
