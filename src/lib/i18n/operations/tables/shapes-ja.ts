import type { shapingOperations } from '$lib/core/recipe/operations/tables';
import { named } from '../../recipe/names';
import { list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

const aggregates = {
	rows: '行数',
	share: '割合',
	count: '件数',
	missing: '欠損の数',
	distinct: '異なる値の数',
	sum: '合計',
	mean: '平均',
	median: '中央値',
	minimum: '最小',
	maximum: '最大',
	range: '範囲',
	deviation: '標準偏差',
	variance: '分散',
	quantile: '分位点',
	mode: '最頻値',
	first: '最初',
	last: '最後',
	list: 'リスト',
	'distinct-list': '異なる値のリスト',
	text: '連結した文字列'
} as const;
const aggregateNames = new Map<string, string>(Object.entries(aggregates));

function aggregateOf(column: string, aggregate: string): string {
	const name = aggregateNames.get(aggregate) ?? aggregate;
	return column === '' ? name : `${column} の${name}`;
}

export const shapes: GroupTexts<typeof shapingOperations> = {
	operations: {
		'group-by': {
			title: 'グループごとに集計する',
			description: 'グループごとに1行にし、件数、合計、平均などを求めます。',
			sentence: (words) => {
				const aggregates = list(words.pairs('aggregates').map(([column, aggregate]) => aggregateOf(column, aggregate)));
				const by = words.texts('by');
				return by.length === 0 ? `全行を集計する：${aggregates}` : `${list(by)} ごとに集計する：${aggregates}`;
			}
		},
		subtotals: {
			title: '小計付きで集計する',
			description: 'グループごとの集計に、小計の行を加えます。',
			sentence: (words) => `${list(words.texts('by'))} ごとに小計付きで集計する`
		},
		pivot: {
			title: 'ピボットして列にする',
			description: 'ある列の値ごとに列を作り、別の列の値を入れます（縦持ちから横持ちへ）。',
			sentence: (words) =>
				`${named(words.text('names'))} の値を列にする${words.text('values') === '' ? '' : `（値は ${named(words.text('values'))}）`}`
		},
		'cross-tabulate': {
			title: 'クロス集計',
			description: 'ある列の値と別の列の値の組み合わせを数えます。',
			sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} をクロス集計する`
		},
		unpivot: {
			title: '列を行にする',
			description: '複数の列を、名前の列と値の列に縦に並べます（横持ちから縦持ちへ）。',
			sentence: (words) => `${list(words.texts('columns'))} を行にする`
		},
		'unpivot-groups': {
			title: '列の組を行にする',
			description: 'price_2023、price_2024、count_2023、count_2024 のような列を行にします。',
			sentence: (words) => `${list(words.texts('columns'))} を組ごとに行にする`
		},
		transpose: {
			title: '行と列を入れ替える',
			description: '小さな表の行と列を入れ替えます。',
			sentence: (words) =>
				`行と列を入れ替える${words.text('names') === '' ? '' : `（列名は ${named(words.text('names'))}）`}`
		},
		'complete-combinations': {
			title: '足りない組み合わせを補う',
			description: 'どの行にもない値の組み合わせの行を加えます。',
			sentence: (words) => `${list(words.texts('columns'))} の足りない組み合わせを補う`
		},
		'complete-sequence': {
			title: '連続を補う',
			description: '最小から最大までの間で、欠けている数や日付の行を加えます。',
			sentence: (words) => `${named(words.text('column'))} の欠けた所を補う`
		},
		'expand-grid': {
			title: 'すべての組み合わせ',
			description: 'いくつかの列の値のすべての組み合わせを1行ずつにします。',
			sentence: (words) => `${list(words.texts('columns'))} のすべての組み合わせにする`
		},
		'repeat-rows': {
			title: '行を繰り返す',
			description: '列の値の回数だけ各行を繰り返します。',
			sentence: (words) => `各行を ${named(words.text('column'))} 回繰り返す`
		}
	},
	fields: {
		by: 'グループにする列',
		aggregates: '集計',
		quantile: '分位点（求める場合）',
		delimiter: '区切り文字',
		levels: '小計',
		name: '名前の列',
		names: '名前の列',
		values: '値の列',
		aggregate: 'セルの値',
		most: '列の数の上限',
		fill: '加えたセルや行の値',
		prefix: '列名の前に付ける文字',
		column: '列',
		other: '横に並べる列',
		show: 'セルの表示',
		totals: '合計の列',
		columns: '列',
		value: '値の列',
		missing: '欠損値',
		step: '間隔',
		unit: '単位（日付の場合）',
		into: '繰り返しの番号の列'
	},
	options: {
		...aggregates,
		rollup: '列を1つずつ減らして',
		cube: '列のすべての組で',
		total: '総計だけ',
		counts: '件数',
		'of-all': '全体に占める割合',
		'of-row': '行に占める割合',
		'of-column': '列に占める割合',
		keep: '行を残す',
		drop: '行を捨てる',
		day: '日',
		week: '週',
		month: '月',
		year: '年',
		hour: '時間',
		minute: '分',
		second: '秒'
	}
};
