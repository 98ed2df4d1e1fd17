import type { rowsOperations } from '$lib/core/recipe/operations/rows';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const rows: GroupTexts<typeof rowsOperations> = {
	operations: {
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
		'first-rows': {
			title: 'First rows',
			description: 'Keeps so many rows from the start.',
			sentence: (words) => `Keep the first ${words.text('count')} rows`
		},
		'last-rows': {
			title: 'Last rows',
			description: 'Keeps so many rows from the end.',
			sentence: (words) => `Keep the last ${words.text('count')} rows`
		},
		'skip-rows': {
			title: 'Skip the first rows',
			description: 'Drops so many rows from the start.',
			sentence: (words) => `Skip the first ${words.text('count')} rows`
		},
		'every-nth-row': {
			title: 'Every n-th row',
			description: 'Keeps one row in every so many.',
			sentence: (words) => `Keep every ${words.text('step')}th row`
		},
		'sample-rows': {
			title: 'Random sample',
			description:
				'Keeps a number or a share of the rows at random, in their order; the same seed gives the same rows.',
			sentence: (words) =>
				words.is('by', 'count')
					? `Keep ${words.text('count')} rows at random`
					: `Keep ${Number(words.text('share')) * 100} % of the rows at random`
		},
		'stratified-sample': {
			title: 'Stratified sample',
			description: 'Keeps the same share of the rows of each value of a column at random, at least one of each.',
			sentence: (words) => `Keep ${Number(words.text('share')) * 100} % of each ${named(words.text('column'))}`
		},
		'shuffle-rows': {
			title: 'Shuffle rows',
			description: 'Puts the rows in a random order; a seed gives the same order every time.',
			sentence: () => 'Shuffle the rows'
		},
		'reverse-rows': {
			title: 'Reverse rows',
			description: 'Turns the order of the rows round.',
			sentence: () => 'Reverse the order of the rows'
		},
		'top-rows': {
			title: 'Top rows',
			description: 'Keeps the rows with the largest or smallest values of a column, also within each group.',
			sentence: (words) =>
				`Keep the ${words.text('count')} ${words.text('direction')} of ${named(words.text('column'))}${words.text('per') === '' ? '' : ` per ${named(words.text('per'))}`}`
		},
		'keep-matching': {
			title: 'Keep rows that match',
			description:
				'Keeps, or drops, the rows where a regular expression matches a text column; where it is missing the row is not a match.',
			sentence: (words) =>
				`${words.is('act', 'keep') ? 'Keep' : 'Drop'} rows where ${named(words.text('column'))} matches ${named(words.text('pattern'))}`
		},
		'keep-listed': {
			title: 'Keep listed rows',
			description: 'Keeps the rows whose value is in a list.',
			sentence: (words) => `Keep rows where ${named(words.text('column'))} is one of ${list(words.texts('values'))}`
		},
		'drop-listed': {
			title: 'Drop listed rows',
			description: 'Drops the rows whose value is in a list; rows with a missing value stay.',
			sentence: (words) => `Drop rows where ${named(words.text('column'))} is one of ${list(words.texts('values'))}`
		},
		'keep-in-range': {
			title: 'Keep rows in a range',
			description: 'Keeps the rows whose number lies between two bounds, both included; an empty bound does not bound.',
			sentence: (words) =>
				`Keep rows where ${named(words.text('column'))} is from ${named(words.text('least') || '−∞')} to ${named(words.text('most') || '∞')}`
		},
		'drop-empty-rows': {
			title: 'Drop empty rows',
			description: 'Drops the rows in which all the columns named, or all columns, are missing.',
			sentence: () => 'Drop rows that are empty'
		},
		'keep-duplicates': {
			title: 'Keep only duplicates',
			description:
				'Keeps the rows that agree with another in the columns named, or in all. Missing values agree with each other.',
			sentence: () => 'Keep only rows that have a duplicate'
		},
		'mark-duplicates': {
			title: 'Mark duplicates',
			description:
				'Adds a column that is true where the columns named, or all, agree with an earlier row, or with any other.',
			sentence: (words) => `Mark duplicates in ${named(words.text('name'))}`
		},
		undersample: {
			title: 'Undersample',
			description: 'Drops training rows of frequent values at random until the rare ones weigh enough beside them.',
			sentence: (words) => `Undersample to balance ${named(words.text('target'))}`
		},
		smote: {
			title: 'SMOTE',
			description: 'Make rows of the rarer values of a target, between those there are.',
			sentence: (words) => `Make rows of the rarer values of ${named(words.text('target'))}`
		},
		oversample: {
			title: 'Oversample',
			description: 'Repeats training rows of rare values until they weigh enough beside the most frequent.',
			sentence: (words) => `Oversample to balance ${named(words.text('target'))}`
		},
		'split-by-key': {
			title: 'Split by a key',
			description:
				'Marks rows as train or test so that the rows of one key stay together. Later steps learn from train rows only.',
			sentence: (words) => `Hold out keys of ${columns(words)} as test`
		},
		'split-by-time': {
			title: 'Split at a moment',
			description:
				'Marks the rows before a moment as train, those from then on as test. Later steps learn from train rows only.',
			sentence: (words) =>
				`Hold out rows from ${named(words.text('from'))} on by ${named(words.text('column'))} as test`
		},
		'split-three': {
			title: 'Split in three',
			description: 'Marks rows as train, validation or test at random. Later steps learn from train rows only.',
			sentence: () => 'Split into train, validation and test'
		},
		'fold-number': {
			title: 'Number of a fold',
			description:
				'Numbers the rows by fold at random, for cross-validation; within a column, each value is spread alike.',
			sentence: (words) => `Number ${words.text('folds')} folds in ${named(words.text('name'))}`
		}
	},
	fields: {
		neighbours: 'Nearest rows',
		normalise: 'Compare in standard deviations',
		step: 'Every',
		start: 'From row',
		share: 'Share',
		direction: 'Which',
		per: 'Of each',
		pattern: 'Regular expression',
		act: 'What to do',
		values: 'Values',
		least: 'From',
		most: 'To',
		which: 'Which are marked',
		target: 'Column to balance',
		ratio: 'Rarest to most frequent',
		from: 'Test from',
		validation: 'Share of validation rows',
		test: 'Share of test rows',
		folds: 'Folds'
	},
	options: {
		count: 'A number of rows',
		share: 'A share',
		largest: 'largest',
		smallest: 'smallest',
		keep: 'Keep',
		drop: 'Drop',
		later: 'Those that repeat an earlier one',
		all: 'All that agree'
	}
};
