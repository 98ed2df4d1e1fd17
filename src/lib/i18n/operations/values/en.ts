import type { valuesOperations } from '$lib/core/recipe/operations/values';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const values: GroupTexts<typeof valuesOperations> = {
	operations: {
		'replace-value': {
			title: 'Replace values',
			description: 'Replace some values by another, or make them missing.',
			sentence: (words) =>
				words.text('to') === ''
					? `Make ${list(words.texts('from'))} missing in ${columns(words)}`
					: `Replace ${list(words.texts('from'))} by ${named(words.text('to'))} in ${columns(words)}`
		},
		'merge-values': {
			title: 'Merge values',
			description: 'Write values that are one thing the same way.',
			sentence: (words) => `Merge ${words.pairs('replacements').length} values of ${named(words.text('column'))}`
		},
		'map-values': {
			title: 'Map values',
			description:
				'Replaces values by a table, old to new; values that are not in it stay, or become missing. What the column cannot hold is in it nowhere.',
			sentence: (words) => `Map ${list(words.pairs('values').map(([key]) => key))} in ${columns(words)}`
		},
		'replace-unlisted': {
			title: 'Replace values outside a list',
			description: 'Replaces the values that are not in a list, or makes them missing. Missing values stay.',
			sentence: (words) => `Replace what is not ${list(words.texts('values'))} in ${columns(words)}`
		},
		'swap-values': {
			title: 'Swap two values',
			description: 'Writes each of two values for the other.',
			sentence: (words) => `Swap ${named(words.text('one'))} and ${named(words.text('other'))} in ${columns(words)}`
		},
		'set-where': {
			title: 'Set where',
			description: 'Writes a value into columns where a condition holds.',
			sentence: (words) =>
				`Set ${columns(words)} to ${named(words.text('value'))} where ${named(words.text('condition'))}`
		},
		'missing-outside-range': {
			title: 'Make missing outside a range',
			description: 'Makes numbers outside of two bounds missing; an empty bound does not bound.',
			sentence: (words) => `Make ${columns(words)} missing outside its range`
		}
	},
	fields: {
		replacements: 'Each becomes',
		values: 'Values',
		others: 'Other values',
		one: 'One value',
		other: 'The other',
		least: 'From',
		most: 'To'
	},
	options: {}
};
