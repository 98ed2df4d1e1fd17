import type { Translation } from '../translation';
import type { attribution as english } from './attribution-en';

export const attribution: Translation<typeof english> = {
	tab: '効いている列',
	lead: '列の様子が同じでも、モデルが別の列に頼り始めると誤ることがあります。列の寄与の順位を、学習時と比べます。',
	model: 'モデル',
	rows: 'いま尋ねている行',
	compare: '比べる',
	comparing: (name) => `${name} に効いている列`,
	empty: {
		title: '見守るモデルがまだありません',
		text: 'モデルを学習すると、そのとき効いていた列が新しい行でも効いているかを調べられます。'
	},
	title: (table) => `${table} では`,
	drifted: (ndcg, limit) =>
		`別の列が効いています：NDCG ${ndcg}（限度 ${limit} 未満）。信じる前にモデルを確かめてください。`,
	same: (ndcg, limit) => `同じ列が効いています：NDCG ${ndcg}（${limit} 未満ならドリフト）。`,
	basis: (baseline, current) => `学習時 ${baseline} 行、いま ${current} 行。`,
	exact: '値は厳密です。',
	estimated: '値は推定です。',
	made: (when) => `比較：${when}。`,
	moved: (column, from, to) => `${column} は ${from} 位から ${to} 位へ。`,
	still: 'どの列も順位は変わりません。',
	slopes: '列の順位',
	then: '学習時',
	now: 'いま',
	column: '列',
	rankThen: '学習時の順位',
	rankNow: 'いまの順位',
	sizeThen: '学習時の大きさ',
	sizeNow: 'いまの大きさ',
	earlier: 'これまでの比較',
	reasons: {
		'baseline-empty': 'モデルが読む列がないため、順位がありません。',
		'current-empty': '表に行がありません。',
		'baseline-zero': '学習時にどの列も答えを動かさず、比べる順位がありません。',
		'current-zero': 'これらの行ではどの列も答えを動かさず、どの答えもふだんのものです。',
		'not-finite': '寄与が有限の数ではありません。',
		'columns-differ': '片方にしかない列は除きました。'
	}
};
