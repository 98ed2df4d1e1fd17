import type { ErrorCode } from '$lib/core/errors';
import type { ErrorText } from './en';

export const forecastErrors: Readonly<Record<Extract<ErrorCode, `forecast/${string}`>, ErrorText>> = {
	'forecast/time-invalid': {
		what: ({ column, type }) => `「${column}」（${type}）は時刻の列ではありません。`,
		mend: '日付か数値の列を選ぶか、「データ」で日付に変換してください。'
	},
	'forecast/value-invalid': {
		what: ({ column, type }) => `「${column}」（${type}）は数値の列ではありません。`,
		mend: '数値の列を選んでください。'
	},
	'forecast/not-finite': {
		what: ({ rows }) => `${rows}行の値か時刻が無限大です。`,
		mend: '「データ」で置き換えるか、取り除いてください。'
	},
	'forecast/no-values': {
		what: () => '時刻と値がそろった行がありません。',
		mend: 'ほかの列を選んでください。'
	},
	'forecast/too-short': {
		what: ({ steps, least }) => `系列が短すぎます。${steps}期しかなく、${least}期が要ります。`,
		mend: '予測する期数を減らすか、周期や間隔を短くしてください。'
	},
	'forecast/too-long': {
		what: ({ steps, limit }) => `系列が${steps}期に及び、上限の${limit}期を超えています。`,
		mend: '間隔を長くするか、かけ離れた時刻を直してください。'
	},
	'forecast/irregular': {
		what: ({ off, times }) => `時刻が等間隔ではありません。${times}個のうち${off}個が外れています。`,
		mend: '日や月などの間隔を選んでください。同じ間隔の行はまとめられます。'
	},
	'forecast/constant': {
		what: ({ value }) => `すべての値が${value}なので、予測することがありません。`,
		mend: 'ほかの列を選んでください。'
	},
	'forecast/too-many-series': {
		what: ({ series, limit }) => `系列が${series}本になり、上限の${limit}本を超えています。`,
		mend: '値の種類が少ない列を選ぶか、先に行を絞ってください。'
	}
};
