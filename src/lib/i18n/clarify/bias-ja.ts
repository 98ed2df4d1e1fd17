import type { Translation } from '../translation';
import type { bias as english } from './bias-en';

export const bias: Translation<typeof english> = {
	overview: 'だれが不利か',
	overviewText: (groups: string, positive: string) =>
		`${groups} グループをそれぞれ残り全員と比べ、不利なものから並べています。良い結果：${positive}。`,
	legend: {
		worse: 'グループに不利',
		better: 'グループに有利',
		chance: '色なし：偶然かもしれません（95 % 区間が「偏りなし」を含むか、グループが小さい）'
	},
	columns: { group: 'グループ', rows: '行数' },
	short: {
		DPL: '結果',
		CDDL: '条件をそろえた結果',
		DPPL: '予測',
		DI: '比',
		CDDPL: '条件をそろえた予測',
		RD: '再現率',
		AD: '正解率'
	},
	worse: '不利',
	better: '有利',
	perhaps: '偶然かもしれません',
	small: '少数',
	care: '要注意',
	showAll: (n: string) => `${n} グループをすべて表示`,
	leftOut: (facet: string, n: string) => `${facet}：小さい ${n} グループは省いています。`,
	compared: '比べる列',
	also: 'さらに比べる列',
	aboveMedian: (column: string) => `中央値より大きい ${column}`,
	alsoNone: '列を追加…',
	remove: (facet: string) => `${facet} で比べるのをやめる`,
	dropMissing: 'グループのない行を除く',
	droppedMissing: (n: string) => `グループのない ${n} 行は除きました。`,
	classes: '結果ごとの内訳',
	classesText:
		'どのグループのどの結果で外れるか。各結果の割合、モデルが見つけた割合（再現率）、答えが正しい割合（適合率）です。',
	classColumns: { class: '結果', share: '割合', recall: '再現率', precision: '適合率' },
	everyone: 'ほか',
	confusion: '何と予測されたか',
	confusionOf: (who: string) => `${who}：縦が結果、横が予測`,
	accuracy: (share: string) => `正解 ${share}`,
	reading: '読み方',
	readings: { values: '値ごとに一つのグループ', number: 'しきい値で分ける数値' },
	warnings: {
		'small-group': (side: string, n: string) => `${side}は ${n} 行だけです。1 行の違いで割合が何ポイントも動きます。`,
		'few-positives': (side: string, n: string) =>
			`${side}の良い結果は ${n} 行だけです。実際の不確かさは区間より大きくなります。`,
		'few-negatives': (side: string, n: string) =>
			`${side}のもう一方の結果は ${n} 行だけです。実際の不確かさは区間より大きくなります。`,
		'few-predictions': (side: string, n: string) => `${side}で予測のある行は ${n} 行だけです。`,
		'no-positive-prediction': (side: string) => `${side}では良い結果が一度も予測されていません。`,
		'wide-interval': (metric: string, width: string) => `${metric} の区間の幅は ${width} で、ほとんど何も言えません。`,
		'nothing-above': (column: string, threshold: string, bound: string) =>
			`${threshold} より大きい ${column} はありません。最大は ${bound} です。`,
		'everything-above': (column: string, threshold: string, bound: string) =>
			`すべての ${column} が ${threshold} より大きく、最小は ${bound} です。`
	},
	sides: { facet: 'このグループ', rest: 'ほか' }
};
