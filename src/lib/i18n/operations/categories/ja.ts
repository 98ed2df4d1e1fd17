import type { categoriesOperations } from '$lib/core/recipe/operations/categories';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const categories: GroupTexts<typeof categoriesOperations> = {
	operations: {
		'one-hot': {
			title: 'カテゴリごとに列を作る',
			description: 'カテゴリごとに 0 と 1 の列を作ります。',
			sentence: (words) => `${columns(words)} のカテゴリごとに列を作る`
		},
		ordinal: {
			title: 'カテゴリに番号を付ける',
			description: 'カテゴリを 0 からの番号にします。',
			sentence: (words) => `${columns(words)} のカテゴリに番号を付ける`
		},
		'binary-encode': {
			title: '二進数の列にする',
			description: 'カテゴリの番号を二進数の列にします。少ない列で多くのカテゴリを表せます。',
			sentence: (words) => `${columns(words)} を二進数の列にする`
		},
		'count-encode': {
			title: '件数にする',
			description: 'カテゴリを、それを持つ行の数にします。',
			sentence: (words) => `${columns(words)} を件数にする`
		},
		'frequency-encode': {
			title: '割合にする',
			description: 'カテゴリを、それを持つ行の割合にします。',
			sentence: (words) => `${columns(words)} を割合にする`
		},
		'target-encode': {
			title: 'ターゲットの平均にする',
			description: 'カテゴリをターゲットの平均にします。学習した行は他の分割から求めます。',
			sentence: (words) => `${columns(words)} を ${named(words.text('target'))} の平均にする`
		},
		'leave-one-out-encode': {
			title: '自分を除いたターゲットの平均',
			description: '自分の行を除いた、カテゴリごとのターゲットの平均です。',
			sentence: (words) => `${columns(words)} を自分を除いた ${named(words.text('target'))} の平均にする`
		},
		'ordered-target-encode': {
			title: '順序付きターゲットの平均',
			description: 'CatBoost のように、先に並ぶ行だけのターゲットの平均です。',
			sentence: (words) => `${columns(words)} を先に並ぶ行の ${named(words.text('target'))} の平均にする`
		},
		'james-stein-encode': {
			title: 'James-Stein 推定にする',
			description: '不確かなほど全体に近づける、ターゲットの平均です。',
			sentence: (words) => `${columns(words)} を ${named(words.text('target'))} の James-Stein 推定にする`
		},
		'weight-of-evidence': {
			title: '証拠の重み',
			description: 'カテゴリが二値のターゲットをどれだけ支持するかです。',
			sentence: (words) => `${columns(words)} を ${named(words.text('target'))} の証拠の重みにする`
		},
		'rank-by-target': {
			title: 'ターゲットの順に番号を付ける',
			description: 'カテゴリをターゲットの平均の順に並べて番号を付けます。',
			sentence: (words) => `${columns(words)} に ${named(words.text('target'))} の順で番号を付ける`
		},
		'hash-encode': {
			title: 'ハッシュの列にする',
			description: '学習せずに、決まった数の列にします。',
			sentence: (words) => `${columns(words)} を ${words.text('count')} 列のハッシュにする`
		},
		'similarity-encode': {
			title: '似た言葉を近い数にする',
			description: '似た言葉が近くなる数の列にします。',
			sentence: (words) => `${named(words.text('column'))} を類似度の ${words.text('dimension')} 列にする`
		},
		'split-indicators': {
			title: 'タグごとに列を作る',
			description: '「ドラマ|喜劇」のような文字を、それぞれ 0 と 1 の列にします。',
			sentence: (words) => `${named(words.text('column'))} のタグごとに列を作る`
		},
		'keep-top': {
			title: '多いカテゴリだけ残す',
			description: 'ほかは一つのカテゴリ、または欠損にします。',
			sentence: (words) => `${columns(words)} の多い ${words.text('count')} カテゴリだけ残す`
		},
		'limit-to-known': {
			title: '未知のカテゴリを欠損にする',
			description: '学習した行にないカテゴリを欠損にします。',
			sentence: (words) => `${columns(words)} の未知のカテゴリを欠損にする`
		},
		'drop-unknown': {
			title: '未知のカテゴリの行を捨てる',
			description: '学習した行にないカテゴリや欠損のある行を捨てます。',
			sentence: (words) => `${columns(words)} が未知の行を捨てる`
		},
		'cross-categories': {
			title: 'カテゴリを掛け合わせる',
			description: '列の組み合わせごとに一つのカテゴリにします。',
			sentence: (words) => `${columns(words)} を掛け合わせる（${named(words.text('name'))} へ）`
		}
	},
	fields: {
		drop: '省く列',
		suffix: '新しい列の接尾辞',
		target: 'ターゲット',
		positive: '1 とみなす値',
		smoothing: '平滑化',
		count: '個数',
		signed: '符号を付ける',
		dimension: '列の数',
		delimiter: '区切り',
		most: '多くとも',
		rest: 'ほか',
		other: 'ほかの名前',
		separator: '値の間',
		output: '結果',
		name: '新しい列'
	},
	options: {
		none: 'なし',
		first: '最初',
		last: '最後',
		other: '一つのカテゴリ',
		columns: '一つずつの列',
		vector: '一つのベクトル',
		next: '次の番号にする',
		error: '実行を止める'
	}
};
