import type { windowsOperations } from '$lib/core/recipe/operations/windows';
import type { GroupTexts } from '../texts';
import { moving } from './moving-ja';
import { values } from './values-ja';

export const windows: GroupTexts<typeof windowsOperations> = {
	operations: { ...values, ...moving },
	fields: {
		order: '並べる列',
		direction: '向き',
		by: 'グループの列',
		n: 'いくつ',
		unit: '単位',
		place: '窓の位置',
		least: '必要な値の数',
		suffix: '新しい列の末尾',
		quantile: '分位点',
		other: 'もう一つの列',
		time: '時刻',
		gap: '空いた時間',
		start: '始まりの番号',
		length: '長さ',
		decay: '長さの決め方',
		adjust: 'それまでの重みで割る'
	},
	options: {
		rows: '行',
		span: 'スパン',
		'half-life': '半減期',
		weight: '最新の値の重み',
		week: '週',
		'with-row': 'この行まで',
		'before-row': 'この行より前',
		centred: 'この行の前後'
	}
};
