import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { OperationText } from '../texts';

export const across = {
	'row-sum': {
		title: '列の合計',
		description: '行ごとに数値を足します。',
		sentence: (words) => `${columns(words)} の合計（${named(words.text('name'))} へ）`
	},
	'row-product': {
		title: '列の積',
		description: '行ごとに数値を掛けます。',
		sentence: (words) => `${columns(words)} の積（${named(words.text('name'))} へ）`
	},
	'row-mean': {
		title: '列の平均',
		description: '行ごとの平均です。',
		sentence: (words) => `${columns(words)} の平均（${named(words.text('name'))} へ）`
	},
	'row-median': {
		title: '列の中央値',
		description: '行ごとの中央値です。',
		sentence: (words) => `${columns(words)} の中央値（${named(words.text('name'))} へ）`
	},
	'row-minimum': {
		title: '列の最小値',
		description: '行ごとの最小値です。',
		sentence: (words) => `${columns(words)} の最小値（${named(words.text('name'))} へ）`
	},
	'row-maximum': {
		title: '列の最大値',
		description: '行ごとの最大値です。',
		sentence: (words) => `${columns(words)} の最大値（${named(words.text('name'))} へ）`
	},
	'row-range': {
		title: '列の範囲',
		description: '行ごとの最大値と最小値の差です。',
		sentence: (words) => `${columns(words)} の範囲（${named(words.text('name'))} へ）`
	},
	'row-deviation': {
		title: '列の標準偏差',
		description: '行ごとの数値のばらつきです。',
		sentence: (words) => `${columns(words)} の標準偏差（${named(words.text('name'))} へ）`
	},
	'row-norm': {
		title: '列の長さ',
		description: '行ごとの二乗和の平方根です。',
		sentence: (words) => `${columns(words)} の長さ（${named(words.text('name'))} へ）`
	},
	'row-largest': {
		title: '最大の列',
		description: '行で最大または最小の数を持つ列の名前です。',
		sentence: (words) => `${columns(words)} のうち${words.is('which', 'largest') ? '最大' : '最小'}の列`
	},
	'weighted-sum': {
		title: '列の重み付き和',
		description: '重みを掛けて列を足します。',
		sentence: (words) => `${columns(words)} の重み付き和（${named(words.text('name'))} へ）`
	},
	difference: {
		title: '二列の差',
		description: '一方から他方を引きます。',
		sentence: (words) => `${named(words.text('column'))} から ${named(words.text('other'))} を引く`
	},
	'absolute-difference': {
		title: '二列の差の大きさ',
		description: '差の絶対値です。',
		sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} の差の大きさ`
	},
	ratio: {
		title: '二列の比',
		description: '一方を他方で割ります。',
		sentence: (words) => `${named(words.text('column'))} を ${named(words.text('other'))} で割る`
	},
	'percent-change': {
		title: '変化率',
		description: '一方が他方より何パーセント多いかです。',
		sentence: (words) => `${named(words.text('other'))} から ${named(words.text('column'))} への変化率`
	},
	'share-of-pair': {
		title: '二列に占める割合',
		description: '一方を両方の和で割ります。',
		sentence: (words) =>
			`${named(words.text('column'))} と ${named(words.text('other'))} に占める ${named(words.text('column'))} の割合`
	},
	'pair-product': {
		title: '二列の積',
		description: '一方に他方を掛けます。',
		sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} の積`
	},
	'polynomial-features': {
		title: '多項式の特徴量',
		description: '決めた次数まで、列どうしや自分との積を作ります。',
		sentence: (words) => `${columns(words)} の ${words.text('degree')} 次までの累乗と積`
	},
	interactions: {
		title: '組の積',
		description: '二列ずつの積を作ります。',
		sentence: (words) => `${columns(words)} の二列ずつの積`
	},
	'spline-features': {
		title: 'スプラインの特徴量',
		description: '線形モデルが節点で曲がれるようにします。',
		sentence: (words) => `${columns(words)} のスプライン（節点 ${words.text('knots')} 個）`
	}
} as const satisfies Record<string, OperationText>;
