import type { textOperations } from '$lib/core/recipe/operations/text';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const text: GroupTexts<typeof textOperations> = {
	operations: {
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
		}
	},
	fields: {},
	options: {}
};
