import type { columnsOperations } from '$lib/core/recipe/operations/columns';
import { named } from '../../recipe/names';
import { columns as chosen, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const columns: GroupTexts<typeof columnsOperations> = {
	operations: {
		select: {
			title: 'Keep columns',
			description: 'Keep some columns, in the order you choose.',
			sentence: (words) => `Keep ${chosen(words)}`
		},
		'drop-columns': {
			title: 'Drop columns',
			description: 'Remove columns and keep the rest.',
			sentence: (words) => `Drop ${chosen(words)}`
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
		'duplicate-column': {
			title: 'Duplicate a column',
			description: 'Adds a copy of a column under a new name.',
			sentence: (words) => `Copy ${named(words.text('column'))} to ${named(words.text('name'))}`
		},
		'move-to-start': {
			title: 'Move to the start',
			description: 'Moves a column before all others.',
			sentence: (words) => `Move ${named(words.text('column'))} to the start`
		},
		'move-to-end': {
			title: 'Move to the end',
			description: 'Moves a column behind all others.',
			sentence: (words) => `Move ${named(words.text('column'))} to the end`
		},
		'move-before': {
			title: 'Move before a column',
			description: 'Moves a column to just before another.',
			sentence: (words) => `Move ${named(words.text('column'))} before ${named(words.text('other'))}`
		},
		'move-after': {
			title: 'Move after a column',
			description: 'Moves a column to just after another.',
			sentence: (words) => `Move ${named(words.text('column'))} after ${named(words.text('other'))}`
		},
		'move-to-index': {
			title: 'Move to a place',
			description: 'Moves a column to a place counted from 1.',
			sentence: (words) => `Move ${named(words.text('column'))} to place ${words.text('place')}`
		},
		'sort-columns': {
			title: 'Order columns by name',
			description: 'Puts the columns in the order of their names, by code point.',
			sentence: () => 'Order the columns by name'
		},
		'swap-columns': {
			title: 'Swap two columns',
			description: 'Two columns take each other’s place; their names go with them.',
			sentence: (words) => `Swap the places of ${named(words.text('column'))} and ${named(words.text('other'))}`
		},
		'add-constant-column': {
			title: 'Add a constant column',
			description: 'Adds a column that holds the same value in every row.',
			sentence: (words) => `Add ${named(words.text('name'))}, always ${named(words.text('value'))}`
		},
		'add-row-number': {
			title: 'Number the rows',
			description: 'Numbers the rows in their order.',
			sentence: (words) => `Number the rows in ${named(words.text('name'))}`
		},
		'add-row-key': {
			title: 'Key of a row',
			description: 'Adds a key made from the values of columns (MD5): equal values give the same key on every machine.',
			sentence: (words) => `Key of ${chosen(words)} in ${named(words.text('name'))}`
		},
		'combine-columns': {
			title: 'Combine columns',
			description: 'Joins columns as text; missing values are left out, or make the whole missing.',
			sentence: (words) => `Combine ${chosen(words)} in ${named(words.text('name'))}`
		},
		'coalesce-columns': {
			title: 'First value that is there',
			description:
				'Takes the first value that is not missing, in the order of the columns, which have to be of one type.',
			sentence: (words) => `First value there of ${chosen(words)} in ${named(words.text('name'))}`
		},
		'select-by-type': {
			title: 'Keep columns of a type',
			description: 'Keeps the columns of the chosen types, and any others named.',
			sentence: (words) => `Keep columns of the types ${list(words.texts('types'))}`
		},
		'select-by-name': {
			title: 'Keep columns by their names',
			description: 'Keeps, or drops, the columns whose names contain a text, begin or end with it.',
			sentence: (words) =>
				`${words.is('act', 'keep') ? 'Keep' : 'Drop'} columns with ${named(words.text('text'))} in the name`
		},
		'clean-column-names': {
			title: 'Clean column names',
			description:
				'Names in snake_case: words in lower case with underscores, accents off; names that become alike get _2, _3.',
			sentence: () => 'Clean the column names'
		},
		'add-name-prefix': {
			title: 'Add to the front of column names',
			description: 'Puts a text before the names of the columns.',
			sentence: (words) => `Put ${named(words.text('text'))} before the names of ${chosen(words)}`
		},
		'add-name-suffix': {
			title: 'Add to the end of column names',
			description: 'Puts a text behind the names of the columns.',
			sentence: (words) => `Put ${named(words.text('text'))} behind the names of ${chosen(words)}`
		},
		'replace-in-names': {
			title: 'Replace in column names',
			description: 'Replaces a text in the names of all columns.',
			sentence: (words) => `Replace ${named(words.text('text'))} by ${named(words.text('to'))} in column names`
		},
		'drop-constant': {
			title: 'Drop constant columns',
			description:
				'Drops the columns that hold one value at most in the rows learned from; missing values do not count.',
			sentence: () => 'Drop constant columns'
		},
		'drop-mostly-missing': {
			title: 'Drop columns with many missing values',
			description: 'Drops the columns that miss more than a share of their values.',
			sentence: (words) => `Drop columns more than ${words.text('share')} of which is missing`
		},
		'drop-duplicate-columns': {
			title: 'Drop duplicate columns',
			description:
				'Drops the columns that hold in every row learned from what an earlier column of the same type holds.',
			sentence: () => 'Drop columns that repeat another'
		},
		'drop-low-variance': {
			title: 'Drop columns that hardly vary',
			description: 'Drops number columns whose variance is at or below a limit.',
			sentence: (words) => `Drop columns with a variance of ${words.text('threshold')} or less`
		},
		'drop-correlated': {
			title: 'Drop correlated columns',
			description: 'Of two columns that move together (Pearson correlation) drops the later.',
			sentence: (words) => `Drop columns with a correlation beyond ${words.text('threshold')}`
		}
	},
	fields: {
		other: 'Other column',
		place: 'Place',
		direction: 'Direction',
		start: 'First number',
		separator: 'Between',
		types: 'Types',
		also: 'And these',
		text: 'Text',
		where: 'Where',
		act: 'What to do',
		only: 'Columns',
		share: 'Share',
		threshold: 'Limit'
	},
	options: {
		ascending: 'A to Z',
		descending: 'Z to A',
		skip: 'Left out',
		number: 'Numbers',
		text: 'Text',
		boolean: 'Yes or no',
		date: 'Dates',
		list: 'Lists',
		contains: 'Somewhere',
		starts: 'At the start',
		ends: 'At the end',
		keep: 'Keep',
		drop: 'Drop'
	}
};
