import type { columnsOperations } from '$lib/core/recipe/operations/columns';
import { named } from '../../recipe/names';
import { columns as chosen, list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const columns: GroupTexts<typeof columnsOperations> = {
	operations: {
		select: {
			title: '列を残す',
			description: '選んだ列だけを、選んだ順に残します。',
			sentence: (words) => `${chosen(words)} を残す`
		},
		'drop-columns': {
			title: '列を捨てる',
			description: '列を捨て、ほかはそのまま残します。',
			sentence: (words) => `${chosen(words)} を捨てる`
		},
		rename: {
			title: '列名を変える',
			description: '列に新しい名前を付けます。',
			sentence: (words) => {
				const pairs = words.pairs('columns');
				if (pairs.length === 1) return `${named(pairs[0]?.[0] ?? '')} を ${named(pairs[0]?.[1] ?? '')} に改名`;
				return `${list(pairs.map(([old]) => old))} を改名`;
			}
		}
	},
	fields: {},
	options: {}
};
