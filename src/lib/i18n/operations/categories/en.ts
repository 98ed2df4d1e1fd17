import type { categoriesOperations } from '$lib/core/recipe/operations/categories';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const categories: GroupTexts<typeof categoriesOperations> = {
	operations: {
		'one-hot': {
			title: 'One column a category',
			description: 'Make a 0 or 1 column for each category.',
			sentence: (words) => `One column for each category of ${columns(words)}`
		},
		ordinal: {
			title: 'Number the categories',
			description: 'Turn categories into numbers from 0.',
			sentence: (words) => `Number the categories of ${columns(words)}`
		}
	},
	fields: {},
	options: {}
};
