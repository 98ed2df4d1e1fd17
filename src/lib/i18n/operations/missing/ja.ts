import type { missingOperations } from '$lib/core/recipe/operations/missing';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

const fills: Readonly<Record<string, string>> = {
	mean: '平均',
	median: '中央値',
	mode: '最頻値',
	minimum: '最小値',
	maximum: '最大値'
};
const all = (words: StepWords) => (words.texts('columns').length === 0 ? 'どれかの列' : `${columns(words)} `);

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
		'fill-by-group': {
			title: 'グループの値で埋める',
			description: '欠損をグループの平均、中央値、最小値、最大値で埋めます。',
			sentence: (words) =>
				`${columns(words)} の欠損を ${named(words.text('by'))} ごとの${fills[words.text('method')] ?? ''}で埋める`
		},
		'fill-forward': {
			title: '前の値で埋める',
			description: '欠損を直前の値で埋めます。',
			sentence: (words) => `${columns(words)} の欠損を前の値で埋める`
		},
		'fill-backward': {
			title: '後の値で埋める',
			description: '欠損を直後の値で埋めます。',
			sentence: (words) => `${columns(words)} の欠損を後の値で埋める`
		},
		'fill-from-column': {
			title: '別の列で埋める',
			description: '欠損を別の列の値で埋めます。',
			sentence: (words) => `${named(words.text('column'))} の欠損を ${named(words.text('source'))} で埋める`
		},
		'fill-random': {
			title: '無作為に選んだ値で埋める',
			description: '欠損をほかの値から選んで埋めます。分布は変わりません。',
			sentence: (words) => `${columns(words)} の欠損を無作為に選んだ値で埋める`
		},
		'fill-nearest': {
			title: '近い行の値で埋める',
			description: '欠損を最も似た行の平均で埋めます。',
			sentence: (words) =>
				`${named(words.text('column'))} の欠損を ${list(words.texts('from'))} が近い ${words.text('count')} 行で埋める`
		},
		'fill-regression': {
			title: '線形回帰で埋める',
			description: 'ほかの列からの回帰で欠損を埋めます。',
			sentence: (words) => `${named(words.text('column'))} の欠損を ${list(words.texts('from'))} からの回帰で埋める`
		},
		'fill-tail': {
			title: '端の値で埋める',
			description: '木のモデルが見分けられるよう、端の値で欠損を埋めます。',
			sentence: (words) => `${columns(words)} の欠損を標準偏差 ${words.text('deviations')} 倍離れた値で埋める`
		},
		'missing-indicator': {
			title: '欠損に印を付ける',
			description: '欠損かどうかを示す列を加えます。',
			sentence: (words) => `${columns(words)} の欠損に印を付ける`
		},
		'count-missing': {
			title: '行の欠損を数える',
			description: '行の中の欠損の数です。',
			sentence: (words) => `${all(words)}の欠損を数える（${named(words.text('name'))} へ）`
		},
		'missing-pattern': {
			title: '欠損のパターン',
			description: '行で欠けている列の名前を並べます。',
			sentence: (words) => `${all(words)}の欠損のパターン（${named(words.text('name'))} へ）`
		},
		'drop-missing': {
			title: '欠損のある行を捨てる',
			description: '値が欠けている行を捨てます。',
			sentence: (words) =>
				words.texts('columns').length === 0 ? '欠損のある行を捨てる' : `${columns(words)} が欠けた行を捨てる`
		},
		'drop-rows-with-gaps': {
			title: '欠損の多い行を捨てる',
			description: '決めた数より多く欠けている行を捨てます。',
			sentence: (words) => `${all(words)}の欠損が ${words.text('most')} を超える行を捨てる`
		},
		'keep-missing': {
			title: '欠損のある行だけ残す',
			description: '確かめるために、値が欠けている行だけ残します。',
			sentence: (words) => `${all(words)}が欠けた行だけ残す`
		},
		'disguised-missing': {
			title: '欠損を表す語を欠損にする',
			description: 'UNKNOWN、N/A、NULL、?、-、不明などです。',
			sentence: (words) => `${columns(words)} の欠損を表す語を欠損にする`
		},
		'empty-to-missing': {
			title: '空の文字を欠損にする',
			description: '空の文字と、空白だけの文字です。',
			sentence: (words) => `${columns(words)} の空の文字を欠損にする`
		},
		'zero-to-missing': {
			title: '0 を欠損にする',
			description: '0 や負の数がありえない列に使います。',
			sentence: (words) =>
				`${columns(words)} の${words.is('which', 'zero') ? ' 0 ' : words.is('which', 'negative') ? '負の数' : ' 0 以下の数'}を欠損にする`
		},
		'not-finite-to-missing': {
			title: '無限大を欠損にする',
			description: '無限大と、数でない値です。',
			sentence: (words) => `${columns(words)} の無限大を欠損にする`
		},
		'missing-where': {
			title: '条件に合えば欠損にする',
			description: '条件に合う行の値を欠損にします。',
			sentence: (words) => `${named(words.text('condition'))} のとき ${columns(words)} を欠損にする`
		}
	},
	fields: {
		by: 'グループ',
		order: '並びの列',
		limit: '最大の行数',
		source: '元の列',
		from: '手がかりの列',
		count: '行の数',
		end: '端',
		most: '最大',
		also: 'ほかの語',
		numbers: '欠損を表す数',
		spaces: '空白だけも',
		which: '対象'
	},
	options: {
		minimum: '最小',
		maximum: '最大',
		missing: '欠損のまま',
		nearest: '最も近い値',
		right: '右',
		left: '左',
		zero: '0',
		negative: '負の数',
		'zero-or-negative': '両方'
	}
};
