import type { columnsOperations } from '$lib/core/recipe/operations/columns';
import { named } from '../../recipe/names';
import { columns as chosen, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const columns: GroupTexts<typeof columnsOperations> = {
	operations: {
		select: {
			title: 'Keep columns',
			description: 'Keep some columns, in the order you choose.',
			sentence: (words) => `Keep ${chosen(words)}`
		},
		'drop-columns': {
			title: 'Drop columns',
			description: 'Remove columns and keep the rest.',
			sentence: (words) => `Drop ${chosen(words)}`
		},
		rename: {
			title: 'Rename columns',
			description: 'Give columns new names.',
			sentence: (words) => {
				const pairs = words.pairs('columns');
				if (pairs.length === 1) return `Rename ${named(pairs[0]?.[0] ?? '')} to ${named(pairs[0]?.[1] ?? '')}`;
				return `Rename ${list(pairs.map(([old]) => old))}`;
			}
		}
	},
	fields: {},
	options: {}
};
