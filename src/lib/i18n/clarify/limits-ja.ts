import type { Translation } from '../translation';
import type { limits as english } from './limits-en';

export const limits: Translation<typeof english> = {
	title: '限度',
	lead: 'プロジェクトに保存されます。報告が限度を超えるとここに印が付き、限度を求めるバイアスの手順でパイプラインが止まります。',
	none: '限度はまだありません。自分で決めるか、よそで使われているものから始めます。',
	metric: '指標',
	wanted: '条件',
	whom: '対象',
	standing: '今',
	add: '限度を加える',
	addTitle: '新しい限度',
	editTitle: '限度を変える',
	edit: (limit) => `${limit} を変える`,
	remove: (limit) => `${limit} を除く`,
	removed: (limit) => `${limit} を除きました。`,
	added: (limit) => `${limit} を加えました。`,
	changed: (limit) => `${limit} を変えました。`,
	keep: '保存',
	cancel: 'やめる',
	side: '条件',
	sides: {
		distance: '0 からの隔たりがこれ以下',
		'at-most': 'これ以下',
		'at-least': 'これ以上',
		apart: '0 からの隔たりがこれ以上'
	},
	bound: '数',
	facet: 'グループの列',
	value: 'グループ',
	any: 'すべて',
	anyGroup: 'すべてのグループ',
	groupsOf: (facet) => `${facet} の各グループ`,
	groupOf: (facet, value) => `${facet} ${value}`,
	minRows: 'この行数以上のグループだけ',
	minRowsShort: (rows) => `${rows} 行から`,
	wholeInterval: '95 % 区間の全体が超えたときだけ',
	wholeIntervalShort: '区間の全体で',
	between: (bound) => `0 から ${bound} 以内`,
	atMost: (bound) => `${bound} 以下`,
	atLeast: (bound) => `${bound} 以上`,
	apart: (bound) => `0 から ${bound} 以上`,
	within: '守られている',
	beyond: (count, of) => `${of} のうち ${count} が超過`,
	absent: '測っていない',
	small: 'グループが小さすぎる',
	presets: 'よそで使われているもの',
	preset: {
		'four-fifths': '五分の四ルール',
		labels: '結果の差が 10 ポイント以内',
		predictions: '予測の差が 10 ポイント以内',
		opportunity: '再現率の差が 10 ポイント以内'
	},
	source: {
		'four-fifths': '選ばれる割合が残りの 4/5 以上、5/4 以下。29 CFR 1607.4 D（米国、1978 年）。',
		labels: 'AI Fairness 360（Bellamy ほか、2018 年）が割合の差について公平とする範囲を、データに当てたもの。',
		predictions: 'AI Fairness 360（Bellamy ほか、2018 年）が割合の差について公平とする範囲。',
		opportunity: 'AI Fairness 360（Bellamy ほか、2018 年）が再現率の差について公平とする範囲。'
	},
	breaches: {
		title: (count) => `限度の超過 ${count} 件`,
		more: (count) => `ほか ${count} 件`,
		wanted: (limit) => `条件は ${limit}。`,
		noValue: (metric) => `${metric} は値がなく、守られているか分かりません。`,
		chance: (low, high) => `偶然かもしれません。95 % 区間 ${low} から ${high} は限度の内側に届きます。`,
		ties: (low, high) => `同順位の決め方によります。${low} から ${high}。`,
		show: (group) => `${group} を見る`,
		mark: (stage, count) => `${stage}：限度の超過 ${count} 件`
	}
};
