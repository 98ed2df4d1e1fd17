import { named } from '../../recipe/names';
import { options } from '../words-ja';
import type { OperationText } from '../texts';

export const rows = {
	'date-sequence': {
		title: '日付の連番',
		description: '決めた日から行ごとに進む日付の列を作ります。',
		sentence: (words) =>
			`${words.text('start')} から ${words.text('every')} ${options[words.text('unit')] ?? ''}ごとの日付を作る`
	},
	'expand-dates': {
		title: '期間を日ごとの行にする',
		description: '始まりから終わりまでの日付ごとに行を作ります。',
		sentence: (words) => `${named(words.text('from'))} から ${named(words.text('to'))} までの日付ごとに行を作る`
	}
} as const satisfies Record<string, OperationText>;
