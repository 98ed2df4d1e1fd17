import type { joiningOperations } from '$lib/core/recipe/operations/tables';
import { named } from '../../recipe/names';
import { list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const tables: GroupTexts<typeof joiningOperations> = {
	operations: {
		join: {
			title: 'Join a table',
			description: 'Bring columns of another table to the rows with the same keys.',
			sentence: (words) => {
				const table = named(words.text('table'));
				if (words.is('type', 'semi')) return `Keep rows found in ${table}`;
				if (words.is('type', 'anti')) return `Drop rows found in ${table}`;
				if (words.is('type', 'cross')) return `Pair every row with every row of ${table}`;
				return `Join ${table} by ${list(words.pairs('keys').map(([key]) => key))}`;
			}
		},
		'look-up': {
			title: 'Look up in a table',
			description: 'Bring one value a column from another table by keys; no row is added or dropped.',
			sentence: (words) =>
				`Look up ${list(words.texts('columns'))} in ${named(words.text('table'))} by ${list(words.pairs('keys').map(([key]) => key))}`
		},
		concatenate: {
			title: 'Concatenate tables',
			description: 'Put the rows of other tables under those of this one.',
			sentence: (words) => `Put the rows of ${list(words.texts('tables'))} below`
		},
		'as-of-join': {
			title: 'As-of join',
			description: 'Bring the row of another table that is newest at each row’s time, or nearest to it.',
			sentence: (words) => {
				const table = named(words.text('table'));
				const time = named(words.text('time'));
				if (words.is('direction', 'after')) return `Join the first row of ${table} at or after ${time}`;
				if (words.is('direction', 'nearest')) return `Join the row of ${table} nearest to ${time}`;
				return `Join the newest row of ${table} at or before ${time}`;
			}
		},
		'interval-join': {
			title: 'Join a value to its range',
			description: 'Bring the rows of another table whose range holds the value.',
			sentence: (words) => `Join ${named(words.text('table'))} where its range holds ${named(words.text('column'))}`
		},
		'overlap-join': {
			title: 'Join ranges that overlap',
			description: 'Bring the rows of another table whose range shares something with this row’s.',
			sentence: (words) =>
				`Join ${named(words.text('table'))} where ranges overlap ${named(words.text('start'))} to ${named(words.text('end'))}`
		},
		'fuzzy-join': {
			title: 'Fuzzy join',
			description: 'Join another table by texts that are alike, though not the same.',
			sentence: (words) =>
				`Join ${named(words.text('table'))} where ${named(words.text('column'))} is like ${named(words.text('otherColumn'))}`
		},
		reconcile: {
			title: 'Reconcile with a table',
			description: 'Match each value to the name most like it in a reference table, with its score and the candidates.',
			sentence: (words) =>
				`Match ${named(words.text('column'))} to ${named(words.text('names'))} of ${named(words.text('table'))}`
		},
		'mark-in-table': {
			title: 'Mark rows found in a table',
			description: 'Say whether another table has a row with the same keys, or how many.',
			sentence: (words) => `Is ${list(words.pairs('keys').map(([key]) => key))} in ${named(words.text('table'))}?`
		},
		'update-from-table': {
			title: 'Update from a table',
			description: 'Take newer values from another table for rows with the same keys.',
			sentence: (words) =>
				`Update from ${named(words.text('table'))} by ${list(words.pairs('keys').map(([key]) => key))}`
		},
		intersect: {
			title: 'Rows in both tables',
			description: 'Keep the rows that another table has too.',
			sentence: (words) => `Keep rows that ${named(words.text('table'))} has too`
		},
		except: {
			title: 'Rows not in another table',
			description: 'Keep the rows that another table does not have.',
			sentence: (words) => `Keep rows that ${named(words.text('table'))} does not have`
		},
		'compare-tables': {
			title: 'Compare with another table',
			description: 'Say of each row whether it is added, removed, changed or the same, and where.',
			sentence: (words) =>
				`Compare with ${named(words.text('table'))} by ${list(words.pairs('keys').map(([key]) => key))}`
		}
	},
	fields: {
		table: 'Table',
		tables: 'Tables',
		keys: 'Keys that must agree',
		type: 'Rows that stay',
		columns: 'Columns',
		suffix: 'Added to a name that is taken',
		suffixHere: 'Added to the name here, too',
		take: 'What is taken',
		default: 'When nothing is found',
		match: 'Columns meet by',
		distinct: 'Leave equal rows once',
		source: 'Column of the source',
		ownName: 'What this table is called there',
		time: 'Time here',
		otherTime: 'Time there',
		direction: 'Which row',
		equal: 'The same time counts',
		tolerance: 'No further away than',
		unit: 'Unit',
		column: 'Column here',
		from: 'From, there',
		to: 'To, there',
		ends: 'Ends that belong to the range',
		matches: 'With several partners',
		start: 'Start here',
		end: 'End here',
		touching: 'Ranges that only touch count',
		into: 'Column of the overlap',
		otherColumn: 'Column there',
		method: 'Measure',
		threshold: 'Alike from',
		normalise: 'Ignore case, accents, widths and signs',
		score: 'Column of the score',
		names: 'Names there',
		key: 'What identifies a row there',
		candidates: 'Candidates to list',
		candidatesFrom: 'List candidates from',
		unmatched: 'Without a match',
		show: 'Shows',
		name: 'New column',
		how: 'Values here',
		add: 'Add rows that only the other table has',
		same: 'Keep rows that are the same'
	},
	options: {
		left: 'All of this table',
		inner: 'Those with a partner',
		right: 'All of the other table',
		full: 'All of both',
		semi: 'Those with a partner, nothing brought',
		anti: 'Those without a partner',
		cross: 'Every row with every row',
		name: 'Name',
		position: 'Position',
		all: 'All',
		shared: 'Those of all tables',
		own: 'Those of this table',
		before: 'Newest at or before',
		after: 'First at or after',
		nearest: 'Nearest',
		seconds: 'Seconds',
		minutes: 'Minutes',
		hours: 'Hours',
		days: 'Days',
		both: 'Both',
		lower: 'The lower',
		upper: 'The upper',
		neither: 'Neither',
		first: 'The first',
		last: 'The last',
		best: 'The best',
		'jaro-winkler': 'Jaro-Winkler',
		'edit-similarity': '1 - edits / length (Levenshtein)',
		'trigram-jaccard': 'Shared triples of letters (Jaccard)',
		missing: 'Missing',
		keep: 'The value as it is',
		found: 'Found or not',
		count: 'How many',
		overwrite: 'Are written over',
		fill: 'Are filled where missing',
		rows: 'Rows',
		distinct: 'Different values',
		sum: 'Sum',
		minimum: 'Smallest',
		maximum: 'Largest',
		deviation: 'Standard deviation'
	}
};
