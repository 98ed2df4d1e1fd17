import type { Translation } from '../translation';
import type { finder as english } from './finder-en';

export const finder: Translation<typeof english> = {
	group: '似た値をまとめる',
	groupLead: (column) => `${column} のうち、同じものの書き違いかもしれない値です。`,
	method: '比べ方',
	methods: {
		fingerprint: '語（順序は問わない）',
		'ngram-fingerprint': '文字（順序は問わない）',
		soundex: '発音（英語）',
		cologne: '発音（ドイツ語）',
		levenshtein: '数文字の違い',
		'jaro-winkler': '見た目の近さ'
	},
	settings: {
		'ngram-fingerprint': '一度に見る文字数',
		levenshtein: '違いの上限（文字）',
		'jaro-winkler': '近さの下限'
	},
	none: 'この比べ方では似た値がありません。別の比べ方を試してください。',
	searching: '値を比べています',
	found: (groups) => `${groups} 組`,
	skipped: (values) => `${values} 個の値は、共通部分を持つ相手が多すぎるため比べていません。`,
	more: (groups) => `小さい ${groups} 組は表示していません。先にこれらをまとめてください。`,
	all: 'すべて選ぶ',
	noneChosen: '選択を外す',
	merge: (value) => `${value} にまとめる`,
	into: '置き換え後',
	rows: (rows) => `${rows} 行`,
	apply: (values) => `${values} 個の値をまとめる`,
	facets: {
		title: '表示する行',
		rowsWith: '表示する行の範囲',
		from: 'ここから',
		to: 'ここまで',
		drop: (column) => `${column} をすべて表示`,
		left: (rows) => `残り ${rows} 行`,
		keep: 'この行を残す',
		clear: 'すべての行を表示'
	},
	byExample: '例から埋める',
	byExampleLead: '二、三行分の結果を書いてください。それを作る規則で残りを埋めます。',
	columns: '元になる列',
	name: '新しい列',
	wanted: '入力',
	given: '規則の結果',
	nothing: 'なし',
	unsure: '有力な規則の答えが分かれます。次はこの行を書いてください。',
	noRule: 'すべてを満たす規則がありません。綴りを確かめるか、元になる列を増やしてください。',
	rule: '規則',
	missing: (rows) => `${rows} 行では結果がなく、欠損になります。`,
	complete: 'すべての行に結果があります。',
	add: '列を加える',
	pieces: {
		constant: (text) => `「${text}」`,
		whole: '全体',
		word: '語',
		letters: '文字の並び',
		digits: '数字',
		capitals: '大文字',
		part: (delimiter) => `「${delimiter}」で区切った部分`,
		slice: '文字の位置',
		last: '後ろから',
		lower: '小文字',
		upper: '大文字',
		title: '先頭だけ大文字',
		initial: '頭文字',
		padded: (width) => `${width} 桁`,
		date: '日付として'
	}
};
