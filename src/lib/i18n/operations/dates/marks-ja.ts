import { columns } from '../phrases-ja';
import type { OperationText } from '../texts';

export const marks = {
	'is-weekend-day': {
		title: '週末か',
		description: '土曜日か日曜日かを調べます。',
		sentence: (words) => `${columns(words)} が週末かを調べる`
	},
	'is-month-start': {
		title: '月初か',
		description: '月の最初の日かを調べます。',
		sentence: (words) => `${columns(words)} が月初かを調べる`
	},
	'is-month-end': {
		title: '月末か',
		description: '月の最後の日かを調べます。',
		sentence: (words) => `${columns(words)} が月末かを調べる`
	},
	'is-quarter-start': {
		title: '四半期初か',
		description: '四半期の最初の日かを調べます。',
		sentence: (words) => `${columns(words)} が四半期初かを調べる`
	},
	'is-quarter-end': {
		title: '四半期末か',
		description: '四半期の最後の日かを調べます。',
		sentence: (words) => `${columns(words)} が四半期末かを調べる`
	},
	'is-year-start': {
		title: '元日か',
		description: '年の最初の日かを調べます。',
		sentence: (words) => `${columns(words)} が年初かを調べる`
	},
	'is-year-end': {
		title: '大晦日か',
		description: '年の最後の日かを調べます。',
		sentence: (words) => `${columns(words)} が年末かを調べる`
	},
	'is-leap-year': {
		title: 'うるう年か',
		description: 'うるう年の日かを調べます。',
		sentence: (words) => `${columns(words)} がうるう年かを調べる`
	},
	'mark-dates': {
		title: '祝日などに印を付ける',
		description: '一覧にある日（祝日など）かを調べます。',
		sentence: (words) => `${columns(words)} のうち一覧にある日に印を付ける`
	}
} as const satisfies Record<string, OperationText>;
