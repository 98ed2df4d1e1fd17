import { named } from '../../recipe/names';
import type { OperationText } from '../texts';
import { along, grouped, ordered, steps, unit, within } from './phrases-en';

export const values = {
	'row-number-in-group': {
		title: 'Number rows within groups',
		description: 'The number of each row in its group.',
		sentence: (words) => `Number rows within groups${along(words)}`
	},
	'relative-rank': {
		title: 'Rank any values from 0 to 1',
		description: 'The relative rank of numbers, texts or dates: 0 for the first, 1 for the last.',
		sentence: grouped('Relative rank')
	},
	'dense-rank': {
		title: 'Rank any values without gaps',
		description:
			'The dense rank of numbers, texts or dates: equal values share a place, the next takes the next number.',
		sentence: grouped('Dense rank')
	},
	'n-tile': { title: 'N-tiles', description: 'Equal parts in the order of the values.', sentence: grouped('N-tiles') },
	lag: { title: 'Value from before', description: 'The value some rows before.', sentence: steps('Value from before') },
	lead: { title: 'Value from after', description: 'The value some rows after.', sentence: steps('Value from after') },
	'first-in-group': {
		title: 'First value of the group',
		description: 'The first value of the group in the order.',
		sentence: ordered('First value of the group')
	},
	'last-in-group': {
		title: 'Last value of the group',
		description: 'The last value of the group in the order.',
		sentence: ordered('Last value of the group')
	},
	'nth-in-group': {
		title: 'Nth value of the group',
		description: 'The nth value of the group in the order.',
		sentence: steps('Nth value of the group')
	},
	'change-from-before': {
		title: 'Change from before',
		description: 'The difference from some rows before.',
		sentence: steps('Change from before')
	},
	'percent-change-from-before': {
		title: 'Percent change from before',
		description: 'The change as a part of the value before.',
		sentence: steps('Percent change from before')
	},
	'log-return': {
		title: 'Log return',
		description: 'The logarithm of the ratio to the value before.',
		sentence: steps('Log return')
	},
	'index-to-first': {
		title: 'Index to the first value',
		description: 'Each value where the first is 100.',
		sentence: ordered('Index to the first value')
	},
	drawdown: { title: 'Drawdown', description: 'How far below the highest so far.', sentence: ordered('Drawdown') },
	'others-mean': {
		title: 'Mean of the others in the group',
		description: 'The mean of the group without the row itself.',
		sentence: grouped('Mean of the others in the group')
	},
	'keep-first-of-group': {
		title: 'First rows of each group',
		description: 'Keeps the first rows of each group.',
		sentence: (words) => `Keep the first ${words.text('n')} of each group${along(words)}`
	},
	'keep-last-of-group': {
		title: 'Last rows of each group',
		description: 'Keeps the last rows of each group.',
		sentence: (words) => `Keep the last ${words.text('n')} of each group${along(words)}`
	},
	'mark-first-of-group': {
		title: 'Mark the first row of each group',
		description: 'Whether the row is the first of its group.',
		sentence: (words) => `Mark the first row of each group${along(words)}`
	},
	'mark-last-of-group': {
		title: 'Mark the last row of each group',
		description: 'Whether the row is the last of its group.',
		sentence: (words) => `Mark the last row of each group${along(words)}`
	},
	'change-flag': {
		title: 'Mark changes',
		description: 'Whether the value differs from the row before.',
		sentence: ordered('Mark changes')
	},
	'run-number': {
		title: 'Number runs',
		description: 'Numbers stretches of the same value.',
		sentence: (words) => `Number runs: ${named(words.text('column'))}${along(words)}`
	},
	streak: {
		title: 'Streak so far',
		description: 'How long the value has stood.',
		sentence: (words) => `Streak so far: ${named(words.text('column'))}${along(words)}`
	},
	'run-length': {
		title: 'Length of the run',
		description: 'How long the whole stretch is.',
		sentence: (words) => `Length of the run: ${named(words.text('column'))}${along(words)}`
	},
	sessions: {
		title: 'Number sessions',
		description: 'A new session begins after a long gap.',
		sentence: (words) =>
			`Sessions of ${named(words.text('time'))} after ${words.text('gap')} ${unit(words)}${within(words)}`
	},
	'rows-since': {
		title: 'Rows since',
		description: 'How many rows ago a condition last held.',
		sentence: (words) => `Rows since ${named(words.text('condition'))}${along(words)}`
	},
	'time-since-previous': {
		title: 'Time since the row before',
		description: 'How long ago the row before was.',
		sentence: (words) => `Time since the row before in ${named(words.text('time'))}${within(words)}`
	},
	'time-to-next': {
		title: 'Time to the row after',
		description: 'How long it is to the row after.',
		sentence: (words) => `Time to the row after in ${named(words.text('time'))}${within(words)}`
	},
	'time-since-first': {
		title: 'Time since the first row',
		description: 'How long ago the group began.',
		sentence: (words) => `Time since the first row in ${named(words.text('time'))}${within(words)}`
	}
} as const satisfies Record<string, OperationText>;
