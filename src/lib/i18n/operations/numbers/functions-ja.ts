import { named } from '../../recipe/names';
import { columns, into } from '../phrases-ja';
import type { OperationText } from '../texts';

export const functions = {
	log: {
		title: '自然対数',
		description: 'ln x。0 以下は欠損になります。',
		sentence: (words) => `${columns(words)} の自然対数`
	},
	log1p: {
		title: '1 + x の対数',
		description: 'ln(1 + x)。0 は 0 のままです。',
		sentence: (words) => `${columns(words)} の1 + x の対数`
	},
	log2: {
		title: '2 を底とする対数',
		description: 'log2 x。0 以下は欠損になります。',
		sentence: (words) => `${columns(words)} の2 を底とする対数`
	},
	log10: {
		title: '常用対数',
		description: 'log10 x。0 以下は欠損になります。',
		sentence: (words) => `${columns(words)} の常用対数`
	},
	'signed-log': {
		title: '符号付き対数',
		description: '負の数も扱い、0 を 0 に保つ対数です。',
		sentence: (words) => `${columns(words)} の符号付き対数`
	},
	'inverse-sinh': {
		title: '逆双曲線正弦',
		description: '正負どちらの大きな数にも対数のように働きます。',
		sentence: (words) => `${columns(words)} の逆双曲線正弦`
	},
	exponential: {
		title: '指数関数',
		description: 'e の x 乗です。',
		sentence: (words) => `${columns(words)} の指数関数`
	},
	square: { title: '二乗', description: 'x を二度掛けます。', sentence: (words) => `${columns(words)} の二乗` },
	'square-root': {
		title: '平方根',
		description: '負の数は欠損になります。',
		sentence: (words) => `${columns(words)} の平方根`
	},
	'cube-root': {
		title: '立方根',
		description: '負の数も扱います。',
		sentence: (words) => `${columns(words)} の立方根`
	},
	power: {
		title: '累乗',
		description: 'x を決めた数だけ累乗します。',
		sentence: (words) => `${columns(words)} を ${words.text('exponent')} 乗する`
	},
	reciprocal: {
		title: '逆数',
		description: '1 / x。0 は欠損になります。',
		sentence: (words) => `${columns(words)} の逆数`
	},
	sigmoid: {
		title: 'シグモイド',
		description: 'どんな数も 0 と 1 の間に写します。',
		sentence: (words) => `${columns(words)} のシグモイド`
	},
	logit: {
		title: 'ロジット',
		description: '割合に使う、シグモイドの逆関数です。',
		sentence: (words) => `${columns(words)} のロジット`
	},
	tanh: {
		title: '双曲線正接',
		description: 'どんな数も -1 と 1 の間に写します。',
		sentence: (words) => `${columns(words)} の双曲線正接`
	},
	round: {
		title: '四捨五入',
		description: '決めた小数の桁に丸めます。',
		sentence: (words) => `${columns(words)} を小数 ${words.text('digits')} 桁に丸める`
	},
	floor: {
		title: '切り下げ',
		description: 'x を超えない最大の整数です。',
		sentence: (words) => `${columns(words)} を切り下げる`
	},
	ceiling: {
		title: '切り上げ',
		description: 'x 以上で最小の整数です。',
		sentence: (words) => `${columns(words)} を切り上げる`
	},
	'whole-part': {
		title: '小数を切り捨てる',
		description: '0 に向けて整数部分だけを残します。',
		sentence: (words) => `${columns(words)} の小数を切り捨てる`
	},
	'round-to-multiple': {
		title: '倍数に丸める',
		description: '5 や 0.25 など、決めた数の倍数に丸めます。',
		sentence: (words) => `${columns(words)} を ${words.text('multiple')} の倍数に丸める`
	},
	'significant-digits': {
		title: '有効数字に丸める',
		description: '最初の桁から決めた桁数だけ残します。',
		sentence: (words) => `${columns(words)} を有効数字 ${words.text('digits')} 桁に丸める`
	},
	'fraction-part': {
		title: '小数部分',
		description: '小数点より後ろの部分です。',
		sentence: (words) => `${columns(words)} の小数部分`
	},
	absolute: { title: '絶対値', description: '符号を取った数です。', sentence: (words) => `${columns(words)} の絶対値` },
	negate: {
		title: '符号を変える',
		description: '正負を入れ替えます。',
		sentence: (words) => `${columns(words)} の符号を変える`
	},
	sign: { title: '符号', description: '-1、0、1 のいずれかです。', sentence: (words) => `${columns(words)} の符号` },
	modulo: {
		title: '余り',
		description: '割った余りです。',
		sentence: (words) => `${columns(words)} を ${words.text('divisor')} で割った余り`
	},
	'add-constant': {
		title: '数を足す',
		description: '各値に数を足します。',
		sentence: (words) => `${columns(words)} に ${words.text('amount')} を足す`
	},
	'subtract-constant': {
		title: '数を引く',
		description: '数を引くか、数から引きます。',
		sentence: (words) =>
			words.is('reversed', true)
				? `${words.text('amount')} から ${columns(words)} を引く`
				: `${columns(words)} から ${words.text('amount')} を引く`
	},
	'multiply-by': {
		title: '数を掛ける',
		description: '各値に数を掛けます。',
		sentence: (words) => `${columns(words)} に ${words.text('factor')} を掛ける`
	},
	'divide-by': {
		title: '数で割る',
		description: '数で割るか、数を割ります。',
		sentence: (words) =>
			words.is('reversed', true)
				? `${words.text('divisor')} を ${columns(words)} で割る`
				: `${columns(words)} を ${words.text('divisor')} で割る`
	},
	'soft-threshold': {
		title: '0 に向けて縮める',
		description: '数の大きさから決めた量を引きます。',
		sentence: (words) => `${columns(words)} を ${words.text('amount')} だけ 0 に近づける`
	},
	'remove-correlation': {
		title: '配慮が必要な列との相関を除く',
		description: '配慮が必要な列から分かる分を、数値から引きます。',
		sentence: (words) => `${columns(words)} から ${words.text('sensitive')} で分かる分を引く`
	},
	binarise: {
		title: 'しきい値で 0 と 1 に',
		description: 'しきい値を超えれば 1、そうでなければ 0 です。',
		sentence: (words) => `${columns(words)} が ${words.text('threshold')} を超えるか`
	},
	bin: {
		title: '区間に分ける',
		description: '数値を同じ幅、同じ件数、または決めた境で区間に分けます。',
		sentence: (words) => {
			const column = named(words.text('column'));
			if (words.is('method', 'edges')) return `${column} を ${words.texts('edges').join('、')} で区切る${into(words)}`;
			const kind = words.is('method', 'quantile') ? '同じ件数' : '同じ幅';
			return `${column} を${kind}の ${words.text('count')} 区間に分ける${into(words)}`;
		}
	},
	cyclic: {
		title: '円周に置く',
		description: '時刻のように一巡する数を、正弦と余弦にします。',
		sentence: (words) => `${columns(words)} を周期 ${words.text('period')} の円周に置く`
	},
	sine: { title: '正弦', description: 'ラジアンの角の正弦です。', sentence: (words) => `${columns(words)} の正弦` },
	cosine: { title: '余弦', description: 'ラジアンの角の余弦です。', sentence: (words) => `${columns(words)} の余弦` },
	'degrees-to-radians': {
		title: '度をラジアンに',
		description: 'π / 180 を掛けます。',
		sentence: (words) => `${columns(words)} を度からラジアンに`
	},
	'radians-to-degrees': {
		title: 'ラジアンを度に',
		description: '180 / π を掛けます。',
		sentence: (words) => `${columns(words)} をラジアンから度に`
	},
	'convert-unit': {
		title: '単位を換算する',
		description: '長さ、質量、温度、面積、体積、速さ、時間、エネルギー、圧力。',
		sentence: (words) => `${columns(words)} を ${words.text('from')} から ${words.text('to')} に換算`
	}
} as const satisfies Record<string, OperationText>;
