import { named } from '../../recipe/names';
import type { OperationText } from '../texts';
import { along, grouped, ordered, steps, unit, within } from './phrases-ja';

export const values = {
	'row-number-in-group': {
		title: 'グループ内の行番号',
		description: 'グループの中での行の番号です。',
		sentence: (words) => `${along(words)}グループ内の行番号`
	},
	'relative-rank': {
		title: '値の順位を 0 から 1 で表す',
		description: '相対順位です。数値、文字、日時に使え、最初が 0、最後が 1 です。',
		sentence: grouped('相対順位')
	},
	'dense-rank': {
		title: '値に飛びのない順位を付ける',
		description: '密な順位です。数値、文字、日時に使え、同じ値は同じ順位で、番号は飛びません。',
		sentence: grouped('飛びのない順位')
	},
	'n-tile': { title: '等分', description: '値の順に等しい数に分けます。', sentence: grouped('等分') },
	lag: { title: '前の行の値', description: '何行か前の値を持ってきます。', sentence: steps('前の行の値') },
	lead: { title: '後の行の値', description: '何行か後の値を持ってきます。', sentence: steps('後の行の値') },
	'first-in-group': {
		title: 'グループの最初の値',
		description: '順に並べて最初の値です。欠損は飛ばします。',
		sentence: ordered('グループの最初の値')
	},
	'last-in-group': {
		title: 'グループの最後の値',
		description: '順に並べて最後の値です。欠損は飛ばします。',
		sentence: ordered('グループの最後の値')
	},
	'nth-in-group': {
		title: 'グループの n 番目の値',
		description: '順に並べて n 番目の値です。欠損は飛ばします。',
		sentence: steps('グループの n 番目の値')
	},
	'change-from-before': {
		title: '前の行との差',
		description: '何行か前の値との差です。',
		sentence: steps('前の行との差')
	},
	'percent-change-from-before': {
		title: '前の行からの変化率',
		description: '何行か前の値に対する変化の割合です。',
		sentence: steps('前の行からの変化率')
	},
	'log-return': { title: '対数収益率', description: '前の値との比の対数です。', sentence: steps('対数収益率') },
	'index-to-first': {
		title: '最初を 100 とする指数',
		description: 'グループの最初の値を 100 とした値です。',
		sentence: ordered('最初を 100 とする指数')
	},
	drawdown: {
		title: '高値からの下落率',
		description: 'それまでの最高値からどれだけ下がったかです。',
		sentence: ordered('高値からの下落率')
	},
	'others-mean': {
		title: '自分を除いたグループの平均',
		description: 'その行を除いたグループの平均です。',
		sentence: grouped('自分を除いたグループの平均')
	},
	'keep-first-of-group': {
		title: '各グループの最初の行',
		description: '順に並べて最初の行だけ残します。',
		sentence: (words) => `${along(words)}グループの最初の ${words.text('n')} 行を残す`
	},
	'keep-last-of-group': {
		title: '各グループの最後の行',
		description: '順に並べて最後の行だけ残します。',
		sentence: (words) => `${along(words)}グループの最後の ${words.text('n')} 行を残す`
	},
	'mark-first-of-group': {
		title: 'グループの最初の印',
		description: 'グループの最初の行かどうかです。',
		sentence: (words) => `${along(words)}グループの最初の印`
	},
	'mark-last-of-group': {
		title: 'グループの最後の印',
		description: 'グループの最後の行かどうかです。',
		sentence: (words) => `${along(words)}グループの最後の印`
	},
	'change-flag': {
		title: '変化の目印',
		description: '前の行と値が違うかどうかです。',
		sentence: ordered('変化の目印')
	},
	'run-number': {
		title: '連続の番号',
		description: '同じ値の続く区間に番号を付けます。',
		sentence: (words) => `${along(words)}${named(words.text('column'))} の連続の番号`
	},
	streak: {
		title: 'ここまでの連続数',
		description: '同じ値が何行続いているかです。',
		sentence: (words) => `${along(words)}${named(words.text('column'))} のここまでの連続数`
	},
	'run-length': {
		title: '連続の長さ',
		description: 'その行を含む区間の行数です。',
		sentence: (words) => `${along(words)}${named(words.text('column'))} の連続の長さ`
	},
	sessions: {
		title: 'セッションの番号',
		description: '間が空くたびに新しいセッションとします。',
		sentence: (words) =>
			`${within(words)}${named(words.text('time'))} が ${words.text('gap')} ${unit(words)}空いたら新しいセッション`
	},
	'rows-since': {
		title: '何行前か',
		description: '条件が最後に成り立ってから何行かです。',
		sentence: (words) => `${along(words)}${named(words.text('condition'))} から何行か`
	},
	'time-since-previous': {
		title: '前の行からの時間',
		description: '同じグループの前の行からの時間です。',
		sentence: (words) => `${within(words)}${named(words.text('time'))} の前の行からの時間`
	},
	'time-to-next': {
		title: '次の行までの時間',
		description: '同じグループの次の行までの時間です。',
		sentence: (words) => `${within(words)}${named(words.text('time'))} の次の行までの時間`
	},
	'time-since-first': {
		title: '最初の行からの時間',
		description: '同じグループの最初からの時間です。',
		sentence: (words) => `${within(words)}${named(words.text('time'))} の最初の行からの時間`
	}
} as const satisfies Record<string, OperationText>;
