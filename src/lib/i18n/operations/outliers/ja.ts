import type { outliersOperations } from '$lib/core/recipe/operations/outliers';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const outliers: GroupTexts<typeof outliersOperations> = {
	operations: {
		clip: {
			title: '外れ値を抑える',
			description: '数値を境界、分位点、または平均からの偏差で抑えます。',
			sentence: (words) => {
				const limit = words.is('method', 'bounds')
					? `${words.text('lower') || '…'} 〜 ${words.text('upper') || '…'}`
					: words.is('method', 'quantile')
						? `分位点 ${words.text('lowerQuantile')} 〜 ${words.text('upperQuantile')}`
						: `標準偏差の ${words.text('deviations')} 倍以内`;
				return `${columns(words)} を ${limit} に抑える${words.is('beyond', 'missing') ? '（外は欠損）' : ''}`;
			}
		}
	},
	fields: {},
	options: {}
};
