import type { missingOperations } from '$lib/core/recipe/operations/missing';
import { named } from '../../recipe/names';
import { all, columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

const fills: Readonly<Record<string, string>> = { mean: 'mean', median: 'median', mode: 'most frequent value' };

export const missing: GroupTexts<typeof missingOperations> = {
	operations: {
		'fill-missing': {
			title: 'Fill missing values',
			description: 'Fill gaps with the mean, the median, the most frequent value or a constant.',
			sentence: (words) => {
				const fill = words.is('method', 'constant')
					? named(words.text('value'))
					: `the ${fills[words.text('method')] ?? ''}`;
				return `Fill missing ${columns(words)} with ${fill}`;
			}
		},
		'drop-missing': {
			title: 'Drop rows with gaps',
			description: 'Drop rows in which a value is missing.',
			sentence: (words) => `Drop rows with ${all(words)} missing`
		}
	},
	fields: {},
	options: {}
};
