import { named } from '../../recipe/names';
import type { OperationText } from '../texts';
import { along, grouped, ordered, rolling } from './phrases-ja';

export const moving = {
	'cumulative-distribution': {
		title: '累積分布',
		description: 'この値までの値の割合です。',
		sentence: grouped('累積分布')
	},
	'cumulative-sum': { title: '累積和', description: 'ここまでの合計です。', sentence: ordered('累積和') },
	'cumulative-mean': { title: '累積平均', description: 'ここまでの平均です。', sentence: ordered('累積平均') },
	'cumulative-minimum': { title: '累積最小', description: 'ここまでの最小です。', sentence: ordered('累積最小') },
	'cumulative-maximum': { title: '累積最大', description: 'ここまでの最大です。', sentence: ordered('累積最大') },
	'cumulative-median': { title: '累積中央値', description: 'ここまでの中央値です。', sentence: ordered('累積中央値') },
	'cumulative-deviation': {
		title: '累積標準偏差',
		description: 'ここまでの標準偏差です。',
		sentence: ordered('累積標準偏差')
	},
	'cumulative-product': { title: '累積積', description: 'ここまでの積です。', sentence: ordered('累積積') },
	'cumulative-count': {
		title: '累積件数',
		description: 'ここまでの欠損でない値の数です。',
		sentence: ordered('累積件数')
	},
	'cumulative-distinct': {
		title: '累積種類数',
		description: 'ここまでに現れた値の種類の数です。',
		sentence: ordered('累積種類数')
	},
	'cumulative-share': {
		title: '累積構成比',
		description: '合計のうちここまでの割合です。',
		sentence: ordered('累積構成比')
	},
	'rolling-mean': { title: '移動平均', description: '行とともに動く窓の平均です。', sentence: rolling('移動平均') },
	'rolling-sum': { title: '移動合計', description: '行とともに動く窓の合計です。', sentence: rolling('移動合計') },
	'rolling-minimum': { title: '移動最小', description: '行とともに動く窓の最小です。', sentence: rolling('移動最小') },
	'rolling-maximum': { title: '移動最大', description: '行とともに動く窓の最大です。', sentence: rolling('移動最大') },
	'rolling-range': { title: '移動範囲', description: '窓の最大と最小の差です。', sentence: rolling('移動範囲') },
	'rolling-deviation': {
		title: '移動標準偏差',
		description: '行とともに動く窓の標準偏差です。',
		sentence: rolling('移動標準偏差')
	},
	'rolling-median': {
		title: '移動中央値',
		description: '行とともに動く窓の中央値です。',
		sentence: rolling('移動中央値')
	},
	'rolling-count': { title: '移動件数', description: '窓の中の欠損でない値の数です。', sentence: rolling('移動件数') },
	'rolling-distinct': {
		title: '移動種類数',
		description: '窓の中の値の種類の数です。',
		sentence: rolling('移動種類数')
	},
	'rolling-z-score': {
		title: '移動 z スコア',
		description: '窓の平均から標準偏差の何倍離れているかです。',
		sentence: rolling('移動 z スコア')
	},
	'rolling-quantile': {
		title: '移動分位点',
		description: '行とともに動く窓の分位点です。',
		sentence: rolling('移動分位点')
	},
	'rolling-correlation': {
		title: '移動相関',
		description: '窓の中での二つの列の相関です。',
		sentence: (words) => `${along(words)}${named(words.text('column'))} と ${named(words.text('other'))} の移動相関`
	},
	'group-mean': {
		title: 'グループの平均',
		description: '各行の横にグループの平均を置きます。',
		sentence: grouped('グループの平均')
	},
	'group-sum': {
		title: 'グループの合計',
		description: '各行の横にグループの合計を置きます。',
		sentence: grouped('グループの合計')
	},
	'group-minimum': {
		title: 'グループの最小',
		description: '各行の横にグループの最小を置きます。',
		sentence: grouped('グループの最小')
	},
	'group-maximum': {
		title: 'グループの最大',
		description: '各行の横にグループの最大を置きます。',
		sentence: grouped('グループの最大')
	},
	'group-median': {
		title: 'グループの中央値',
		description: '各行の横にグループの中央値を置きます。',
		sentence: grouped('グループの中央値')
	},
	'group-deviation': {
		title: 'グループの標準偏差',
		description: '各行の横にグループの標準偏差を置きます。',
		sentence: grouped('グループの標準偏差')
	},
	'group-count': {
		title: 'グループの件数',
		description: 'グループの欠損でない値の数です。',
		sentence: grouped('グループの件数')
	},
	'group-distinct': {
		title: 'グループの種類数',
		description: 'グループの値の種類の数です。',
		sentence: grouped('グループの種類数')
	},
	'exponential-mean': {
		title: '指数加重平均',
		description: '古い値ほど軽く数える平均です。',
		sentence: ordered('指数加重平均')
	},
	'exponential-deviation': {
		title: '指数加重標準偏差',
		description: '古い値ほど軽く数えるばらつきです。',
		sentence: ordered('指数加重標準偏差')
	}
} as const satisfies Record<string, OperationText>;
