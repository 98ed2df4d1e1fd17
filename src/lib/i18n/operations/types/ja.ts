import type { typesOperations } from '$lib/core/recipe/operations/types';
import { columns, list } from '../phrases-ja';
import { options } from '../words-ja';
import type { GroupTexts } from '../texts';

export const types: GroupTexts<typeof typesOperations> = {
	operations: {
		cast: {
			title: '型を変える',
			description: '列を数値、文字、日付、真偽として読み直します。',
			sentence: (words) => {
				const pairs = words.pairs('columns');
				const types = [...new Set(pairs.map(([, type]) => type))];
				const as = types.length === 1 ? (options[types[0] ?? ''] ?? '') : '別の型';
				return `${list(pairs.map(([column]) => column))} を${as}として読む`;
			}
		},
		'parse-number': {
			title: '数値として読む',
			description: '桁区切り、通貨、％、全角数字、括弧や△の負数を読みます。読めないものは欠損です。',
			sentence: (words) => `${columns(words)} を数値として読む`
		},
		'parse-whole-number': {
			title: '整数として読む',
			description: '桁区切りや通貨の付いた整数を読みます。小数のあるものは欠損です。',
			sentence: (words) => `${columns(words)} を整数として読む`
		},
		'parse-japanese-number': {
			title: '万や億の付いた数を読む',
			description: '1億2,345万6千円 のような数を読みます。漢数字などは欠損です。',
			sentence: (words) => `${columns(words)} の万や億を読む`
		},
		'parse-boolean': {
			title: '真偽として読む',
			description: 'yes、no、はい、いいえ、1、0 などを読みます。ほかの語は欠損です。',
			sentence: (words) => `${columns(words)} を真偽として読む`
		},
		'parse-date': {
			title: '日付として読む',
			description: '挙げた書き方を順に試し、最初に合うもので読みます。合わなければ欠損です。',
			sentence: (words) => `${columns(words)} を日付として読む`
		},
		'parse-datetime': {
			title: '日時として読む',
			description: '挙げた書き方を順に試し、最初に合うもので読みます。合わなければ欠損です。',
			sentence: (words) => `${columns(words)} を日時として読む`
		},
		'parse-time': {
			title: '時刻として読む',
			description: '9:30 や 9:30 pm を、0 時からの秒数として読みます。',
			sentence: (words) => `${columns(words)} を時刻として読む`
		},
		'parse-duration': {
			title: '長さ（時間）として読む',
			description: '1h 30m、1:30:00、2時間30分などを秒数として読みます。',
			sentence: (words) => `${columns(words)} を時間の長さとして読む`
		},
		'parse-size': {
			title: 'バイト数として読む',
			description: '10 kB や 1.5 GiB をバイト数として読みます。',
			sentence: (words) => `${columns(words)} をバイト数として読む`
		},
		'unix-to-timestamp': {
			title: 'Unix 時刻を日時にする',
			description: '1970 年からの秒（ミリ秒など）を日時にします。',
			sentence: (words) => `${columns(words)} を Unix 時刻として読む`
		},
		'format-number': {
			title: '数値を文字にする',
			description: '小数の桁数や桁区切りを決めて、数値を文字にします。',
			sentence: (words) => `${columns(words)} を文字として書く`
		},
		'infer-types': {
			title: '型を見つける',
			description: '学習する行のすべての値に合う型を、文字の列ごとに見つけます。後で合わない値は欠損です。',
			sentence: (words) => `${columns(words)} の型を見つける`
		}
	},
	fields: {
		suffix: '新しい列名の語尾',
		decimal: '小数点',
		formats: '書き方（順に試す）',
		pivot: '20xx とする最後の二桁の年',
		unit: '単位',
		decimals: '小数の桁数',
		thousands: '桁区切りを入れる',
		before: '前に付ける',
		after: '後ろに付ける'
	},
	options: {
		point: '点：1,234.5',
		comma: 'コンマ：1.234,5',
		seconds: '秒',
		milliseconds: 'ミリ秒',
		microseconds: 'マイクロ秒',
		nanoseconds: 'ナノ秒'
	}
};
