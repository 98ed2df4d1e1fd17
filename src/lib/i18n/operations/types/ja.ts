import type { typesOperations } from '$lib/core/recipe/operations/types';
import { list } from '../phrases-ja';
import { options } from '../words-ja';
import type { GroupTexts } from '../texts';

export const types: GroupTexts<typeof typesOperations> = {
	operations: {
		cast: {
			title: '型を変える',
			description: '列を数値、文字、日付、真偽として読み直します。',
			sentence: (words) => {
				const pairs = words.pairs('columns');
				const types = [...new Set(pairs.map(([, type]) => type))];
				const as = types.length === 1 ? (options[types[0] ?? ''] ?? '') : '別の型';
				return `${list(pairs.map(([column]) => column))} を${as}として読む`;
			}
		}
	},
	fields: {},
	options: {}
};
