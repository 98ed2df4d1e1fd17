import type { categoriesOperations } from '$lib/core/recipe/operations/categories';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const categories: GroupTexts<typeof categoriesOperations> = {
	operations: {
		'one-hot': {
			title: 'カテゴリごとに列を作る',
			description: 'カテゴリごとに 0 と 1 の列を作ります。',
			sentence: (words) => `${columns(words)} のカテゴリごとに列を作る`
		},
		ordinal: {
			title: 'カテゴリに番号を付ける',
			description: 'カテゴリを 0 からの番号にします。',
			sentence: (words) => `${columns(words)} のカテゴリに番号を付ける`
		}
	},
	fields: {},
	options: {}
};
