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
		},
		'first-rows': {
			title: '最初の行を残す',
			description: '最初の決めた数の行を残します。',
			sentence: (words) => `最初の ${words.text('count')} 行を残す`
		},
		'last-rows': {
			title: '最後の行を残す',
			description: '最後の決めた数の行を残します。',
			sentence: (words) => `最後の ${words.text('count')} 行を残す`
		},
		'skip-rows': {
			title: '最初の行を飛ばす',
			description: '最初の決めた数の行を捨てます。',
			sentence: (words) => `最初の ${words.text('count')} 行を飛ばす`
		},
		'every-nth-row': {
			title: '何行かごとに残す',
			description: '始めの行から、決めた行数ごとに残します。',
			sentence: (words) => `${words.text('step')} 行ごとに一行を残す`
		},
		'sample-rows': {
			title: '無作為に抜き出す',
			description: '行を無作為に、決めた数か割合だけ残します。',
			sentence: (words) =>
				words.is('by', 'count')
					? `無作為に ${words.text('count')} 行を残す`
					: `無作為に ${Number(words.text('share')) * 100} % の行を残す`
		},
		'stratified-sample': {
			title: '層ごとに抜き出す',
			description: '列の値ごとに、同じ割合の行を無作為に残します。',
			sentence: (words) => `${named(words.text('column'))} ごとに ${Number(words.text('share')) * 100} % の行を残す`
		},
		'shuffle-rows': {
			title: '行をかき混ぜる',
			description: '行を無作為な順にします。',
			sentence: () => '行をかき混ぜる'
		},
		'reverse-rows': { title: '行を逆順にする', description: '行の順を逆にします。', sentence: () => '行を逆順にする' },
		'top-rows': {
			title: '上位の行を残す',
			description: '列の値が大きい（小さい）順に、決めた数の行を残します。グループごとにもできます。',
			sentence: (words) =>
				`${words.text('per') === '' ? '' : `${named(words.text('per'))} ごとに `}${named(words.text('column'))} の${words.is('direction', 'largest') ? '大きい' : '小さい'}順に ${words.text('count')} 行を残す`
		},
		'keep-matching': {
			title: '合う行を選ぶ',
			description: '文字列が正規表現に合う行を残すか、捨てます。',
			sentence: (words) =>
				`${named(words.text('column'))} が ${named(words.text('pattern'))} に合う行を${words.is('act', 'keep') ? '残す' : '捨てる'}`
		},
		'keep-listed': {
			title: '一覧にある行を残す',
			description: '値が挙げたもののどれかである行を残します。',
			sentence: (words) => `${named(words.text('column'))} が ${list(words.texts('values'))} のどれかの行を残す`
		},
		'drop-listed': {
			title: '一覧にある行を捨てる',
			description: '値が挙げたもののどれかである行を捨てます。欠損の行は残ります。',
			sentence: (words) => `${named(words.text('column'))} が ${list(words.texts('values'))} のどれかの行を捨てる`
		},
		'keep-in-range': {
			title: '範囲の行を残す',
			description: '数値が範囲に入る行を残します。境界を空にすると、その側は限りません。',
			sentence: (words) =>
				`${named(words.text('column'))} が ${named(words.text('least') || '−∞')} から ${named(words.text('most') || '∞')} の行を残す`
		},
		'drop-empty-rows': {
			title: '空の行を捨てる',
			description: '選んだ列（選ばなければすべて）がどれも欠損の行を捨てます。',
			sentence: () => '空の行を捨てる'
		},
		'keep-duplicates': {
			title: '重複だけを残す',
			description: '選んだ列（選ばなければすべて）が同じ行がほかにもある行だけを残します。',
			sentence: () => '重複する行だけを残す'
		},
		'mark-duplicates': {
			title: '重複に印を付ける',
			description: '前の行（またはほかの行）と同じ行を真とする列を加えます。',
			sentence: (words) => `重複を ${named(words.text('name'))} に印す`
		},
		undersample: {
			title: '多数派を減らす',
			description: '多い値の学習用の行を無作為に減らして、少ない値との比をそろえます。',
			sentence: (words) => `${named(words.text('target'))} の多数派を減らす`
		},
		smote: {
			title: 'SMOTE',
			description: '少ない値の行を、今ある行の間に合成します。',
			sentence: (words) => `${named(words.text('target'))} の少ない値の行を合成する`
		},
		oversample: {
			title: '少数派を増やす',
			description: '少ない値の学習用の行を繰り返して、多い値との比をそろえます。',
			sentence: (words) => `${named(words.text('target'))} の少数派を増やす`
		},
		'split-by-key': {
			title: 'キーで分ける',
			description: '同じキーの行が学習用とテスト用に分かれないようにします。',
			sentence: (words) => `${columns(words)} のキーごとにテスト用を取り分ける`
		},
		'split-by-time': {
			title: '日時で分ける',
			description: '決めた日時より前を学習用、それ以後をテスト用にします。',
			sentence: (words) => `${named(words.text('column'))} が ${named(words.text('from'))} 以後の行をテスト用にする`
		},
		'split-three': {
			title: '三つに分ける',
			description: '学習用、検証用、テスト用に無作為に分けます。',
			sentence: () => '学習用、検証用、テスト用に分ける'
		},
		'fold-number': {
			title: '分割の番号を付ける',
			description: '交差検証のために、1 から決めた数までの番号を無作為に付けます。',
			sentence: (words) => `${words.text('folds')} 分割の番号を ${named(words.text('name'))} に付ける`
		}
	},
	fields: {
		neighbours: '近い行の数',
		normalise: '標準偏差で揃えて比べる',
		step: '何行ごと',
		start: '始めの行',
		share: '割合',
		direction: 'どちら',
		per: 'グループの列',
		pattern: '正規表現',
		act: 'すること',
		values: '値',
		least: 'から',
		most: 'まで',
		which: '印を付ける行',
		target: 'そろえる列',
		ratio: '少数派と多数派の比',
		from: 'テスト用の始め',
		validation: '検証用の割合',
		test: 'テスト用の割合',
		folds: '分割の数'
	},
	options: {
		count: '行数',
		share: '割合',
		largest: '大きい順',
		smallest: '小さい順',
		keep: '残す',
		drop: '捨てる',
		later: '前の行と同じもの',
		all: '同じものすべて'
	}
};
