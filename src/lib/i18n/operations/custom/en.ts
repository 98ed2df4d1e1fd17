import type { customOperations } from '$lib/core/recipe/operations/custom';
import { named } from '../../recipe/names';
import type { GroupTexts } from '../texts';

export const custom: GroupTexts<typeof customOperations> = {
	operations: {
		formula: {
			title: 'Compute a column',
			description: 'Make a column from a formula over the others.',
			sentence: (words) => `Compute ${named(words.text('name'))} = ${named(words.text('formula'))}`
		}
	},
	fields: {},
	options: {}
};
