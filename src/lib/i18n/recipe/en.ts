import type { OperationGroup } from '$lib/core/recipe/operation';
import type { OperationId } from '$lib/core/recipe/operations';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from './names';

interface OperationTexts {
	title: string;
	description: string;
	sentence: (words: StepWords) => string;
}

const shown = 3;

function list(texts: readonly string[]): string {
	const first = texts.slice(0, shown).map(named);
	if (texts.length > shown) return `${first.join(', ')} and ${texts.length - shown} more`;
	return first.length > 1 ? `${first.slice(0, -1).join(', ')} and ${first.at(-1) ?? ''}` : (first[0] ?? '…');
}
const columns = (words: StepWords) => list(words.texts('columns'));
const all = (words: StepWords) => (words.texts('columns').length === 0 ? 'any column' : columns(words));
const into = (words: StepWords) => (words.text('into') === '' ? '' : ` into ${named(words.text('into'))}`);

const operations: Record<OperationId, OperationTexts> = {
	select: {
		title: 'Keep columns',
		description: 'Keep some columns, in the order you choose.',
		sentence: (words) => `Keep ${columns(words)}`
	},
	'drop-columns': {
		title: 'Drop columns',
		description: 'Remove columns and keep the rest.',
		sentence: (words) => `Drop ${columns(words)}`
	},
	rename: {
		title: 'Rename columns',
		description: 'Give columns new names.',
		sentence: (words) => {
			const pairs = words.pairs('columns');
			if (pairs.length === 1) return `Rename ${named(pairs[0]?.[0] ?? '')} to ${named(pairs[0]?.[1] ?? '')}`;
			return `Rename ${list(pairs.map(([old]) => old))}`;
		}
	},
	cast: {
		title: 'Change types',
		description: 'Read a column as numbers, text, dates or yes and no.',
		sentence: (words) => {
			const pairs = words.pairs('columns');
			const types = [...new Set(pairs.map(([, type]) => type))];
			const as = types.length === 1 ? ` as ${(options[types[0] ?? ''] ?? '').toLowerCase()}` : '';
			return `Read ${list(pairs.map(([column]) => column))}${as || ' as other types'}`;
		}
	},
	filter: {
		title: 'Keep rows',
		description: 'Keep the rows for which a condition holds.',
		sentence: (words) => `Keep rows where ${named(words.text('condition'))}`
	},
	'drop-duplicates': {
		title: 'Drop duplicate rows',
		description: 'Of rows that agree, keep the first.',
		sentence: (words) =>
			words.texts('columns').length === 0
				? 'Drop rows that repeat an earlier one'
				: `Drop rows that repeat ${columns(words)}`
	},
	sort: {
		title: 'Sort rows',
		description: 'Order rows by one or more columns.',
		sentence: (words) => {
			const pairs = words.pairs('by');
			const down = pairs.length > 0 && pairs.every(([, direction]) => direction === 'descending');
			return `Sort by ${list(pairs.map(([column]) => column))}${down ? ', largest first' : ''}`;
		}
	},
	split: {
		title: 'Split train and test',
		description: 'Mark some rows as test. Steps after it learn from the others only.',
		sentence: (words) => {
			const share = `${Math.round(Number(words.text('fraction')) * 1000) / 10} %`;
			if (words.is('method', 'ordered'))
				return words.text('by') === ''
					? `Hold out the last ${share} as test`
					: `Hold out the last ${share} by ${named(words.text('by'))} as test`;
			const strata = words.is('method', 'stratified') ? `, the same share of each ${named(words.text('by'))}` : '';
			return `Hold out ${share} at random as test${strata}`;
		}
	},
	formula: {
		title: 'Compute a column',
		description: 'Make a column from a formula over the others.',
		sentence: (words) => `Compute ${named(words.text('name'))} = ${named(words.text('formula'))}`
	},
	'replace-value': {
		title: 'Replace values',
		description: 'Replace some values by another, or make them missing.',
		sentence: (words) =>
			words.text('to') === ''
				? `Make ${list(words.texts('from'))} missing in ${columns(words)}`
				: `Replace ${list(words.texts('from'))} by ${named(words.text('to'))} in ${columns(words)}`
	},
	'clean-text': {
		title: 'Clean text',
		description: 'Trim white space and change the case of text.',
		sentence: (words) => {
			const acts = [
				...(words.is('trim', true) ? ['trim'] : []),
				...(words.is('collapse', true) ? ['single spaces'] : []),
				...(words.is('case', 'keep') ? [] : [words.is('case', 'lower') ? 'lower case' : 'upper case']),
				...(words.is('emptyIsMissing', true) ? ['empty is missing'] : [])
			];
			return `Clean ${columns(words)}: ${acts.join(', ')}`;
		}
	},
	'fill-missing': {
		title: 'Fill missing values',
		description: 'Fill gaps with the mean, the median, the most frequent value or a constant.',
		sentence: (words) => {
			const fill = words.is('method', 'constant')
				? named(words.text('value'))
				: `the ${fills[words.text('method')] ?? ''}`;
			return `Fill missing ${columns(words)} with ${fill}`;
		}
	},
	'drop-missing': {
		title: 'Drop rows with gaps',
		description: 'Drop rows in which a value is missing.',
		sentence: (words) => `Drop rows with ${all(words)} missing`
	},
	standardise: {
		title: 'Standardise',
		description: 'Bring numbers to mean 0 and standard deviation 1.',
		sentence: (words) => `Standardise ${columns(words)}`
	},
	'min-max': {
		title: 'Scale to a range',
		description: 'Map the smallest and the largest value to a range.',
		sentence: (words) => `Scale ${columns(words)} to ${words.text('low')} … ${words.text('high')}`
	},
	clip: {
		title: 'Limit outliers',
		description: 'Limit numbers to bounds, to quantiles or to deviations from the mean.',
		sentence: (words) => {
			const limit = words.is('method', 'bounds')
				? `${words.text('lower') || '…'} to ${words.text('upper') || '…'}`
				: words.is('method', 'quantile')
					? `quantiles ${words.text('lowerQuantile')} to ${words.text('upperQuantile')}`
					: `${words.text('deviations')} standard deviations`;
			return `Limit ${columns(words)} to ${limit}${words.is('beyond', 'missing') ? ', others missing' : ''}`;
		}
	},
	bin: {
		title: 'Put into bins',
		description: 'Cut numbers into bins of equal width, equal counts or at your edges.',
		sentence: (words) => {
			const column = named(words.text('column'));
			if (words.is('method', 'edges')) return `Cut ${column} at ${words.texts('edges').join(', ')}${into(words)}`;
			const kind = words.is('method', 'quantile') ? 'equally full' : 'equally wide';
			return `Cut ${column} into ${words.text('count')} ${kind} bins${into(words)}`;
		}
	},
	'one-hot': {
		title: 'One column a category',
		description: 'Make a 0 or 1 column for each category.',
		sentence: (words) => `One column for each category of ${columns(words)}`
	},
	ordinal: {
		title: 'Number the categories',
		description: 'Turn categories into numbers from 0.',
		sentence: (words) => `Number the categories of ${columns(words)}`
	},
	'date-parts': {
		title: 'Take dates apart',
		description: 'Make columns for year, month, weekday and other parts.',
		sentence: (words) =>
			`Take ${list(words.texts('parts').map((part) => (options[part] ?? part).toLowerCase()))} from ${named(words.text('column'))}`
	}
};

const groups: Record<OperationGroup, string> = {
	columns: 'Columns',
	rows: 'Rows',
	values: 'Values',
	missing: 'Missing values',
	numbers: 'Numbers',
	categories: 'Categories',
	dates: 'Dates'
};

const fills: Readonly<Record<string, string>> = { mean: 'mean', median: 'median', mode: 'most frequent value' };

const fields = {
	columns: 'Columns',
	column: 'Column',
	method: 'Method',
	value: 'Value',
	condition: 'Condition',
	formula: 'Formula',
	name: 'New column',
	into: 'New column',
	count: 'How many',
	edges: 'Edges',
	output: 'Result',
	parts: 'Parts',
	keep: 'Keep the column',
	fraction: 'Share of test rows',
	by: 'By',
	seed: 'Seed',
	from: 'Values',
	to: 'Replace by',
	trim: 'Trim at both ends',
	collapse: 'One space for many',
	case: 'Case',
	emptyIsMissing: 'Empty is missing',
	lower: 'Lower bound',
	upper: 'Upper bound',
	lowerQuantile: 'Lower quantile',
	upperQuantile: 'Upper quantile',
	deviations: 'Standard deviations',
	beyond: 'What lies beyond',
	low: 'Smallest becomes',
	high: 'Largest becomes',
	maxCategories: 'At most',
	missing: 'Missing values',
	order: 'Order',
	categories: 'Categories in order',
	unseen: 'A category not seen',
	format: 'How dates are written'
};

const options: Readonly<Record<string, string>> = {
	mean: 'Mean',
	median: 'Median',
	mode: 'Most frequent',
	constant: 'A constant',
	'equal-width': 'Equal width',
	quantile: 'Quantiles',
	edges: 'At edges',
	label: 'Text like [10, 20)',
	number: 'Number from 0',
	random: 'At random',
	stratified: 'Same share of each group',
	ordered: 'The last rows',
	keep: 'As it is',
	lower: 'Lower case',
	upper: 'Upper case',
	bounds: 'Bounds',
	deviations: 'Deviations from the mean',
	bound: 'Takes the bound',
	missing: 'Becomes missing',
	zeros: 'Zeros everywhere',
	column: 'A column of their own',
	alphabetical: 'Alphabetical',
	frequency: 'Most frequent first',
	given: 'As I list them',
	'minus-one': 'Becomes -1',
	ascending: 'Smallest first',
	descending: 'Largest first',
	BIGINT: 'Whole number',
	DOUBLE: 'Number',
	VARCHAR: 'Text',
	BOOLEAN: 'Yes or no',
	DATE: 'Date',
	TIMESTAMP: 'Date and time',
	year: 'Year',
	quarter: 'Quarter',
	month: 'Month',
	day: 'Day',
	weekday: 'Weekday',
	'day-of-year': 'Day of the year',
	hour: 'Hour',
	minute: 'Minute',
	second: 'Second',
	'is-weekend': 'Weekend'
};

const formulaErrors = {
	empty: 'Write a formula, such as age * 2.',
	'too-long': 'The formula is too long. Split it over two columns.',
	'too-deep': 'Too many brackets inside each other. Split it over two columns.',
	unterminated: 'A quote is opened and never closed.',
	'unexpected-character': 'This character means nothing here.',
	'unexpected-token': 'This does not belong here.',
	'unexpected-end': 'Something is missing at the end.',
	'unknown-column': 'There is no such column. Text stands in single quotes.',
	'unknown-function': 'There is no such function.',
	'wrong-type': 'This is of another type than is wanted here.',
	'wrong-count': 'This function takes another number of values.',
	'not-a-date': 'Write the date as 2020-01-31.',
	'column-type': 'Change the type of this column first.',
	'literal-wanted': 'Write a whole number from 0 to 15 here.'
};

export const recipe = {
	title: 'Recipe',
	about: 'Steps in order, from the table as it came to the table you want.',
	emptyTitle: 'No steps yet',
	emptyBody: 'A recipe prepares the table in steps you can change at any time. The table as it came stays as it is.',
	add: 'Add a step',
	searchOperations: 'Find an operation',
	noOperation: (search: string) => `No operation is called “${search}”. Try a word like fill, split or date.`,
	operations,
	groups,
	fields,
	options,
	formulaErrors,
	formulaAt: (position: number) => `At character ${position + 1}.`,
	stepNumber: (n: number) => `Step ${n}`,
	rows: (from: string, to: string) => (from === to ? `${to} rows` : `${from} → ${to} rows`),
	rowsSpoken: (from: string, to: string) => `${from} rows in, ${to} rows out`,
	msTitle: 'Time this step took, measured on the rows shown',
	learns: 'learns',
	learnsTitle: 'Learns from the rows, from training rows only after a split, and does the same to new rows later',
	disabled: 'off',
	actions: (step: string) => `Actions for ${step}`,
	edit: 'Edit',
	disable: 'Turn off',
	enable: 'Turn on',
	moveUp: 'Move up',
	moveDown: 'Move down',
	giveName: 'Name',
	copy: 'Copy',
	remove: 'Delete',
	removed: (step: string) => `Deleted: ${step}`,
	undo: 'Undo',
	redo: 'Redo',
	show: 'Show the table after this step',
	showAll: 'Show the whole recipe',
	drag: 'Drag to move',
	keep: 'Keep',
	drop: 'Drop',
	keepHint: 'Enter keeps, Esc drops',
	changedCells: (cells: string, columns: string) =>
		`${cells} ${cells === '1' ? 'cell' : 'cells'} in ${columns} ${columns === '1' ? 'column' : 'columns'} change`,
	droppedRows: (rows: string) => (rows === '1' ? '1 row goes' : `${rows} rows go`),
	noChange: 'Nothing changes in these rows',
	sampled: (rows: string, total: string) => `Shown and learned on the first ${rows} of ${total} rows; a run takes all.`,
	run: 'Run on all rows',
	running: 'Running',
	runTitle: 'Makes a new dataset; the one you have stays.',
	ran: (rows: string, columns: string) => `New dataset: ${rows} rows, ${columns} columns`,
	exportJson: 'Save as JSON',
	exportSql: 'Save as SQL',
	importJson: 'Open a recipe',
	more: 'Recipe file',
	allColumns: 'All columns',
	chooseColumn: 'Choose a column',
	searchColumns: 'Find a column',
	noColumns: 'This table has no column of the right type. Change a type first.',
	columnsChosen: (n: number) => (n === 1 ? '1 column' : `${n} columns`),
	inPlace: 'in place of the old one',
	listHint: 'One a line, or with commas between',
	becomesMissing: 'Leave empty to make them missing',
	formatHint: '%d/%m/%Y for 31/01/2020; empty for 2020-01-31',
	addPair: 'Add a column',
	newName: 'New name',
	incomplete: 'Fill in what is marked to see a preview.',
	mends: {
		'recipe/column-missing': (column: string) =>
			`There is no column ${named(column)} here any more. Choose another, or turn the step off.`,
		'table/column-kind': (column: string) =>
			`${named(column)} has another type. Change its type in a step before this one.`,
		'table/column-duplicate': (column: string) =>
			`Another column is already called ${named(column)} (capital letters do not tell names apart). Choose another name.`,
		'recipe/operation-unknown': (op: string) =>
			`This version does not know the operation ${named(op)}. Delete the step, or update.`,
		'recipe/params-invalid': (field: string) => `${named(field)} is not filled in rightly. Edit the step.`,
		'recipe/formula-invalid': (reason: string) => `The formula no longer fits. ${reason}`,
		other: (code: string) => `Edit the step or turn it off (${code}).`
	}
};
