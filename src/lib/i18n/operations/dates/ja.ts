import type { datesOperations } from '$lib/core/recipe/operations/dates';
import { named } from '../../recipe/names';
import { options } from '../words-ja';
import type { GroupTexts } from '../texts';
import { business } from './business-ja';
import { marks } from './marks-ja';
import { parts } from './parts-ja';
import { rows } from './rows-ja';
import { shift } from './shift-ja';
import { write } from './write-ja';

export const dates: GroupTexts<typeof datesOperations> = {
	operations: {
		'date-parts': {
			title: '日付を分ける',
			description: '年、月、曜日などの列を作ります。',
			sentence: (words) =>
				`${named(words.text('column'))} から${words
					.texts('parts')
					.map((part) => options[part] ?? part)
					.join('、')}を取り出す`
		},
		...parts,
		...marks,
		...shift,
		...business,
		...write,
		...rows
	},
	fields: {
		suffix: '新しい列名の末尾',
		language: '言語',
		length: '長さ',
		firstMonth: '始まりの月',
		named: '年度の呼び方',
		hemisphere: '半球',
		morning: '朝の始まり（時）',
		afternoon: '昼の始まり（時）',
		evening: '夜の始まり（時）',
		night: '深夜の始まり（時）',
		dates: '日の一覧',
		amount: 'いくつ',
		unit: '単位',
		from: '始まり',
		to: '終わり',
		date: '日付',
		at: '基準日の列',
		on: '基準日',
		minutes: '何分',
		direction: '向き',
		holidays: '休日',
		format: '書式',
		style: '書き方',
		time: '時刻',
		year: '年',
		month: '月',
		day: '日',
		hour: '時',
		minute: '分',
		second: '秒',
		policy: '日付でないもの',
		earliest: 'これより前は不可',
		latest: 'これより後は不可',
		start: '最初の日付',
		every: '間隔'
	},
	options: {
		en: '英語',
		ja: '日本語',
		full: '省かない',
		short: '短い',
		start: '始まる年で呼ぶ',
		end: '終わる年で呼ぶ',
		north: '北半球',
		south: '南半球',
		week: '週',
		complete: '満（過ぎた数）',
		exact: '小数まで',
		boundaries: '境を越えた数',
		nearest: '近いほうへ',
		down: '切り捨て',
		up: '切り上げ',
		seconds: '秒',
		milliseconds: 'ミリ秒',
		date: '令和6年5月1日',
		year: '年',
		name: '元号だけ',
		number: '年の数だけ',
		drop: '行を除く',
		mark: '列で印を付ける',
		stop: '実行を止める'
	}
};
