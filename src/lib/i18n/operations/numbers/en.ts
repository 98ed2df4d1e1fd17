import type { numbersOperations } from '$lib/core/recipe/operations/numbers';
import { named } from '../../recipe/names';
import { columns, into } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const numbers: GroupTexts<typeof numbersOperations> = {
	operations: {
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
		bin: {
			title: 'Put into bins',
			description: 'Cut numbers into bins of equal width, equal counts or at your edges.',
			sentence: (words) => {
				const column = named(words.text('column'));
				if (words.is('method', 'edges')) return `Cut ${column} at ${words.texts('edges').join(', ')}${into(words)}`;
				const kind = words.is('method', 'quantile') ? 'equally full' : 'equally wide';
				return `Cut ${column} into ${words.text('count')} ${kind} bins${into(words)}`;
			}
		}
	},
	fields: {},
	options: {}
};
