import type { nestedOperations } from '$lib/core/recipe/operations/nested';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

const value = (words: StepWords) => (words.text('value') === '' ? '欠損した要素' : ` ${named(words.text('value'))} `);

export const nested: GroupTexts<typeof nestedOperations> = {
	operations: {
		'explode-list': {
			title: 'リストを行に展開する',
			description: 'リストの要素ごとに1行にします。',
			sentence: (words) => `${named(words.text('column'))} の要素ごとに1行にする`
		},
		'explode-together': {
			title: '複数のリストを一緒に行に展開する',
			description: '同じ位置の要素を1行にまとめて展開します。',
			sentence: (words) => `${columns(words)} を位置ごとに1行にする`
		},
		'list-to-columns': {
			title: 'リストを列に広げる',
			description: 'どんな値のリストでも、位置ごとに1列にします。足りない分は欠損です。',
			sentence: (words) => `${named(words.text('column'))} を列に広げる`
		},
		'flatten-struct': {
			title: '構造体を列に展開する',
			description: '構造体のフィールドごとに1列にします。',
			sentence: (words) => `${named(words.text('column'))} を列に展開する`
		},
		'unnest-json': {
			title: 'JSONオブジェクトを列に展開する',
			description: '文字列のJSONオブジェクトを、キーごとの列にします。',
			sentence: (words) => `${named(words.text('column'))} のJSONを列に展開する`
		},
		'json-value': {
			title: 'JSONパスの値',
			description: '文字列のJSONから address.lines[0] のようなパスの値を取り出します。',
			sentence: (words) => `${named(words.text('column'))} のJSONから ${named(words.text('path'))} を取り出す`
		},
		'json-list': {
			title: 'JSON配列をリストにする',
			description: '[1, 2] のような文字列のJSON配列をリストとして読みます。',
			sentence: (words) => `${columns(words)} のJSON配列をリストにする`
		},
		'json-keys': {
			title: 'JSONオブジェクトのキー',
			description: '文字列のJSONオブジェクトのキーをリストにします。',
			sentence: (words) => `${columns(words)} のJSONのキーをリストにする`
		},
		'to-json': {
			title: '列をJSONにする',
			description: '複数の列を行ごとに1つのJSONオブジェクトに書きます。',
			sentence: (words) => `${columns(words)} をJSONにする`
		},
		'build-list': {
			title: 'リストを作る',
			description: '複数の列の値を1つのリストにします。',
			sentence: (words) => `${columns(words)} をリストにする`
		},
		'build-struct': {
			title: '構造体を作る',
			description: '複数の列を、同じ名前のフィールドを持つ構造体にします。',
			sentence: (words) => `${columns(words)} を構造体にする`
		},
		'list-zip': {
			title: 'リストを組にする',
			description: '同じ位置の要素どうしを構造体にまとめたリストを作ります。',
			sentence: (words) => `${columns(words)} を要素ごとに組にする`
		},
		'list-length': {
			title: 'リストの長さ',
			description: 'リストの要素の数です。',
			sentence: (words) => `${columns(words)} の要素を数える`
		},
		'list-distinct-count': {
			title: 'リストの異なる要素の数',
			description: 'リストにある異なる要素の数です。',
			sentence: (words) => `${columns(words)} の異なる要素を数える`
		},
		'list-element-at': {
			title: '指定位置の要素',
			description: '1から数えた位置の要素です。負の数は末尾から数えます。',
			sentence: (words) => `${columns(words)} の${words.text('place')}番目の要素を取り出す`
		},
		'list-first': {
			title: '先頭の要素',
			description: 'リストの先頭の要素です。',
			sentence: (words) => `${columns(words)} の先頭の要素を取り出す`
		},
		'list-last': {
			title: '末尾の要素',
			description: 'リストの末尾の要素です。',
			sentence: (words) => `${columns(words)} の末尾の要素を取り出す`
		},
		'list-slice': {
			title: 'リストの一部',
			description: 'ある位置から別の位置までの要素です（両端を含みます）。',
			sentence: (words) =>
				`${columns(words)} の${words.text('from')}番目から${words.text('to') === '' ? '最後' : `${words.text('to')}番目`}までを残す`
		},
		'list-contains': {
			title: '要素を含むか',
			description: '値がリストの要素にあるかどうかです。',
			sentence: (words) => `${columns(words)} は${value(words)}を含むか`
		},
		'list-position': {
			title: '要素の位置',
			description: '値が最初に現れる位置です（1から）。',
			sentence: (words) => `${columns(words)} での${value(words)}の位置`
		},
		'list-count-element': {
			title: '要素を数える',
			description: 'リストにその値がいくつあるかです。',
			sentence: (words) => `${columns(words)} にある${value(words)}を数える`
		},
		'list-sum': {
			title: 'リストの合計',
			description: 'リストの数値の合計です。',
			sentence: (words) => `${columns(words)} の数値を合計する`
		},
		'list-mean': {
			title: 'リストの平均',
			description: 'リストの数値の平均です。',
			sentence: (words) => `${columns(words)} の数値の平均を取る`
		},
		'list-median': {
			title: 'リストの中央値',
			description: 'リストの数値の中央値です。',
			sentence: (words) => `${columns(words)} の数値の中央値を取る`
		},
		'list-deviation': {
			title: 'リストの標準偏差',
			description: 'リストの数値の（母集団の）標準偏差です。',
			sentence: (words) => `${columns(words)} の数値の標準偏差を取る`
		},
		'list-minimum': {
			title: '最小の要素',
			description: 'リストの最も小さい要素です。',
			sentence: (words) => `${columns(words)} の最小の要素を取り出す`
		},
		'list-maximum': {
			title: '最大の要素',
			description: 'リストの最も大きい要素です。',
			sentence: (words) => `${columns(words)} の最大の要素を取り出す`
		},
		'list-range': {
			title: 'リストの範囲',
			description: 'リストの最大の数値から最小の数値を引いたものです。',
			sentence: (words) => `${columns(words)} の数値の範囲を取る`
		},
		'list-product': {
			title: 'リストの積',
			description: 'リストの数値の積です。',
			sentence: (words) => `${columns(words)} の数値を掛け合わせる`
		},
		'list-quantile': {
			title: 'リストの分位点',
			description: 'リストの数値の分位点です。',
			sentence: (words) => `${columns(words)} の数値の分位点 ${words.text('quantile')} を取る`
		},
		'list-mode': {
			title: '最頻の要素',
			description: 'リストに最も多く現れる要素です。',
			sentence: (words) => `${columns(words)} の最頻の要素を取り出す`
		},
		'list-distinct': {
			title: '重複しない要素',
			description: '各要素を最初の位置に1つだけ残します。',
			sentence: (words) => `${columns(words)} の要素の重複を除く`
		},
		'list-sort': {
			title: '要素を並べ替える',
			description: '各リストの要素を並べ替えます。欠損は最後です。',
			sentence: (words) => `${columns(words)} の要素を並べ替える`
		},
		'list-reverse': {
			title: 'リストを逆順にする',
			description: '要素の順序を逆にします。',
			sentence: (words) => `${columns(words)} を逆順にする`
		},
		'list-filter': {
			title: '条件に合う要素を残す',
			description: '値と等しい、より大きい、より小さい、または値を含む要素を残します。',
			sentence: (words) => `${columns(words)} の、${value(words)}との比較に合う要素を残す`
		},
		'list-drop-missing': {
			title: '欠損した要素を捨てる',
			description: 'リストの欠損した要素を除きます。',
			sentence: (words) => `${columns(words)} の欠損した要素を捨てる`
		},
		'list-fill-missing': {
			title: '欠損した要素を埋める',
			description: 'リストの欠損した要素に値を入れます。',
			sentence: (words) => `${columns(words)} の欠損した要素を${value(words)}で埋める`
		},
		'list-add-element': {
			title: '要素を加える',
			description: '各リストの末尾または先頭に値を加えます。',
			sentence: (words) => `${columns(words)} に${value(words)}を加える`
		},
		'list-remove-element': {
			title: '要素を取り除く',
			description: 'その値の要素をすべて除きます。',
			sentence: (words) => `${columns(words)} から${value(words)}を取り除く`
		},
		'list-convert': {
			title: '要素の型を変える',
			description: '各リストの要素を数値、文字列、真偽値、日付などにします。',
			sentence: (words) => `${columns(words)} の要素の型を変える`
		},
		'list-flatten': {
			title: 'リストのリストを平らにする',
			description: 'リストの中のリストを1つのリストにします。',
			sentence: (words) => `${columns(words)} を平らにする`
		},
		'join-list': {
			title: 'リストを文字列に連結する',
			description: '要素を区切り文字でつないだ1つの文字列にします。',
			sentence: (words) => `${columns(words)} の要素を文字列に連結する`
		},
		'list-concatenate': {
			title: '2つのリストをつなぐ',
			description: '一方のリストの要素に続けて、もう一方の要素を並べます。',
			sentence: (words) => `${named(words.text('column'))} の後に ${named(words.text('other'))} をつなぐ`
		},
		'list-union': {
			title: '2つのリストの和集合',
			description: 'どちらかのリストにある要素を1つずつ並べます。',
			sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} の和集合を取る`
		},
		'list-intersection': {
			title: '2つのリストの共通部分',
			description: '両方のリストにある要素を1つずつ並べます。',
			sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} の共通部分を取る`
		},
		'list-difference': {
			title: '2つのリストの差集合',
			description: '1つ目にあって2つ目にない要素を1つずつ並べます。',
			sentence: (words) => `${named(words.text('column'))} にあって ${named(words.text('other'))} にないものを取る`
		},
		'list-overlap': {
			title: '2つのリストの重なり',
			description: '共通の要素の数を全体の要素の数で割ったもの（ジャカード係数、0から1）です。',
			sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} の重なりを測る`
		},
		'list-has-any': {
			title: '別のリストの要素を1つでも含むか',
			description: '別のリストの要素を少なくとも1つ含むかどうかです。',
			sentence: (words) => `${named(words.text('column'))} は ${named(words.text('other'))} の要素を1つでも含むか`
		},
		'list-has-all': {
			title: '別のリストの要素をすべて含むか',
			description: '別のリストの要素をすべて含むかどうかです。',
			sentence: (words) => `${named(words.text('column'))} は ${named(words.text('other'))} の要素をすべて含むか`
		}
	},
	fields: {
		suffix: '新しい列名の末尾',
		position: '位置の列',
		empty: '欠損または空のリスト',
		count: '列の数',
		keep: '元の列を残す',
		keys: 'キー（空欄ならすべて）',
		most: 'キーの数の上限',
		path: 'パス',
		type: '型',
		elements: '要素の型',
		missing: '欠損値',
		place: '位置',
		from: '開始位置',
		to: '終了位置',
		direction: '順序',
		value: '値（空欄なら欠損した要素）',
		at: '場所',
		compare: '比較',
		quantile: '分位点',
		delimiter: '区切り文字',
		other: 'もう一方のリスト'
	},
	options: {
		keep: '1行のまま残す',
		drop: '捨てる',
		null: 'null にする',
		omit: '省く',
		end: '末尾',
		start: '先頭',
		equal: '等しい',
		'not-equal': '等しくない',
		less: 'より小さい',
		'at-most': '以下',
		greater: 'より大きい',
		'at-least': '以上',
		contains: '文字列を含む'
	}
};
