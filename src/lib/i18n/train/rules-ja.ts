import type { Translation } from '../translation';
import type { rules as english } from './rules-en';

/** What each rule over a run is called, what it says when it found something, and the names of its evidence. */
export const rules: Translation<typeof english> = {
	names: {
		'loss-not-decreasing': '損失の下がり方',
		'exploding-loss': '損失の跳ね上がり',
		overfit: '過学習',
		'class-imbalance': '少ないクラス',
		'step-outlier': '遅いステップ'
	},
	found: {
		'loss-not-decreasing': {
			title: '損失が下がっていません',
			text: '学習行の損失が全体で 0.1 % も下がっていません。予測する列を確かめるか、学習率を変えてください。'
		},
		'exploding-loss': {
			title: '損失が跳ね上がりました',
			text: 'あるステップで学習行の損失が 2 倍を超えました。学習率を下げるとたいてい収まります。'
		},
		overfit: {
			title: '過学習しています',
			text: '取り分けた行の損失は途中のほうが良く、そのあと上がっています。学習行の損失だけが下がり続けました。'
		},
		'class-imbalance': {
			title: '少ないクラスがあります',
			text: '最も多いクラスの行数が、最も少ないクラスの 10 倍以上です。正解率ではなく適合率と再現率を見てください。'
		},
		'step-outlier': {
			title: '遅いステップがありました',
			text: '10 を超えるステップが、ほかよりずっと長くかかりました。その間、端末がほかの処理をしていたようです。'
		}
	},
	evidence: {
		firstLoss: '最初の損失',
		lastLoss: '最後の損失',
		dropPercent: '下がった %',
		leastPercent: '必要な %',
		steps: 'ステップ数',
		step: 'ステップ',
		loss: '損失',
		lowest: 'それまでの最小',
		trainLoss: '学習行の損失',
		testLoss: '取り分けた行の損失',
		gapRatio: '差／学習行の損失',
		bestStep: '最良のステップ',
		bestTestLoss: 'そのときの損失',
		largest: '最多クラスの行数',
		smallest: '最少クラスの行数',
		ratio: '比',
		outliers: '遅いステップ',
		meanMs: '平均 ms',
		deviationMs: '標準偏差 ms'
	}
};
