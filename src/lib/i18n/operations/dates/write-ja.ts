import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { OperationText } from '../texts';

export const write = {
	'unix-time': {
		title: 'UNIX 時間',
		description: '1970年からの秒数かミリ秒数を作ります。',
		sentence: (words) => `${columns(words)} の UNIX 時間を作る`
	},
	'format-date': {
		title: '日付を文字にする',
		description: '%Y年%-m月%-d日 のような書式で文字にします。',
		sentence: (words) => `${columns(words)} を ${named(words.text('format'))} の形で書く`
	},
	'japanese-era': {
		title: '和暦',
		description: '令和6年5月1日、令和6年、R6.5.1 などと和暦で書きます。',
		sentence: (words) => `${columns(words)} を和暦で書く`
	},
	'combine-date-time': {
		title: '日付と時刻を合わせる',
		description: '日付の列と時刻の列を一つの日時にします。',
		sentence: (words) => `${named(words.text('date'))} と ${named(words.text('time'))} を合わせる`
	},
	'date-from-parts': {
		title: '部分から日付を作る',
		description: '年、月、日などの列から日付を作ります。',
		sentence: (words) => `${named(words.text('year'))} などから日付を作る`
	},
	'validate-dates': {
		title: '日付を確かめる',
		description: '日付でないものや範囲外のものを除く、印を付ける、欠損にする。',
		sentence: (words) => `${named(words.text('column'))} の日付を確かめる`
	}
} as const satisfies Record<string, OperationText>;
