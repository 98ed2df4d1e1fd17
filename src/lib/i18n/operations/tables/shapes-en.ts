import type { shapingOperations } from '$lib/core/recipe/operations/tables';
import { named } from '../../recipe/names';
import { list } from '../phrases-en';
import type { GroupTexts } from '../texts';

const aggregates = {
	rows: 'rows',
	share: 'share',
	count: 'count',
	missing: 'missing values',
	distinct: 'different values',
	sum: 'sum',
	mean: 'mean',
	median: 'median',
	minimum: 'smallest',
	maximum: 'largest',
	range: 'range',
	deviation: 'standard deviation',
	variance: 'variance',
	quantile: 'quantile',
	mode: 'most frequent',
	first: 'first',
	last: 'last',
	list: 'list',
	'distinct-list': 'list of different values',
	text: 'joined text'
} as const;
const aggregateNames = new Map<string, string>(Object.entries(aggregates));

function aggregateOf(column: string, aggregate: string): string {
	const name = aggregateNames.get(aggregate) ?? aggregate;
	return column === '' ? name : `${name} of ${column}`;
}

export const shapes: GroupTexts<typeof shapingOperations> = {
	operations: {
		'group-by': {
			title: 'Group and aggregate',
			description: 'One row a group, with counts, sums, means and more of its values.',
			sentence: (words) => {
				const aggregates = list(words.pairs('aggregates').map(([column, aggregate]) => aggregateOf(column, aggregate)));
				const by = words.texts('by');
				return by.length === 0 ? `Aggregate all rows: ${aggregates}` : `Group by ${list(by)}: ${aggregates}`;
			}
		},
		subtotals: {
			title: 'Group with subtotals',
			description: 'Group and aggregate, with rows of subtotals behind.',
			sentence: (words) => `Group by ${list(words.texts('by'))} with subtotals`
		},
		pivot: {
			title: 'Pivot to columns',
			description: 'Make a column of each value of one column, filled from another: long to wide.',
			sentence: (words) =>
				`Make columns of the values of ${named(words.text('names'))}${words.text('values') === '' ? '' : `, filled from ${named(words.text('values'))}`}`
		},
		'cross-tabulate': {
			title: 'Cross tabulate',
			description: 'Count how often each value of one column meets each of another.',
			sentence: (words) => `Count ${named(words.text('column'))} by ${named(words.text('other'))}`
		},
		unpivot: {
			title: 'Unpivot to rows',
			description: 'Make rows of columns: the name in one column, the value in another.',
			sentence: (words) => `Turn ${list(words.texts('columns'))} into rows`
		},
		'unpivot-groups': {
			title: 'Unpivot groups of columns',
			description: 'Make rows of columns such as price_2023, price_2024, count_2023, count_2024.',
			sentence: (words) => `Turn groups of ${list(words.texts('columns'))} into rows`
		},
		transpose: {
			title: 'Transpose',
			description: 'Turn a small table over: columns become rows.',
			sentence: (words) =>
				`Transpose${words.text('names') === '' ? '' : `, columns named by ${named(words.text('names'))}`}`
		},
		'complete-combinations': {
			title: 'Complete missing combinations',
			description: 'Add a row for every combination of values that no row has.',
			sentence: (words) => `Complete the combinations of ${list(words.texts('columns'))}`
		},
		'complete-sequence': {
			title: 'Complete a sequence',
			description: 'Add a row for each missing number or date between the first and the last.',
			sentence: (words) => `Add the missing steps of ${named(words.text('column'))}`
		},
		'expand-grid': {
			title: 'All combinations',
			description: 'One row for every combination of the values of some columns.',
			sentence: (words) => `All combinations of ${list(words.texts('columns'))}`
		},
		'repeat-rows': {
			title: 'Repeat rows',
			description: 'Write each row as often as a column says.',
			sentence: (words) => `Repeat each row ${named(words.text('column'))} times`
		}
	},
	fields: {
		by: 'Group by',
		aggregates: 'Aggregates',
		quantile: 'Quantile, where one is asked for',
		delimiter: 'Delimiter',
		levels: 'Subtotals',
		name: 'Name column',
		names: 'Column with the names',
		values: 'Column with the values',
		aggregate: 'What a cell holds',
		most: 'At most so many columns',
		fill: 'In cells or rows that are added',
		prefix: 'Before each name',
		column: 'Column',
		other: 'Other column, across',
		show: 'Cells show',
		totals: 'A column of totals',
		columns: 'Columns',
		value: 'Value column',
		missing: 'Missing values',
		step: 'Step',
		unit: 'Unit, of dates',
		into: 'Column of the copies'
	},
	options: {
		...aggregates,
		rollup: 'For each column less',
		cube: 'For every set of columns',
		total: 'A grand total alone',
		counts: 'Counts',
		'of-all': 'Share of all rows',
		'of-row': 'Share of the row',
		'of-column': 'Share of the column',
		keep: 'Keep their rows',
		drop: 'Are dropped',
		day: 'Day',
		week: 'Week',
		month: 'Month',
		year: 'Year',
		hour: 'Hour',
		minute: 'Minute',
		second: 'Second'
	}
};
