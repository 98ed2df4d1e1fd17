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
		minChildWeight: '葉の最小の重み',
		bins: '列あたりのビン',
		hidden: '隠れ層',
		epochs: 'エポック',
		batch: 'バッチの行数',
		patience: '早期終了を待つ回数'
	},
	/** Words that a parameter may be. */
	choices: {}
};
