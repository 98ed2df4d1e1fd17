import type { outliersOperations } from '$lib/core/recipe/operations/outliers';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const outliers: GroupTexts<typeof outliersOperations> = {
	operations: {
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
		}
	},
	fields: {},
	options: {}
};
