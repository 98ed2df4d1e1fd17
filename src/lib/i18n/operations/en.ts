import { balance } from './balance-en';
import { categories } from './categories/en';
import { columns } from './columns/en';
import { custom } from './custom/en';
import { dates } from './dates/en';
import { editor } from './editor-en';
import { finder } from './finder-en';
import { lineage, picture } from './picture-en';
import { find } from './find/en';
import { geo } from './geo/en';
import { missing } from './missing/en';
import { nested } from './nested/en';
import { numbers } from './numbers/en';
import { outliers } from './outliers/en';
import { rows } from './rows/en';
import { series } from './series/en';
import { shapes } from './tables/shapes-en';
import { tables } from './tables/en';
import { tests } from './tests/en';
import { text } from './text/en';
import { types } from './types/en';
import { values } from './values/en';
import { windows } from './windows/en';
import { vectors } from './vectors/en';
import { OperationTexts } from './texts';
import { fields, options } from './words-en';

export const operations = new OperationTexts({
	titles: {
		columns: 'Columns',
		rows: 'Rows',
		tables: 'Tables',
		types: 'Types',
		values: 'Values',
		text: 'Text',
		find: 'Find and extract',
		tests: 'Tests of text',
		missing: 'Missing values',
		outliers: 'Outliers',
		numbers: 'Numbers',
		categories: 'Categories',
		vectors: 'Vectors',
		dates: 'Dates',
		series: 'Time series',
		windows: 'Windows',
		nested: 'Nested data',
		geo: 'Places',
		custom: 'Your own'
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
