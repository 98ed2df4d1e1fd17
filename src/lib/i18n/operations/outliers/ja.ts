import type { outliersOperations } from '$lib/core/recipe/operations/outliers';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

const beyond = (words: StepWords) =>
	words.is('beyond', 'missing') ? '（外は欠損）' : words.is('beyond', 'mark') ? '（外に印）' : '';

export const outliers: GroupTexts<typeof outliersOperations> = {
	operations: {
		clip: {
			title: '外れ値を抑える',
			description: '数値を境界、分位点、または平均からの偏差で抑えます。',
			sentence: (words) => {
				const limit = words.is('method', 'bounds')
					? `${words.text('lower') || '…'} 〜 ${words.text('upper') || '…'}`
					: words.is('method', 'quantile')
						? `分位点 ${words.text('lowerQuantile')} 〜 ${words.text('upperQuantile')}`
						: `標準偏差の ${words.text('deviations')} 倍以内`;
				return `${columns(words)} を ${limit} に抑える${beyond(words)}`;
			}
		},
		'tukey-fences': {
			title: 'テューキーの境界',
			description: '四分位数から四分位範囲の 1.5 倍より外れた値を外れ値とします。',
			sentence: (words) => `${columns(words)} を四分位範囲の ${words.text('reach')} 倍の境界に抑える${beyond(words)}`
		},
		'robust-deviation-fences': {
			title: '頑健な標準偏差の境界',
			description: '分位点の間の値の平均と標準偏差で境界を決めます。',
			sentence: (words) =>
				`${columns(words)} を頑健な標準偏差の ${words.text('deviations')} 倍以内に抑える${beyond(words)}`
		},
		'median-deviation-fences': {
			title: '中央絶対偏差の境界',
			description: '中央値と中央絶対偏差で境界を決めます。',
			sentence: (words) =>
				`${columns(words)} を中央絶対偏差の ${words.text('deviations')} 倍以内に抑える${beyond(words)}`
		},
		'log-fences': {
			title: '偏った数値の外れ値',
			description: '金額のように偏った数値の境界を、対数の上で決めます。',
			sentence: (words) =>
				`${columns(words)} を対数の標準偏差の ${words.text('deviations')} 倍以内に抑える${beyond(words)}`
		},
		winsorise: {
			title: 'ウィンザー化',
			description: '両端の一定割合を、残る最も近い値に置き換えます。',
			sentence: (words) => `${columns(words)} をウィンザー化（下 ${words.text('low')}、上 ${words.text('high')}）`
		},
		'group-outliers': {
			title: 'グループの中の外れ値',
			description: '自分のグループの平均から離れすぎた値です。',
			sentence: (words) =>
				`${columns(words)} を ${named(words.text('by'))} の中の標準偏差 ${words.text('deviations')} 倍以内に抑える${beyond(words)}`
		},
		'rare-values': {
			title: 'まれな値',
			description: '少ない行にしかない値を置き換えるか、印を付けます。',
			sentence: (words) =>
				words.is('fix', 'mark')
					? `${columns(words)} のまれな値に印を付ける`
					: `${columns(words)} のまれな値を${words.is('fix', 'missing') ? '欠損' : ` ${named(words.text('other'))} `}にする`
		},
		'drop-outliers': {
			title: '外れ値のある行を捨てる',
			description: '離れすぎた数値のある行を捨てます。',
			sentence: (words) => `${columns(words)} に外れ値のある行を捨てる`
		},
		'count-outliers': {
			title: '行の外れ値を数える',
			description: '外れ値を持つ列の数です。',
			sentence: (words) => `${columns(words)} の外れ値を数える（${named(words.text('name'))} へ）`
		},
		mahalanobis: {
			title: 'マハラノビス距離',
			description: '行の数値の組み合わせがどれだけ珍しいかです。',
			sentence: (words) => `${columns(words)} のマハラノビス距離`
		}
	},
	fields: {
		reach: '四分位範囲の何倍',
		by: 'グループ',
		low: '小さい方の割合',
		high: '大きい方の割合',
		atLeast: '最低の行数または割合',
		fix: 'まれな値',
		other: '置き換え後'
	},
	options: {
		mark: '列に印を付ける',
		robust: '頑健な偏差',
		quartiles: 'テューキーの境界',
		median: '中央絶対偏差',
		other: '一つの値にする'
	}
};
