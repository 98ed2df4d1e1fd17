import { ruleTexts } from '$lib/core/clarify/texts/rule-ja';
import type { Translation } from '../translation';
import type { errors as english } from './errors-en';

export const errors: Translation<typeof english> = {
	title: 'モデルが間違える行',
	lead: 'モデルが最も間違える行のまとまりを、誤りに対する木で探します。',
	running: 'モデルが間違える行を探しています',
	none: 'この表でモデルを学習すると、どの行を間違えるかを見られます。',
	depth: '条件の数',
	depthHint: 'まとまりごとの上限',
	least: '最小の行数',
	leastHint: '探す側の行数。空欄は 2 %',
	inputsOnly: 'モデルが読む列',
	heldOut: (rows: string) => `学習から外した ${rows} 行と、モデルがそれを見る前の答えです。`,
	seen: (rows: string) =>
		`表の ${rows} 行。外しておいた行の答えがないため、モデルはこの行を学習したかもしれません。実際より良く見えます。`,
	halves: (found: string, measured: string) =>
		`${found} 行で探し、残りの ${measured} 行で測ります。偶然を弱点と取り違えないためです。`,
	unlabelled: (rows: string) => `結果のない ${rows} 行は除きました。`,
	whole: 'すべての行',
	wrong: '誤り',
	off: '平均のずれ',
	says: (rule: string, value: string, whole: string, share: string) =>
		`最も悪いのは ${rule} の行：${value}（全体は ${whole}）。すべての誤りの ${share} がここにあります。`,
	saysEven: (value: string) => `目立つまとまりはありません。誤りは一様です（${value}）。`,
	saysNone: 'これらの行に誤りはありません。',
	slice: 'まとまり',
	size: '行数',
	rate: '誤りの割合',
	meanError: '平均絶対誤差',
	share: '全誤りに占める割合',
	interval: (low: string, high: string) => `95 % 区間 ${low} ～ ${high}`,
	ofRows: (n: string, share: string) => `${n}（${share}）`,
	clearly: '全体より悪い',
	wholeMark: '縦線はすべての行の値',
	mistakes: '多い間違い',
	mistake: (truth: string, predicted: string, rows: string) => `${truth} を ${predicted} と答えた：${rows}`,
	bias: (amount: string) => `答えは平均 ${amount} 高すぎます。`,
	biasLow: (amount: string) => `答えは平均 ${amount} 低すぎます。`,
	found: (value: string) => `探した側の行では ${value}。`,
	sample: '間違えた行',
	sampleFar: '最も大きく外れた行',
	truth: '結果',
	predicted: '答え',
	showData: 'この行をデータで見る',
	explain: 'この行を説明する',
	rule: ruleTexts
};
