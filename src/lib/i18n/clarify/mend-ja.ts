import { mitigationNames } from '$lib/core/clarify/texts/mitigation-ja';
import type { Translation } from '../translation';
import type { mend as english } from './mend-en';

export const mend: Translation<typeof english> = {
	title: '打てる手',
	lead: 'どの手も、ある場合とない場合で同じ簡易モデルを学習し、どちらも見ていない同じ行で測ります。',
	estimator: '簡易モデル',
	linear: '線形',
	trees: '木',
	criterion: '見る差',
	criteria: {
		'demographic-parity': '承認の割合（人口統計的公平性）',
		'equal-opportunity': '正例が承認される割合（機会の平等）',
		'equalized-odds': '正例と負例の両方（均等オッズ）'
	},
	measureAll: 'すべて測る',
	measure: '測る',
	measuring: '打てる手を測っています',
	waiting: '測定待ち',
	notMeasured: 'まだ測っていません',
	basis: (train: string, test: string, splits: string) =>
		`${train} 行で学習し ${test} 行で測定。${splits} 通りの分割の平均で、線は最小から最大までです。`,
	sampled: (rows: string) => `${rows} 行の標本です。`,
	asIs: '現状',
	gap: '差',
	accuracy: '正解率',
	none: 'なし',
	change: (before: string, after: string) => `${before} → ${after}`,
	range: (least: string, most: string) => `${least}〜${most}`,
	says: (name: string, gapBefore: string, gapAfter: string, before: string, after: string) =>
		`${name}：差 ${gapBefore} から ${gapAfter}、正解率 ${before} から ${after}`,
	keep: '表として残す',
	keeping: '表を保存しています',
	kept: (name: string) => `${name} として残しました。`,
	keptWeights: (name: string, column: string) =>
		`${name} として残しました。学習のとき列「${column}」を重みに選んでください。`,
	keptMarks: (name: string, column: string) => `${name} として残しました。変えた行は「${column}」で分かります。`,
	keptClean: (name: string, facet: string) => `${name} として残しました。学習では「${facet}」を外してください。`,
	overview: '正解率と差',
	overviewSays: (best: string, gap: string, cost: string) =>
		`差が最も小さいのは「${best}」で ${gap}、正解率は${cost}です。`,
	overviewNone: '手を測ると、現状のモデルと並べてここに示します。',
	gained: (points: string) => `${points} ポイントの増加`,
	lost: (points: string) => `${points} ポイントの減少`,
	way: '手',
	ways: mitigationNames,
	texts: {
		reweigh: 'グループと結果が無関係になる重みを各行に付けます。',
		oversample: '結果が少なすぎるグループの行を無作為に繰り返します。',
		undersample: '結果が多すぎるグループの行を無作為に外します。',
		smote: '同じグループで同じ結果の近い行の間に、新しい行を作ります。',
		massage: '線形モデルの境目に近いラベルを、どのグループも同じ割合になるまで変えます。',
		correlation: 'グループから分かる分を各数値から引き、モデルにはグループを見せません。',
		threshold: 'モデルはそのままで、承認するスコアをグループごとに決めます。'
	},
	suffix: {
		reweigh: '重み付き',
		oversample: '行の繰り返し',
		undersample: '行の削減',
		smote: '行の追加',
		massage: 'ラベル変更',
		correlation: '相関除去',
		threshold: '判定付き'
	},
	name: (table: string, suffix: string) => `${table}（${suffix}）`,
	cutting: 'しきい値を探しています',
	curve: '引き換えの全体',
	curveSays: (gap: string, accuracy: string) => `選んだ点：差 ${gap}、正解率 ${accuracy}。`,
	curveNone: '二つのクラス（良いのはその一方だけ）のモデルの答えと、行の 1 % 以上を占めるグループが二つ必要です。',
	heldOut: (rows: string) =>
		`モデルが見ていない ${rows} 行での値です。選んだのと同じ行で数えています（上の測定は別の行です）。`,
	asked: (rows: string) => `全 ${rows} 行に今答えさせた値です。ほかで作られたモデルは見たことがあるかもしれません。`,
	deterministic: 'グループごとに一つのしきい値で、くじは引きません。残る差を示します。',
	notOptimal: 'グループが三つ以上の均等オッズでは、より良いしきい値があるかもしれません。',
	spaced: '点は等間隔です。間にも点があります。',
	point: '引き換えの点',
	pointText: (at: string, of: string) => `${of} 点中 ${at} 番目`,
	group: 'グループ',
	cut: '承認するスコア',
	approved: '承認',
	recall: '正例のうち',
	falseAlarm: '負例のうち',
	right: '正解',
	never: 'なし',
	rest: 'そのほか',
	end: (gap: string, accuracy: string) => `差 ${gap} では正解率は ${accuracy} までです。`,
	oneThreshold: (threshold: string, gap: string, accuracy: string) =>
		`全員に ${threshold} なら、差 ${gap}、正解率 ${accuracy}。`
};
