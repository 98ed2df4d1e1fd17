import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import { options } from '../words-ja';
import type { OperationText } from '../texts';

export const shift = {
	'add-time': {
		title: '時間を足す',
		description: '年、月、日、時などを足します。',
		sentence: (words) => `${columns(words)} に ${words.text('amount')} ${options[words.text('unit')] ?? ''}を足す`
	},
	'subtract-time': {
		title: '時間を引く',
		description: '年、月、日、時などを引きます。',
		sentence: (words) => `${columns(words)} から ${words.text('amount')} ${options[words.text('unit')] ?? ''}を引く`
	},
	'date-difference': {
		title: '二つの日付の差',
		description: '一つの列からもう一つの列までの時間を作ります。',
		sentence: (words) =>
			`${named(words.text('from'))} から ${named(words.text('to'))} までを${options[words.text('unit')] ?? ''}で数える`
	},
	'time-since-date': {
		title: 'ある日からの時間',
		description: '決めた日からその日付までの時間を作ります。',
		sentence: (words) =>
			`${words.text('date')} から ${columns(words)} までを${options[words.text('unit')] ?? ''}で数える`
	},
	'age-in-years': {
		title: '年齢',
		description: 'ある日における満年齢を作ります。',
		sentence: (words) =>
			`${columns(words)} から ${words.text('at') === '' ? words.text('on') : named(words.text('at'))} の年齢を作る`
	},
	'truncate-date': {
		title: '日時を切り捨てる',
		description: '時、日、月などの始まりにそろえます。',
		sentence: (words) => `${columns(words)} を${options[words.text('unit')] ?? ''}の始まりに切り捨てる`
	},
	'round-time': {
		title: '時刻を丸める',
		description: '15分などの区切りに丸めます。',
		sentence: (words) => `${columns(words)} を${words.text('minutes')}分単位に丸める`
	},
	'shift-time-zone': {
		title: '時差を直す',
		description: '決まった時差（UTC からの時間）の間で直します。夏時間は考えません。',
		sentence: (words) => `${columns(words)} を UTC ${words.text('from')} 時間から UTC ${words.text('to')} 時間へ直す`
	}
} as const satisfies Record<string, OperationText>;
