import type { vectorsOperations } from '$lib/core/recipe/operations/vectors';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

const pair = (words: StepWords) => `${named(words.text('left'))} と ${named(words.text('right'))}`;

export const vectors: GroupTexts<typeof vectorsOperations> = {
	operations: {
		'word-counts': {
			title: '語の数',
			description: '文字に各語（語や文字の並び）がいくつあるかを数えます。',
			sentence: (words) => `${named(words.text('column'))} の語を数える`
		},
		'tf-idf': {
			title: 'TF-IDF',
			description: '語の数に、珍しい語ほど大きな重みを付けます。',
			sentence: (words) => `${named(words.text('column'))} の TF-IDF を求める`
		},
		'hash-words': {
			title: '語のハッシュ',
			description: '語彙を覚えずに、語を決まった数の場所に数えます。',
			sentence: (words) => `${named(words.text('column'))} の語を ${words.text('count')} 個の数にハッシュする`
		},
		pca: {
			title: '主成分',
			description: '多くの列の情報の大半を、少ない数にまとめます。',
			sentence: (words) => `${columns(words)} の主成分を求める`
		},
		'truncated-svd': {
			title: '特異値分解で減らす',
			description: '多くの数を少なくします。TF-IDF の後なら、文の話題になります（LSA）。',
			sentence: (words) => `${columns(words)} を特異値分解で ${words.text('count')} 個にする`
		},
		'random-projection': {
			title: 'ランダム射影',
			description: '距離をほぼ保つ、無作為な混ぜ合わせです。',
			sentence: (words) => `${columns(words)} を無作為に混ぜて ${words.text('count')} 個にする`
		},
		'k-means': {
			title: '行をクラスタに分ける',
			description: '数が近い行を組にします（k-means）。',
			sentence: (words) => `${columns(words)} で行を ${words.text('count')} 組に分ける`
		},
		assemble: {
			title: 'ベクトルにまとめる',
			description: '列を一つのベクトルにまとめます。',
			sentence: (words) => `${columns(words)} を ${named(words.text('name'))} にまとめる`
		},
		'flatten-vector': {
			title: 'ベクトルを列に分ける',
			description: 'ベクトルの数値ごとに列を作ります。列の数は最初か最長のベクトル、または決めた数です。',
			sentence: (words) => `${named(words.text('column'))} を列に分ける`
		},
		'parse-vector': {
			title: 'ベクトルとして読む',
			description: '[0.1, 2, 3] のような文字をベクトルとして読みます。',
			sentence: (words) => `${columns(words)} をベクトルとして読む`
		},
		'normalise-vector': {
			title: 'ベクトルを正規化',
			description: 'ベクトルをその長さで割ります。',
			sentence: (words) => `${columns(words)} を正規化`
		},
		'scale-vector': {
			title: 'ベクトルを定数倍',
			description: 'ベクトルの各数に掛け、足します。',
			sentence: (words) => `${columns(words)} に ${words.text('factor')} を掛け ${words.text('offset')} を足す`
		},
		'vector-argmax': {
			title: '最大の数の位置',
			description: 'ベクトルのどこに最も大きい数があるかです。',
			sentence: (words) => `${columns(words)} の最大の数の位置`
		},
		'vector-norm': {
			title: 'ベクトルの長さ（ノルム）',
			description: 'ベクトルの二乗和の平方根です。',
			sentence: (words) => `${columns(words)} のノルム`
		},
		'add-vectors': {
			title: 'ベクトルの足し算',
			description: '二つのベクトルを数ごとに足します。',
			sentence: (words) => `${pair(words)} を足す`
		},
		'subtract-vectors': {
			title: 'ベクトルの引き算',
			description: 'ベクトルから別のベクトルを数ごとに引きます。',
			sentence: (words) => `${named(words.text('left'))} から ${named(words.text('right'))} を引く`
		},
		'multiply-vectors': {
			title: 'ベクトルの掛け算',
			description: '二つのベクトルを数ごとに掛けます。',
			sentence: (words) => `${pair(words)} を掛ける`
		},
		'dot-product': {
			title: '内積',
			description: '二つのベクトルの積の和です。',
			sentence: (words) => `${pair(words)} の内積`
		},
		'cosine-similarity': {
			title: 'コサイン類似度',
			description: '二つのベクトルがどれだけ同じ向きかです。',
			sentence: (words) => `${pair(words)} のコサイン類似度`
		},
		'vector-distance': {
			title: 'ベクトルの距離',
			description: '二つのベクトルがどれだけ離れているかです。',
			sentence: (words) => `${pair(words)} の距離`
		},
		'distance-to-vector': {
			title: '中心からの距離',
			description: 'ベクトルが平均、または決めたベクトルからどれだけ離れているかです。',
			sentence: (words) => `${named(words.text('column'))} の中心からの距離`
		}
	},
	fields: {
		tokens: '語の取り方',
		pattern: 'パターン',
		gaps: 'パターンは区切り',
		lowerCase: '大文字と小文字を区別しない',
		minLength: '語の最小文字数',
		stopWords: '意味の薄い語を除く',
		shortest: '語の並びの最小数',
		longest: '語の並びの最大数',
		minDocuments: '現れる文の数の下限（1 未満は割合）',
		maxDocuments: '現れる文の数の上限（1 以下は割合）',
		most: '残す語の上限',
		minCount: '文の中での回数の下限（1 未満は割合）',
		binary: '有無だけを見る',
		output: '結果',
		into: '結果の名前',
		keep: '元の列を残す',
		idf: '珍しい語の重み',
		sublinear: '回数の対数を取る',
		norm: '各ベクトルの長さ',
		count: '個数',
		signed: '符号を付ける',
		by: '止めるところ',
		variance: '分散の割合',
		centre: '平均を引く',
		scale: '標準偏差で割る',
		method: '重み',
		seed: 'シード',
		start: '最初の中心',
		iterations: '繰り返しの上限',
		distances: '距離',
		missing: '欠損があるとき',
		length: '列の数',
		factor: '掛ける数',
		offset: '足す数',
		suffix: '新しい列の接尾辞',
		target: 'どこからの距離か',
		vector: 'ベクトル',
		metric: '距離の種類',
		left: '一つ目のベクトル',
		right: '二つ目のベクトル',
		name: '新しい列'
	},
	options: {
		words: '語',
		spaces: '空白の間',
		pattern: 'パターンで',
		characters: '文字',
		'characters-in-words': '語の中の文字',
		none: 'なし',
		english: '英語',
		japanese: '日本語',
		columns: '一つずつの列',
		vector: '一つのベクトル',
		smooth: 'ln((1 + n) / (1 + df)) + 1',
		plain: 'ln(n / df) + 1',
		'zero-based': 'ln((n + 1) / (df + 1))',
		l2: 'ユークリッド長を 1 に',
		l1: '絶対値の和を 1 に',
		max: '最大の絶対値を 1 に',
		count: '個数を決める',
		variance: '分散の割合で決める',
		gaussian: '正規分布',
		sparse: 'まばら',
		spread: '散らばらせる（k-means++）',
		'first-rows': '最初の行',
		own: '自分の中心まで',
		each: '各中心まで',
		keep: '空けておく',
		missing: 'ベクトルを欠損にする',
		first: '最初のベクトルに合わせる',
		longest: '最も長いものに合わせる',
		centre: '平均のベクトル',
		given: '自分で決めた数',
		euclidean: 'ユークリッド',
		squared: 'ユークリッドの二乗',
		manhattan: '差の和',
		chebyshev: '最大の差',
		cosine: '1 - コサイン',
		canberra: 'キャンベラ'
	}
};
