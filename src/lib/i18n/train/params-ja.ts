import type { Translation } from '../translation';
import type { params as english } from './params-en';

export const params: Translation<typeof english> = {
	title: 'モデルの設定',
	names: {
		l2: 'L2 正則化',
		iterations: '反復の上限',
		tolerance: '許容誤差',
		rounds: '木の本数（ラウンド）',
		leaves: '木あたりの葉',
		learningRate: '学習率',
		maxDepth: '深さの上限（0 は無制限）',
		l1: 'L1 正則化',
		minChildWeight: '葉の最小の重み',
		minChildRows: '葉の最小の行数',
		minGain: '分割の最小の利得',
		rowSample: 'ラウンドごとの行の割合',
		columnSample: '木ごとの列の割合',
		objective: '数値の目的関数',
		quantile: '予測する分位点',
		categorySmooth: 'カテゴリの平滑化',
		categoryL2: 'カテゴリ分割の L2',
		monotone: '単調にする列',
		bins: '列あたりのビン',
		hidden: '隠れ層',
		epochs: 'エポック',
		batch: 'バッチの行数',
		patience: '早期終了を待つ回数',
		optimiser: '最適化手法',
		schedule: '学習率スケジュール',
		weightDecay: '重み減衰（AdamW）',
		momentum: 'モーメンタム（SGD）',
		clip: '勾配クリッピング',
		dropout: 'ドロップアウト率',
		batchNorm: 'バッチ正規化',
		embedding: '埋め込みの次元'
	},
	/** Words that a parameter may be. */
	choices: {
		adam: 'Adam',
		adamw: 'AdamW',
		sgd: 'SGD',
		constant: '一定',
		cosine: 'コサインで 0 まで下げる',
		'one-cycle': '1 サイクル（上げてから下げる）',
		exponential: '指数的に 1/100 まで下げる',
		step: '段階的に 1/10 ずつ下げる',
		off: 'なし',
		on: 'あり',
		squared: '平均：二乗誤差',
		absolute: '中央値：絶対誤差',
		poisson: '件数：ポアソン',
		quantile: '分位点'
	}
};
