import type { textOperations } from '$lib/core/recipe/operations/text';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const text: GroupTexts<typeof textOperations> = {
	operations: {
		'clean-text': {
			title: '文字を整える',
			description: '空白を取り、大文字と小文字をそろえます。',
			sentence: (words) => {
				const acts = [
					...(words.is('trim', true) ? ['前後の空白を取る'] : []),
					...(words.is('collapse', true) ? ['空白を一つに'] : []),
					...(words.is('case', 'keep') ? [] : [words.is('case', 'lower') ? '小文字に' : '大文字に']),
					...(words.is('emptyIsMissing', true) ? ['空は欠損に'] : [])
				];
				return `${columns(words)} を整える（${acts.join('、')}）`;
			}
		}
	},
	fields: {},
	options: {}
};
