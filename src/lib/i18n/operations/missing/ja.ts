import type { missingOperations } from '$lib/core/recipe/operations/missing';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

const fills: Readonly<Record<string, string>> = { mean: '平均', median: '中央値', mode: '最頻値' };

export const missing: GroupTexts<typeof missingOperations> = {
	operations: {
		'fill-missing': {
			title: '欠損を埋める',
			description: '欠損を平均、中央値、最頻値、または定数で埋めます。',
			sentence: (words) => {
				const fill = words.is('method', 'constant') ? named(words.text('value')) : (fills[words.text('method')] ?? '');
				return `${columns(words)} の欠損を${fill}で埋める`;
			}
		},
		'drop-missing': {
			title: '欠損のある行を捨てる',
			description: '値が欠けている行を捨てます。',
			sentence: (words) =>
				words.texts('columns').length === 0 ? '欠損のある行を捨てる' : `${columns(words)} が欠けた行を捨てる`
		}
	},
	fields: {},
	options: {}
};
