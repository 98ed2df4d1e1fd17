import { scores } from './score-ja';
import { metricTexts } from '../../clarify/texts/metric-ja';
import type { CardTexts } from './card-en';

export const cardTexts: CardTexts = {
	...metricTexts,
	tag: 'ja-JP',
	title: (name) => `モデルカード: ${name}`,
	made: (when) => `モデルは ${when} に作成。`,
	none: '記入なし',
	what: 'どんなモデルか',
	predicts: {
		classification: (target, classes) => `${target}（${classes}）を予測します。`,
		regression: (target) => `数値 ${target} を予測します。`
	},
	threshold: (positive, threshold) => `確率 ${threshold} 以上の行を ${positive} と判定します。`,
	estimators: {
		knn: 'k 近傍法',
		linear: '線形モデル',
		trees: '勾配ブースティング木',
		mlp: 'ニューラルネット',
		graph: 'ONNX グラフ'
	},
	kind: '種類',
	inputs: (count) => `読む列: ${count}`,
	input: '列',
	hash: 'SHA-256',
	fields: {
		intendedUse: '使い道',
		notFor: '使ってはならない場面',
		considerations: '考慮したことと懸念',
		contact: '責任者'
	},
	data: '元のデータ',
	types: {
		dataset: '表',
		recipe: 'レシピ',
		'feature-batch': '特徴量',
		'training-set': '学習用の表',
		'bias-report': '偏りの報告',
		run: '学習',
		model: 'モデル',
		explanation: '説明',
		package: 'パッケージ',
		'drift-report': 'ドリフトの報告',
		'insight-report': 'データの報告',
		'pipeline-run': 'パイプラインの実行'
	},
	type: 'もの',
	name: '名前',
	when: '作成',
	trained: (train, test) => `${train} 行で学習し、${test} 行は測定のために取り分けました。`,
	good: 'どれだけ当たるか',
	goodSays: (rows) => `見ていない ${rows} 行での値です。`,
	notMeasured: '取り分けた行がなく、測っていません。',
	metric: '指標',
	value: '値',
	scores,
	findings: {
		overfit: '学習した行だけよく当たります。丸暗記しているかもしれません。',
		'class-imbalance': '学習の行に少ないクラスがあります。',
		'loss-not-decreasing': '学習の途中で損失が下がらなくなりました。',
		'exploding-loss': '学習の途中で損失が発散しました。'
	},
	groups: 'グループごと',
	groupsSay: (label, positive, rows) => `${label}、良い結果は ${positive}。予測のある ${rows} 行。`,
	groupsNot: '予測をグループの間で比べたことがありません。',
	group: 'グループ',
	rows: '行数',
	forWhomNot: '向かない相手',
	worse: (group, points) => `${group}：残りより ${points} 正しくありません。`,
	few: (group, rows) => `${group}：${rows} 行では当たり方を言えません。`,
	noDoubts: '調べたグループに、はっきり劣るものはありません。',
	limits: '公平性の限度',
	holds: '守られている',
	breached: '超えている',
	measured: '測定値',
	finding: '判定',
	why: '答えの拠りどころ',
	whySays: (rows, first) => `${rows} 行のシャープレイ値の大きさの平均。最も答えを動かすのは ${first} です。`,
	column: '列',
	size: '大きさの平均',
	environment: '作られ方',
	parity: (rows, gap) => `端末で動くグラフは、${rows} 行で参照の計算と ${gap} 以内で一致します。`,
	parts: { engine: 'エンジン', seed: 'シード', params: '設定', versions: '書いた版' }
};
