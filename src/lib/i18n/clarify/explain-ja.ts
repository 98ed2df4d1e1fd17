import type { Translation } from '../translation';
import type { explain as english } from './explain-en';

export const explain: Translation<typeof english> = {
	title: 'モデルの答えの理由',
	action: 'モデルを説明する',
	running: 'モデルを説明しています',
	none: 'この表でモデルを学習すると、各列が答えに何を足すかを見られます。',
	exact: '厳密',
	estimated: '推定',
	method: {
		tree: '背景の行に対する木のシャープレイ値',
		'tree-path': '学習時の件数に沿う木のシャープレイ値',
		linear: '線形モデルのシャープレイ値',
		exact: 'すべての列の組み合わせによるシャープレイ値',
		kernel: '重み付き回帰によるシャープレイ値',
		permutation: '順序の標本によるシャープレイ値'
	},
	basis: (rows: string, background: string) => `${rows} 行を、背景の ${background} 行と比べました。`,
	importance: '列ごとの重要さ',
	importanceSays: (first: string, share: string) =>
		`${first} が答えを最も動かします：平均 ${share}（クラスでは対数オッズ）。`,
	swarm: '行ごと、列ごと',
	swarmSays: (first: string) =>
		`点ひとつが一行です。0 の右は答えを上げ、左は下げます。最も広がるのは ${first}。塗った点は大きい値です。`,
	waterfall: 'ひとつの行',
	waterfallSays: (base: string, answer: string, first: string) =>
		`ふだんの ${base} からこの行の ${answer} まで。最も動かすのは ${first} です。`,
	row: '行',
	column: '列',
	values: '値',
	share: '足す分',
	error: '標準誤差',
	meanAbs: '平均の大きさ',
	base: 'ふだんの答え',
	answer: 'この行',
	rest: (n: string) => `ほか ${n} 列`
};
