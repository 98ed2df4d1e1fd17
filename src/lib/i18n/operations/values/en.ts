import type { valuesOperations } from '$lib/core/recipe/operations/values';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const values: GroupTexts<typeof valuesOperations> = {
	operations: {
		'replace-value': {
			title: 'Replace values',
			description: 'Replace some values by another, or make them missing.',
			sentence: (words) =>
				words.text('to') === ''
					? `Make ${list(words.texts('from'))} missing in ${columns(words)}`
					: `Replace ${list(words.texts('from'))} by ${named(words.text('to'))} in ${columns(words)}`
		},
		'merge-values': {
			title: 'Merge values',
			description: 'Write values that are one thing the same way.',
			sentence: (words) => `Merge ${words.pairs('replacements').length} values of ${named(words.text('column'))}`
		}
	},
	fields: { replacements: 'Each becomes' },
	options: {}
};
