import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { OperationText } from '../texts';
import { along, unit, within } from '../windows/phrases-ja';

export const sentences = {
	resample: {
		title: '時系列の間隔をそろえる',
		description: '時間・日・月ごとに一行にまとめます。',
		sentence: (words) =>
			`${within(words)}${named(words.text('time'))} を ${words.text('every')} ${unit(words)}ごとにそろえる`
	},
	'fill-time-gaps': {
		title: '欠けた時刻の行を足す',
		description: '足りない時刻の行を加えて等間隔にします。',
		sentence: (words) =>
			`${within(words)}${named(words.text('time'))} に ${words.text('every')} ${unit(words)}ごとの行を足す`
	},
	'merge-repeated-times': {
		title: '同じ時刻の行をまとめる',
		description: '同じ時刻の行を一つにします。',
		sentence: (words) => `${within(words)}${named(words.text('time'))} が同じ行をまとめる`
	},
	'mark-time-gaps': {
		title: '時間の空きの印',
		description: '前の行から時間が空いたかどうかです。',
		sentence: (words) =>
			`${within(words)}${named(words.text('time'))} が ${words.text('every')} ${unit(words)}より空いた行に印を付ける`
	},
	'keep-common-times': {
		title: 'すべての系列にある時刻を残す',
		description: 'どの系列にもある時刻だけ残します。',
		sentence: (words) => `${within(words)}すべてにある ${named(words.text('time'))} だけ残す`
	},
	'trim-series': {
		title: '系列の両端を切る',
		description: '両端の欠損の行を捨てます。',
		sentence: (words) => `${along(words)}${columns(words)} の両端の欠損を切る`
	},
	'drop-short-series': {
		title: '短い系列を捨てる',
		description: '行の少ない系列を捨てます。',
		sentence: (words) => `${within(words)}${words.text('least')} 行より短い系列を捨てる`
	},
	'drop-sparse-series': {
		title: '欠損の多い系列を捨てる',
		description: '欠損の割合が大きい系列を捨てます。',
		sentence: (words) => `${within(words)}${columns(words)} の欠損が多い系列を捨てる`
	},
	'fill-series': {
		title: '系列の欠損を埋め、欠損の多い系列を捨てる',
		description: '系列に沿って、前後や最も近い値、直線での補間、最頻値、決めた値で欠損を埋めます。',
		sentence: (words) => `${along(words)}${columns(words)} の欠損を埋める`
	},
	'interpolate-curve': {
		title: '曲線で補間',
		description: 'なめらかな曲線で欠損を埋めます。',
		sentence: (words) => `${along(words)}${columns(words)} を曲線で補間`
	},
	'fill-lists': {
		title: 'リストの中の欠損を埋める',
		description: 'リストの欠けた要素を埋めます。',
		sentence: (words) => `${columns(words)} の中の欠損を埋める`
	},
	'series-to-lists': {
		title: '系列をリストにまとめる',
		description: '系列ごとに一行とし、値を時間順のリストにします。',
		sentence: (words) => `${within(words)}${named(words.text('time'))} の順に ${columns(words)} をリストにする`
	},
	'standardise-length': {
		title: 'リストの長さをそろえる',
		description: '長いリストを切り、短いものは欠損で補います。',
		sentence: (words) => `${columns(words)} の長さをそろえる`
	},
	'list-features': {
		title: 'リストの特徴量',
		description: 'リストの系列から特徴量を作ります。',
		sentence: (words) => `${columns(words)} の特徴量`
	},
	'series-features': {
		title: '系列の特徴量',
		description: '系列ごとに一行の特徴量を作ります。',
		sentence: (words) => `${along(words)}${columns(words)} の特徴量`
	},
	'rolling-features': {
		title: '移動する窓の特徴量',
		description: '直前の値の特徴量を作ります。',
		sentence: (words) => `${along(words)}${columns(words)} の直前 ${words.text('n')} 個の特徴量`
	},
	'lag-features': {
		title: 'ラグ特徴量',
		description: '前の値を列やリストにします。',
		sentence: (words) => `${along(words)}${columns(words)} の前 ${words.text('n')} 個の値`
	},
	'change-since': {
		title: '以前の同じ時刻との差',
		description: '一年前・一週間前などとの差です。',
		sentence: (words) =>
			`${within(words)}${columns(words)} の ${words.text('every')} ${unit(words)}前（${named(words.text('time'))}）との差`
	},
	'percent-change-since': {
		title: '以前の同じ時刻からの変化率',
		description: '前年同期比などの変化率です。',
		sentence: (words) =>
			`${within(words)}${columns(words)} の ${words.text('every')} ${unit(words)}前（${named(words.text('time'))}）からの変化率`
	},
	'value-as-of': {
		title: '以前に分かっていた値',
		description: 'その時点で最新だった値です。',
		sentence: (words) =>
			`${within(words)}${columns(words)} の ${words.text('every')} ${unit(words)}前（${named(words.text('time'))}）に分かっていた値`
	},
	'value-later': {
		title: '後の時刻の値',
		description: '予測の目標となる後の値です。',
		sentence: (words) =>
			`${within(words)}${columns(words)} の ${words.text('every')} ${unit(words)}後（${named(words.text('time'))}）の値`
	},
	'time-since-event': {
		title: '最後の出来事からの時間',
		description: '条件が最後に成り立ってからの時間です。',
		sentence: (words) => `${within(words)}${named(words.text('condition'))} からの ${named(words.text('time'))} の時間`
	},
	'fourier-terms': {
		title: 'フーリエ項',
		description: '季節のサインとコサインです。',
		sentence: (words) => `${named(words.text('time'))} の ${words.text('every')} ${unit(words)}周期のフーリエ項`
	},
	detrend: {
		title: '傾向を除く',
		description: '系列から直線の傾向を引きます。',
		sentence: (words) => `${along(words)}${columns(words)} の傾向を除く`
	},
	'remove-seasonal-mean': {
		title: '季節を除く',
		description: '月・曜日・時刻ごとの平均を引きます。',
		sentence: (words) => `${within(words)}${named(words.text('time'))} による ${columns(words)} の季節を除く`
	},
	'decompose-series': {
		title: '傾向・季節・残り',
		description: '系列を三つの列に分けます。',
		sentence: (words) => `${along(words)}${columns(words)} を傾向・季節・残りに分ける`
	},
	'mark-unusual': {
		title: '系列の異常な値の印',
		description: '傾向と季節から大きく外れた値です。',
		sentence: (words) => `${along(words)}${columns(words)} の異常な値に印を付ける`
	},
	'repair-spikes': {
		title: '突出した値を直す',
		description: '周りの中央値から離れた値を直します。',
		sentence: (words) => `${along(words)}${columns(words)} の突出した値を直す`
	},
	'smooth-polynomial': {
		title: '多項式で平滑化',
		description: '山を保ったままなめらかにします（Savitzky-Golay）。',
		sentence: (words) => `${along(words)}${columns(words)} を ${words.text('n')} 行の多項式で平滑化`
	},
	'smooth-locally': {
		title: '局所的な直線で平滑化',
		description: '周りの行の直線でなめらかにします（LOESS）。',
		sentence: (words) => `${along(words)}${columns(words)} を ${words.text('n')} 行の直線で平滑化`
	},
	'mark-peaks': {
		title: '山の印',
		description: '周りより高い、または低い値です。',
		sentence: (words) => `${along(words)}${named(words.text('column'))} の山に印を付ける`
	},
	'mark-crossings': {
		title: '水準を越えた印',
		description: '値が水準を上下に越えたかどうかです。',
		sentence: (words) =>
			`${along(words)}${named(words.text('column'))} が ${words.text('level')} を越えた行に印を付ける`
	},
	'cumulative-deviation-from-mean': {
		title: '平均からの累積偏差',
		description: '水準の変わり目が分かります（CUSUM）。',
		sentence: (words) => `${along(words)}${columns(words)} の平均からの累積偏差`
	}
} as const satisfies Record<string, OperationText>;
