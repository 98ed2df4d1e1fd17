import type { columnsOperations } from '$lib/core/recipe/operations/columns';
import { named } from '../../recipe/names';
import { columns as chosen, list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const columns: GroupTexts<typeof columnsOperations> = {
	operations: {
		select: {
			title: '列を残す',
			description: '選んだ列だけを、選んだ順に残します。',
			sentence: (words) => `${chosen(words)} を残す`
		},
		'drop-columns': {
			title: '列を捨てる',
			description: '列を捨て、ほかはそのまま残します。',
			sentence: (words) => `${chosen(words)} を捨てる`
		},
		rename: {
			title: '列名を変える',
			description: '列に新しい名前を付けます。',
			sentence: (words) => {
				const pairs = words.pairs('columns');
				if (pairs.length === 1) return `${named(pairs[0]?.[0] ?? '')} を ${named(pairs[0]?.[1] ?? '')} に改名`;
				return `${list(pairs.map(([old]) => old))} を改名`;
			}
		},
		'duplicate-column': {
			title: '列を複製する',
			description: '列の写しを新しい名前で加えます。',
			sentence: (words) => `${named(words.text('column'))} を ${named(words.text('name'))} に複製する`
		},
		'move-to-start': {
			title: '先頭に動かす',
			description: '列をいちばん前に動かします。',
			sentence: (words) => `${named(words.text('column'))} を先頭に動かす`
		},
		'move-to-end': {
			title: '末尾に動かす',
			description: '列をいちばん後ろに動かします。',
			sentence: (words) => `${named(words.text('column'))} を末尾に動かす`
		},
		'move-before': {
			title: 'ある列の前に動かす',
			description: '列を別の列のすぐ前に動かします。',
			sentence: (words) => `${named(words.text('column'))} を ${named(words.text('other'))} の前に動かす`
		},
		'move-after': {
			title: 'ある列の後に動かす',
			description: '列を別の列のすぐ後に動かします。',
			sentence: (words) => `${named(words.text('column'))} を ${named(words.text('other'))} の後に動かす`
		},
		'move-to-index': {
			title: '決めた位置に動かす',
			description: '列を、1 から数えた位置に動かします。',
			sentence: (words) => `${named(words.text('column'))} を ${words.text('place')} 番目に動かす`
		},
		'sort-columns': {
			title: '列を名前の順に並べる',
			description: '列を名前の順（符号位置の順）に並べます。',
			sentence: () => '列を名前の順に並べる'
		},
		'swap-columns': {
			title: '二つの列を入れ替える',
			description: '二つの列の位置を入れ替えます。名前も一緒に動きます。',
			sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} の位置を入れ替える`
		},
		'add-constant-column': {
			title: '定数の列を加える',
			description: 'どの行でも同じ値の列を加えます。',
			sentence: (words) => `常に ${named(words.text('value'))} の列 ${named(words.text('name'))} を加える`
		},
		'add-row-number': {
			title: '行に番号を付ける',
			description: '行の順に番号を付けます。',
			sentence: (words) => `行の番号を ${named(words.text('name'))} に付ける`
		},
		'add-row-key': {
			title: '行のキーを作る',
			description: '選んだ列の MD5 を UUID の形で加えます。値が同じ行は同じキーになります。',
			sentence: (words) => `${chosen(words)} から行のキー ${named(words.text('name'))} を作る`
		},
		'combine-columns': {
			title: '列をつなげる',
			description: '列を文字列としてつなげます。欠損は飛ばすか、全体を欠損にします。',
			sentence: (words) => `${chosen(words)} をつなげて ${named(words.text('name'))} にする`
		},
		'coalesce-columns': {
			title: '最初にある値を取る',
			description: '列の順に見て、欠損でない最初の値を取ります。列は同じ型であることが必要です。',
			sentence: (words) => `${chosen(words)} の最初にある値を ${named(words.text('name'))} にする`
		},
		'select-by-type': {
			title: '型で列を残す',
			description: '選んだ型の列だけを残します。ほかに残す列も選べます。',
			sentence: (words) => `型が ${list(words.texts('types'))} の列を残す`
		},
		'select-by-name': {
			title: '名前で列を選ぶ',
			description: '名前に決めた文字列がある列を残すか、捨てます。',
			sentence: (words) =>
				`名前に ${named(words.text('text'))} がある列を${words.is('act', 'keep') ? '残す' : '捨てる'}`
		},
		'clean-column-names': {
			title: '列名を整える',
			description: '列名を snake_case にします。同じになる名前には _2、_3 を付けます。',
			sentence: () => '列名を整える'
		},
		'add-name-prefix': {
			title: '列名の前に付ける',
			description: '選んだ列の名前の前に付け足します。',
			sentence: (words) => `${chosen(words)} の名前の前に ${named(words.text('text'))} を付ける`
		},
		'add-name-suffix': {
			title: '列名の後ろに付ける',
			description: '選んだ列の名前の後ろに付け足します。',
			sentence: (words) => `${chosen(words)} の名前の後ろに ${named(words.text('text'))} を付ける`
		},
		'replace-in-names': {
			title: '列名の中を置き換える',
			description: 'すべての列名の中の文字列を置き換えます。',
			sentence: (words) => `列名の ${named(words.text('text'))} を ${named(words.text('to'))} に置き換える`
		},
		'drop-constant': {
			title: '一定の列を捨てる',
			description: '学習する行で値が一つ以下の列を捨てます。',
			sentence: () => '値が一定の列を捨てる'
		},
		'drop-mostly-missing': {
			title: '欠損の多い列を捨てる',
			description: '学習する行で、欠損の割合が決めた値を超える列を捨てます。',
			sentence: (words) => `欠損の割合が ${words.text('share')} を超える列を捨てる`
		},
		'drop-duplicate-columns': {
			title: '重複する列を捨てる',
			description: '学習する行のすべてで、前の列と同じ値を持つ列を捨てます。',
			sentence: () => '前の列と同じ列を捨てる'
		},
		'drop-low-variance': {
			title: 'ほとんど変わらない列を捨てる',
			description: '分散が決めた値以下の数値の列を捨てます。',
			sentence: (words) => `分散が ${words.text('threshold')} 以下の列を捨てる`
		},
		'drop-correlated': {
			title: '相関の高い列を捨てる',
			description: '学習する行で、相関係数の大きさが決めた値を超える二列のうち、後の列を捨てます。',
			sentence: (words) => `相関が ${words.text('threshold')} を超える列を捨てる`
		}
	},
	fields: {
		other: 'もう一つの列',
		place: '位置',
		direction: '向き',
		start: '最初の番号',
		separator: '間に入れる文字',
		types: '型',
		also: 'ほかに残す列',
		text: '文字列',
		where: '場所',
		act: 'すること',
		only: '列',
		share: '割合',
		threshold: '限度'
	},
	options: {
		ascending: '昇順',
		descending: '降順',
		skip: '飛ばす',
		number: '数値',
		text: '文字',
		boolean: '真偽',
		date: '日付',
		list: 'リスト',
		contains: 'どこか',
		starts: '先頭',
		ends: '末尾',
		keep: '残す',
		drop: '捨てる'
	}
};
