import { columns, list } from '../phrases-ja';
import { options } from '../words-ja';
import type { OperationText } from '../texts';

export const parts = {
	'cyclic-date': {
		title: '日付を円に置く',
		description: '月、曜日、時などの sin と cos を作ります。周期の端どうしが隣り合います。',
		sentence: (words) =>
			`${columns(words)} の${list(words.texts('parts').map((part) => options[part] ?? part))}を円に置く`
	},
	'day-name': {
		title: '曜日の名前',
		description: '曜日の名前を日本語か英語で作ります。',
		sentence: (words) => `${columns(words)} の曜日の名前を作る`
	},
	'month-name': {
		title: '月の名前',
		description: '月の名前を日本語か英語で作ります。',
		sentence: (words) => `${columns(words)} の月の名前を作る`
	},
	'iso-week': {
		title: '年の何週目か',
		description: 'ISO の週番号（1〜53）を作ります。',
		sentence: (words) => `${columns(words)} の週番号を取り出す`
	},
	'iso-year': {
		title: '週の属する年',
		description: 'ISO 週の属する年を作ります。年末年始には暦の年と違います。',
		sentence: (words) => `${columns(words)} の ISO 年を取り出す`
	},
	'year-week': {
		title: '年と週',
		description: '2024-W05 のような文字にします。',
		sentence: (words) => `${columns(words)} を年と週にする`
	},
	'year-month': {
		title: '年と月',
		description: '2024-02 のような文字にします。',
		sentence: (words) => `${columns(words)} を年と月にする`
	},
	'year-quarter': {
		title: '年と四半期',
		description: '2024-Q1 のような文字にします。',
		sentence: (words) => `${columns(words)} を年と四半期にする`
	},
	'week-of-month': {
		title: '月の何週目か',
		description: '月の何週目か（1〜6）を作ります。週は月曜日に始まります。',
		sentence: (words) => `${columns(words)} が月の何週目かを取り出す`
	},
	'day-of-quarter': {
		title: '四半期の何日目か',
		description: '四半期の何日目か（1〜92）を作ります。',
		sentence: (words) => `${columns(words)} が四半期の何日目かを取り出す`
	},
	'days-in-month': {
		title: '月の日数',
		description: 'その月の日数（28〜31）を作ります。',
		sentence: (words) => `${columns(words)} の月の日数を作る`
	},
	'fiscal-year': {
		title: '会計年度',
		description: '会計年度を作ります。始まりの月を選べます（日本では4月）。',
		sentence: (words) => `${columns(words)} の年度（${words.text('firstMonth')}月始まり）を作る`
	},
	'fiscal-quarter': {
		title: '会計四半期',
		description: '会計年度の何番目の四半期か（1〜4）を作ります。',
		sentence: (words) => `${columns(words)} の会計四半期（${words.text('firstMonth')}月始まり）を作る`
	},
	season: {
		title: '季節',
		description: '月から春夏秋冬を作ります。',
		sentence: (words) => `${columns(words)} の季節を作る`
	},
	'part-of-day': {
		title: '時間帯',
		description: '時刻から朝、昼、夜などの時間帯を作ります。',
		sentence: (words) => `${columns(words)} の時間帯を作る`
	},
	'seconds-of-day': {
		title: '一日の何秒目か',
		description: '0時からの秒数を作ります。',
		sentence: (words) => `${columns(words)} の0時からの秒数を作る`
	},
	'start-of-week': {
		title: '週初の日',
		description: 'その週の最初の日にします。週は月曜日に始まります。',
		sentence: (words) => `${columns(words)} を週初の日にする`
	},
	'start-of-month': {
		title: '月初の日',
		description: 'その月の最初の日にします。',
		sentence: (words) => `${columns(words)} を月初の日にする`
	},
	'start-of-quarter': {
		title: '四半期初の日',
		description: 'その四半期の最初の日にします。',
		sentence: (words) => `${columns(words)} を四半期初の日にする`
	},
	'start-of-year': {
		title: '年初の日',
		description: 'その年の最初の日にします。',
		sentence: (words) => `${columns(words)} を年初の日にする`
	},
	'end-of-week': {
		title: '週末の日',
		description: 'その週の最後の日にします。週は月曜日に始まります。',
		sentence: (words) => `${columns(words)} を週末の日にする`
	},
	'end-of-month': {
		title: '月末の日',
		description: 'その月の最後の日にします。',
		sentence: (words) => `${columns(words)} を月末の日にする`
	},
	'end-of-quarter': {
		title: '四半期末の日',
		description: 'その四半期の最後の日にします。',
		sentence: (words) => `${columns(words)} を四半期末の日にする`
	},
	'end-of-year': {
		title: '年末の日',
		description: 'その年の最後の日にします。',
		sentence: (words) => `${columns(words)} を年末の日にする`
	}
} as const satisfies Record<string, OperationText>;
