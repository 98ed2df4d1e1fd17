import type { Translation } from '../translation';
import type { search as english } from './search-en';

export const search: Translation<typeof english> = {
	title: '試した設定',
	settings: '探索の内容',
	method: '探索の方法',
	methods: { halving: '逐次半減法（successive halving）', random: 'ランダム' },
	methodNotes: {
		halving: 'すべてを小さく始め、回ごとに上位 3 分の 1 を残して 3 倍の予算を与えます。',
		random: 'どの設定も最後まで学習します。'
	},
	budget: '増やすもの',
	budgets: { steps: 'ステップ（ラウンド・エポック）', rows: '行' },
	count: '試す設定の数',
	folds: '分割数（0 はなし）',
	scoredOn:
		'学習用の行の 4 分の 1、または分割ごとに採点します。測定用に取り分けた行は一切見ません。「学習する」で指定した設定は変えません。',
	start: '探索',
	cancel: '探索を止める',
	running: (target) => `${target} の設定を探索`,
	progress: (done, total) => `${total} 回中 ${done} 回`,
	cut: (done, total) => `前回の探索は ${total} 回中 ${done} 回で終わっています。`,
	empty: '「探索」を押すと、設定をランダムに試し、良いものから順に並べます。',
	rank: '順位',
	score: '未見の行での損失',
	apart: '既定値と異なる設定',
	defaults: '既定値のまま',
	share: '予算の割合',
	diverged: '発散',
	train: '学習',
	trainOf: (place) => `${place} 位の設定で学習`,
	use: 'フォームに入れる',
	useOf: (place) => `${place} 位の設定をフォームに入れる`,
	picture: '損失との関係',
	pictureSentence: (trials, name, best) => `${name} に対する ${trials} 回の試行。最小の損失は ${best}。`
};
