import { balance } from './balance-ja';
import { categories } from './categories/ja';
import { columns } from './columns/ja';
import { custom } from './custom/ja';
import { dates } from './dates/ja';
import { editor } from './editor-ja';
import { finder } from './finder-ja';
import { lineage, picture } from './picture-ja';
import { find } from './find/ja';
import { geo } from './geo/ja';
import { missing } from './missing/ja';
import { nested } from './nested/ja';
import { numbers } from './numbers/ja';
import { outliers } from './outliers/ja';
import { rows } from './rows/ja';
import { series } from './series/ja';
import { shapes } from './tables/shapes-ja';
import { tables } from './tables/ja';
import { tests } from './tests/ja';
import { text } from './text/ja';
import { types } from './types/ja';
import { values } from './values/ja';
import { windows } from './windows/ja';
import { vectors } from './vectors/ja';
import { OperationTexts } from './texts';
import { fields, options } from './words-ja';

export const operations = new OperationTexts({
	titles: {
		columns: '列',
		rows: '行',
		tables: '表',
		types: '型',
		values: '値',
		text: '文字列',
		find: '検索と抽出',
		tests: '文字列の判定',
		missing: '欠損値',
		outliers: '外れ値',
		numbers: '数値',
		categories: 'カテゴリ',
		vectors: 'ベクトル',
		dates: '日付',
		series: '時系列',
		windows: 'ウィンドウ',
		nested: '入れ子のデータ',
		geo: '位置',
		custom: '自作'
	},
	finder,
	balance,
	editor,
	picture,
	lineage,
	groups: [
		columns,
		rows,
		tables,
		shapes,
		types,
		values,
		text,
		find,
		tests,
		missing,
		outliers,
		numbers,
		categories,
		vectors,
		dates,
		series,
		windows,
		nested,
		geo,
		custom
	],
	fields,
	options
});
