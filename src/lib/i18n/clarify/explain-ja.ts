import type { Translation } from '../translation';
import type { explain as english } from './explain-en';

export const explain: Translation<typeof english> = {
	title: 'モデルの答えの理由',
	action: 'モデルを説明する',
	again: 'もう一度説明する',
	running: 'モデルを説明しています',
	stopped: '途中で止めました。そこまでの結果です。',
	none: 'この表でモデルを学習すると、各列が答えに何を足すかを見られます。',
	exact: '厳密',
	estimated: (error: string) => `推定、標準誤差は最大 ${error}`,
	output: '説明するもの',
	outputs: { margin: 'マージン（対数オッズ）', probability: '確率' },
	unit: { margin: 'マージン', probability: '確率' },
	class: 'クラス',
	rows: '行数',
	background: '背景の行数',
	effort: '1 行あたりの標本数',
	way: '方法',
	ways: {
		auto: '厳密にできればそれ',
		tree: '木（背景と比べる）',
		'tree-path': '木（学習時の件数に沿う）',
		linear: '線形',
		exact: 'すべての組み合わせ',
		kernel: '重み付き回帰（推定）',
		permutation: '順序の標本（推定）'
	},
	bySource: '元の列ごとに合計する',
	method: {
		tree: '背景の行に対する木のシャープレイ値',
		'tree-path': '学習時の件数に沿う木のシャープレイ値',
		linear: '線形モデルのシャープレイ値',
		exact: 'すべての列の組み合わせによるシャープレイ値',
		kernel: '重み付き回帰によるシャープレイ値',
		permutation: '順序の標本によるシャープレイ値'
	},
	basis: (rows: string, all: string, background: string) =>
		`${all} 行のうち先頭の ${rows} 行を、背景の ${background} 行と比べました。`,
	how: '計算のしかた',
	howRows: (rows: string, background: string) =>
		`値は、その列が行の答えに足す分です。列を明かすあらゆる順序で平均し、まだ明かしていない列は背景（表から等間隔に取った ${background} 行）の値とします。${rows} 行を説明しました。行の値の合計は、その答えとふだんの答えの差です。`,
	howExact: '厳密：標本は使っていません。選んだのは背景だけです。',
	howEstimated:
		'シード 0 の標本による推定です。値の横に標準誤差を示します。標本を 4 倍にすると誤差は半分になります。棒の線は 95 % 区間です。',
	howProbability: '確率が厳密になるのは列が少ない（12 列まで）ときだけです。木と線形モデルのマージンは常に厳密です。',
	howPairs: '組み合わせは厳密です：2 列がそれぞれの分を超えて一緒に足す分です。',
	howNoPairs: 'このモデルでは列の組み合わせを厳密に計算できないため、色分けの列は点の広がりから推測しました。',
	howSource: '複数の列から作られた列は、それらが共有する「a + b」としてまとめます。',
	when: (time: string) => `${time} に計算しました。`,
	importance: '列ごとの重要さ',
	importanceSays: (first: string, share: string, unit: string) =>
		`${first} が答えを最も動かします：平均 ${share}（${unit}）。棒を押すとその列を見られます。`,
	lookAt: (column: string) => `${column} を見る`,
	swarm: '行ごと、列ごと',
	swarmSays: (first: string) =>
		`点ひとつが 1 行です。0 の右は答えを上げ、左は下げます。最も効くのは ${first}。点を押すとその行を見られます。`,
	drawn: (n: string) => `等間隔に選んだ ${n} 行を描いています。`,
	rowTip: (row: string, column: string, share: string) => `${row} 行目：${column} は ${share} を足す`,
	level: { own: '列の値：', low: '小さい', high: '大きい', none: '文字または欠損', others: 'その他' },
	dependenceColumn: '列',
	partner: '色分けの列',
	partnerSays: '一緒に効く順。組み合わせの値は厳密です。',
	partnerGuess: '点の広がりから推測した順です。',
	dependence: (column: string) => `${column} の値と、それが足す分`,
	dependenceSays: (column: string, partner: string) =>
		partner === ''
			? `点ひとつが 1 行：${column} の値と、それが答えに足す分です。`
			: `点ひとつが 1 行です。${column} が同じ値でも点が分かれるところでは、ほかの列も効いています：${partner} を見てください。`,
	withoutNumber: (n: string) => `値のない ${n} 行は除きました。`,
	missing: '欠損',
	pairs: '列が一緒に足す分',
	pairsSays: (rows: string) =>
		`${rows} 行の平均の大きさ。それぞれ単独の分を除いたものです。枠のあるマスは列が単独で足す分。マスを押すと詳しく見られます。`,
	alone: (column: string, value: string) => `${column} 単独：${value}`,
	together: (first: string, second: string, value: string) => `${first} と ${second} の組：${value}`,
	oneRow: (row: string) => `${row} 行目`,
	before: '前の行',
	after: '次の行',
	force: '答えを押すもの',
	forceSays: (base: string, answer: string) =>
		`答え ${answer} の左が上げるもの、右が下げるもの。破線はふだんの ${base} です。`,
	waterfall: '一歩ずつ',
	waterfallSays: (base: string, answer: string, first: string) =>
		`ふだんの ${base} からこの行の ${answer} まで。最も動かすのは ${first} です。`,
	row: '行',
	column: '列',
	share: '足す分',
	error: '標準誤差',
	meanAbs: '平均の大きさ',
	rest: (n: string) => `ほか ${n} 列`
};
