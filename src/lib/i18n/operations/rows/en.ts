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
		}
	},
	fields: {},
	options: {}
};
