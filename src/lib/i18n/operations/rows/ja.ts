import type { rowsOperations } from '$lib/core/recipe/operations/rows';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const rows: GroupTexts<typeof rowsOperations> = {
	operations: {
		filter: {
			title: '行を残す',
			description: '条件を満たす行だけを残します。',
			sentence: (words) => `${named(words.text('condition'))} の行を残す`
		},
		'drop-duplicates': {
			title: '重複行を捨てる',
			description: '同じ行のうち、最初の一つを残します。',
			sentence: (words) =>
				words.texts('columns').length === 0 ? '前と同じ行を捨てる' : `${columns(words)} が前と同じ行を捨てる`
		},
		sort: {
			title: '行を並べ替える',
			description: '列の値の順に行を並べます。',
			sentence: (words) => {
				const pairs = words.pairs('by');
				const down = pairs.length > 0 && pairs.every(([, direction]) => direction === 'descending');
				return `${list(pairs.map(([column]) => column))} の${down ? '大きい' : '小さい'}順に並べる`;
			}
		},
		split: {
			title: '学習用とテスト用に分ける',
			description: '一部の行をテスト用にします。以後の手順は残りの行だけから学びます。',
			sentence: (words) => {
				const share = `${Math.round(Number(words.text('fraction')) * 1000) / 10} %`;
				if (words.is('method', 'ordered'))
					return words.text('by') === ''
						? `最後の ${share} をテスト用にする`
						: `${named(words.text('by'))} の順で最後の ${share} をテスト用にする`;
				const strata = words.is('method', 'stratified') ? `${named(words.text('by'))} ごとに同じ割合で、` : '';
				return `${strata}無作為に ${share} をテスト用にする`;
			}
		}
	},
	fields: {},
	options: {}
};
