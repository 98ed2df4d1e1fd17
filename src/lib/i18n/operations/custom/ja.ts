import type { customOperations } from '$lib/core/recipe/operations/custom';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const custom: GroupTexts<typeof customOperations> = {
	operations: {
		formula: {
			title: '列を計算する',
			description: 'ほかの列から、式で列を作ります。',
			sentence: (words) => `${named(words.text('name'))} = ${named(words.text('formula'))} を計算`
		},
		'by-example': {
			title: '例から埋める',
			description: '結果を二、三行分書くと、それを作る規則を見つけて残りを埋めます。',
			sentence: (words) => `例から ${named(words.text('name'))} を埋める`
		},
		'row-function': {
			title: '自作の関数',
			description: '行を受け取る TypeScript の関数です。ネットワークも時計もない場所で動きます。',
			sentence: (words) => `${columns(words)} の関数で ${named(words.text('name'))} を計算する`
		},
		sql: {
			title: '自作のSQL',
			description: 'ここまでの表 this と、ほかの表の名前を読む SELECT 文を1つ書きます。',
			sentence: () => '自作のSQLを実行する'
		}
	},
	fields: { columns: '行に入る列', code: '関数', query: 'SQL', result: '結果', onError: '失敗した行', program: '規則' },
	options: {
		number: '数値',
		text: '文字列',
		boolean: 'はい・いいえ',
		timestamp: '日時',
		stop: '実行を止める',
		missing: '欠損にする'
	}
};
