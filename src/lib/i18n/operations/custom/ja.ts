import type { customOperations } from '$lib/core/recipe/operations/custom';
import { named } from '../../recipe/names';
import type { GroupTexts } from '../texts';

export const custom: GroupTexts<typeof customOperations> = {
	operations: {
		formula: {
			title: '列を計算する',
			description: 'ほかの列から、式で列を作ります。',
			sentence: (words) => `${named(words.text('name'))} = ${named(words.text('formula'))} を計算`
		}
	},
	fields: {},
	options: {}
};
