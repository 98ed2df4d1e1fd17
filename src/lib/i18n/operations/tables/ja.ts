import type { tablesOperations } from '$lib/core/recipe/operations/tables';
import { named } from '../../recipe/names';
import { list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const tables: GroupTexts<typeof tablesOperations> = {
	operations: {
		join: {
			title: '表を結合する',
			description: 'キーが同じ行に、別の表の列を加えます。',
			sentence: (words) => {
				if (words.is('type', 'semi')) return `${named(words.text('table'))} にある行を残す`;
				if (words.is('type', 'anti')) return `${named(words.text('table'))} にある行を捨てる`;
				return `${list(words.pairs('keys').map(([key]) => key))} で ${named(words.text('table'))} を結合する`;
			}
		}
	},
	fields: {
		table: '表',
		keys: '一致させるキー',
		type: '残す行',
		columns: '加える列',
		suffix: '重なる列名に付ける文字'
	},
	options: {
		left: 'この表のすべて',
		inner: '相手のある行',
		right: '相手の表のすべて',
		full: '両方のすべて',
		semi: '相手のある行（列は加えない）',
		anti: '相手のない行'
	}
};
