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
		},
		'map-values': {
			title: '値を対応表で置き換える',
			description: '値を表のとおりに置き換えます。表にない値は残すか、欠損にします。',
			sentence: (words) => `${columns(words)} の ${list(words.pairs('values').map(([key]) => key))} を置き換える`
		},
		'replace-unlisted': {
			title: '一覧にない値を置き換える',
			description: '挙げた値のどれでもない値を、別の値か欠損にします。',
			sentence: (words) => `${columns(words)} の ${list(words.texts('values'))} でない値を置き換える`
		},
		'swap-values': {
			title: '二つの値を入れ替える',
			description: '二つの値を互いに入れ替えます。',
			sentence: (words) =>
				`${columns(words)} の ${named(words.text('one'))} と ${named(words.text('other'))} を入れ替える`
		},
		'set-where': {
			title: '条件で値を入れる',
			description: '条件を満たす行で、列に値を入れます。',
			sentence: (words) =>
				`${named(words.text('condition'))} の行で ${columns(words)} を ${named(words.text('value'))} にする`
		},
		'missing-outside-range': {
			title: '範囲の外を欠損にする',
			description: '下限より小さい数と上限より大きい数を欠損にします。',
			sentence: (words) => `${columns(words)} の範囲外を欠損にする`
		}
	},
	fields: {
		replacements: '置き換え',
		values: '値',
		others: 'ほかの値',
		one: '一つの値',
		other: 'もう一つの値',
		least: 'から',
		most: 'まで'
	},
	options: {}
};
