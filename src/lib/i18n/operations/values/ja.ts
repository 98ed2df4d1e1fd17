import type { valuesOperations } from '$lib/core/recipe/operations/values';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const values: GroupTexts<typeof valuesOperations> = {
	operations: {
		'replace-value': {
			title: '値を置き換える',
			description: '値を別の値に置き換えるか、欠損にします。',
			sentence: (words) =>
				words.text('to') === ''
					? `${columns(words)} の ${list(words.texts('from'))} を欠損にする`
					: `${columns(words)} の ${list(words.texts('from'))} を ${named(words.text('to'))} に置き換える`
		},
		'merge-values': {
			title: '値をまとめる',
			description: '同じものを指す値を同じ書き方にします。',
			sentence: (words) => `${named(words.text('column'))} の ${words.pairs('replacements').length} 個の値をまとめる`
		}
	},
	fields: { replacements: '置き換え' },
	options: {}
};
