import type { datesOperations } from '$lib/core/recipe/operations/dates';
import { named } from '../../recipe/names';
import { options } from '../words-ja';
import type { GroupTexts } from '../texts';

export const dates: GroupTexts<typeof datesOperations> = {
	operations: {
		'date-parts': {
			title: '日付を分ける',
			description: '年、月、曜日などの列を作ります。',
			sentence: (words) =>
				`${named(words.text('column'))} から${words
					.texts('parts')
					.map((part) => options[part] ?? part)
					.join('、')}を取り出す`
		}
	},
	fields: {},
	options: {}
};
