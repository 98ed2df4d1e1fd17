import type { numbersOperations } from '$lib/core/recipe/operations/numbers';
import { named } from '../../recipe/names';
import { columns, into } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const numbers: GroupTexts<typeof numbersOperations> = {
	operations: {
		standardise: {
			title: '標準化する',
			description: '数値を平均 0、標準偏差 1 にそろえます。',
			sentence: (words) => `${columns(words)} を標準化`
		},
		'min-max': {
			title: '範囲に収める',
			description: '最小値と最大値を決めた範囲に写します。',
			sentence: (words) => `${columns(words)} を ${words.text('low')} 〜 ${words.text('high')} に写す`
		},
		bin: {
			title: '区間に分ける',
			description: '数値を同じ幅、同じ件数、または決めた境で区間に分けます。',
			sentence: (words) => {
				const column = named(words.text('column'));
				if (words.is('method', 'edges'))
					return `${column} を ${words.texts('edges').join('、')} で区切る${into(words)}`;
				const kind = words.is('method', 'quantile') ? '同じ件数' : '同じ幅';
				return `${column} を${kind}の ${words.text('count')} 区間に分ける${into(words)}`;
			}
		}
	},
	fields: {},
	options: {}
};
