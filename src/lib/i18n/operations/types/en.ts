import type { typesOperations } from '$lib/core/recipe/operations/types';
import { list } from '../phrases-en';
import { options } from '../words-en';
import type { GroupTexts } from '../texts';

export const types: GroupTexts<typeof typesOperations> = {
	operations: {
		cast: {
			title: 'Change types',
			description: 'Read a column as numbers, text, dates or yes and no.',
			sentence: (words) => {
				const pairs = words.pairs('columns');
				const types = [...new Set(pairs.map(([, type]) => type))];
				const as = types.length === 1 ? ` as ${(options[types[0] ?? ''] ?? '').toLowerCase()}` : '';
				return `Read ${list(pairs.map(([column]) => column))}${as || ' as other types'}`;
			}
		}
	},
	fields: {},
	options: {}
};
