import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { OperationText } from '../texts';

export const scales = {
	standardise: {
		title: '標準化する',
		description: '数値を平均 0、標準偏差 1 にそろえます。',
		sentence: (words) => `${columns(words)} を標準化`
	},
	'min-max': {
		title: '範囲に収める',
		description: '最小値と最大値を決めた範囲に写します。',
		sentence: (words) => `${columns(words)} を ${words.text('low')} 〜 ${words.text('high')} に写す`
	},
	'robust-scale': {
		title: '頑健に尺度をそろえる',
		description: '中央値を引き、分位点の間隔で割ります。外れ値にほとんど左右されません。',
		sentence: (words) => `${columns(words)} を中央値と分位点でそろえる`
	},
	'standardise-robustly': {
		title: '頑健な標準得点',
		description: '中央値からの差を中央絶対偏差で測ります。外れ値にほとんど動かない標準得点です。',
		sentence: (words) => `${columns(words)} を頑健な標準得点にする`
	},
	'max-abs-scale': {
		title: '最大の絶対値で割る',
		description: '最大の絶対値で割ります。0 と符号はそのままです。',
		sentence: (words) => `${columns(words)} を最大の絶対値で割る`
	},
	'mean-normalise': {
		title: '平均正規化',
		description: '平均を引き、範囲の幅で割ります。',
		sentence: (words) => `${columns(words)} を平均と範囲で正規化`
	},
	centre: {
		title: '中心をそろえる',
		description: '平均または中央値を引きます。',
		sentence: (words) => `${columns(words)} から${words.is('around', 'mean') ? '平均' : '中央値'}を引く`
	},
	'share-of-total': {
		title: '合計に占める割合',
		description: '列の合計で割ります。',
		sentence: (words) => `${columns(words)} を合計に占める割合にする`
	},
	'normalise-rows': {
		title: '行の長さを 1 にする',
		description: '行ごとに、数値をその大きさで割ります。',
		sentence: (words) => `${columns(words)} の行の長さを 1 にする`
	},
	'standardise-by-group': {
		title: 'グループごとに標準化する',
		description: 'グループの中で平均 0、標準偏差 1 にそろえます。',
		sentence: (words) => `${columns(words)} を ${named(words.text('by'))} ごとに標準化`
	},
	'min-max-by-group': {
		title: 'グループごとに 0 から 1 に収める',
		description: 'グループの最小値を 0、最大値を 1 にします。',
		sentence: (words) => `${columns(words)} を ${named(words.text('by'))} ごとに 0 〜 1 に収める`
	},
	'centre-by-group': {
		title: 'グループの平均との差',
		description: 'グループの平均を引きます。',
		sentence: (words) => `${columns(words)} を ${named(words.text('by'))} の平均との差にする`
	},
	'ratio-to-group-mean': {
		title: 'グループの平均に対する比',
		description: 'グループの平均で割ります。',
		sentence: (words) => `${columns(words)} を ${named(words.text('by'))} の平均に対する比にする`
	},
	'share-of-group': {
		title: 'グループの合計に占める割合',
		description: 'グループの合計で割ります。',
		sentence: (words) => `${columns(words)} を ${named(words.text('by'))} の合計に占める割合にする`
	},
	'box-cox': {
		title: 'Box-Cox 変換',
		description: '正の数をできるだけ正規分布に近づけます。強さは学習します。',
		sentence: (words) => `${columns(words)} を Box-Cox 変換`
	},
	'yeo-johnson': {
		title: 'Yeo-Johnson 変換',
		description: '負の数も含めて、できるだけ正規分布に近づけます。',
		sentence: (words) => `${columns(words)} を Yeo-Johnson 変換`
	},
	'quantile-transform': {
		title: '分位点変換',
		description: 'どんな分布も一様分布か正規分布にします。',
		sentence: (words) => `${columns(words)} を${words.is('distribution', 'normal') ? '正規' : '一様'}分布にする`
	},
	rank: {
		title: '数値に順位を付ける',
		description: '全体またはグループの中での順位です。同じ値の扱いを選べます。',
		sentence: (words) => `${columns(words)} に順位を付ける`
	},
	'percent-rank': {
		title: '数値の順位を割合で表す',
		description: '百分位順位です。順位を値の数で割るので、0 より大きく 1 までになります。',
		sentence: (words) => `${columns(words)} の百分位順位`
	}
} as const satisfies Record<string, OperationText>;
