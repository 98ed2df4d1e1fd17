import { scores } from '$lib/core/model/texts/score-ja';
import type { Translation } from '../translation';
import type { train as english } from './en';
import { board } from './board-ja';
import { forecast } from './forecast-ja';
import { groups } from './groups-ja';
import { life } from './life-ja';
import { evaluation } from './measure-ja';
import { params } from './params-ja';
import { profile } from './profile-ja';
import { phases } from '$lib/core/profile/texts/phase-ja';
import { rules } from '$lib/core/profile/texts/rule-ja';
import { search } from './search-ja';
import { split } from './split-ja';

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

export const train: Translation<typeof english> = {
	title: '学習',
	lead: 'この端末の上で表からモデルを学習し、時間の使われ方も確かめます。',
	empty: {
		title: '学習に使う表がまだありません',
		text: '予測したい列を含むデータセットが必要です。表を取り込むか、サンプルのプロジェクトを開いてください。',
		action: '表を取り込む'
	},
	settings: '学習の内容',
	dataset: '表',
	target: '予測する列（目的変数）',
	task: 'タスク',
	taskAuto: '列から判断',
	taskSuggested: (task: string) => `列から判断：${task}`,
	tasks: {
		classification: '分類',
		regression: '数値の予測（回帰）'
	},
	estimator: 'モデル',
	estimators: {
		linear: '線形・ロジスティック回帰',
		trees: '勾配ブースティング木',
		mlp: 'ニューラルネットワーク',
		knn: 'k 近傍法'
	},
	estimatorNotes: {
		linear: '速く、説明しやすい。列ごとの寄与の足し算です。',
		trees: '表データではたいてい最も正確。しきい値や組み合わせを見つけます。',
		mlp: '多層パーセプトロン。滑らかな答えを出し、多めの行が要ります。',
		knn: '最も似た行の答えで答えます。ほかに何も学ばないため、その行をモデルが持ちます。'
	},
	board,
	forecast,
	groups,
	life,
	evaluation,
	params,
	search,
	profile,
	split,
	moreParams: 'その他の設定',
	views: {
		label: '学習の表示',
		learn: '学習する',
		measure: '測る',
		profile: 'プロファイル',
		search: '探索',
		groups: 'グループと外れ値',
		forecast: '予測'
	},
	engine: 'エンジン',
	engines: {
		auto: 'この端末で最も速いもの',
		kernels: 'WebAssembly カーネル',
		webgpu: '独自シェーダー（WebGPU）',
		'tfjs-webgpu': 'TensorFlow.js（WebGPU）',
		'tfjs-wasm': 'TensorFlow.js（WebAssembly）',
		'tfjs-cpu': 'TensorFlow.js（JavaScript）'
	},
	engineFastest: (engine, rate) => `${engine}：この端末で最速、毎秒 ${rate} 行。`,
	engineUnmeasured: '学習を始めるときに、この規模のネットワークで一度だけ測ります。',
	measure: 'いま測る',
	measureAgain: '測り直す',
	measuredOn: (date, adapter) =>
		adapter === null ? `${date} に測定。WebGPUはありません。` : `${date} に測定。WebGPU：${adapter}`,
	measuring: 'エンジンを測定',
	figures: (inputs, hidden, batch) => `毎秒の行数（入力 ${inputs}、隠れ層 ${hidden}、バッチ ${batch}）`,
	absent: 'この端末にはありません',
	slow: '遅すぎるため打ち切り',
	seed: '乱数シード',
	weight: '行の重み',
	noWeight: 'どの行も同じ重み',
	features: '学習に使う列',
	featuresNote: (used, all) => `${all} 列中 ${used} 列`,
	start: '学習する',
	running: (name) => `${name} を学習`,
	cancel: '学習を止める',
	waiting: '「学習する」を押すと、学習の進みに合わせて損失がここに描かれます。',
	live: '損失',
	liveSentence: {
		start: '最初のステップを待っています。',
		running: (step, total, loss) => `${total} ステップ中 ${step}：学習行の損失は ${loss}。`,
		done: (steps, loss, test) =>
			test === null
				? `${steps} ステップで、学習行の損失は ${loss}。`
				: `${steps} ステップで、学習行の損失は ${loss}、取り分けた行の損失は ${test}。`
	},
	neighboursSentence: (neighbours, loss, test) =>
		`近傍 ${neighbours} 行で、残した行の損失（自分自身は除く）は ${loss}${test === null ? '。' : `、取り分けた行の損失は ${test}。`}それぞれ最大 1,000 行で測りました。`,
	neighbours: '近傍の数',
	trainLoss: '学習した行',
	testLoss: '取り分けた行',
	step: 'ステップ',
	runPhases: {
		fold: '交差検証で測っています',
		fit: '学習用の行から学習しています',
		measure: '取り分けた行を予測しています',
		refit: '全行で学習し直しています',
		queue: 'ワーカーを待っています'
	},
	timeline: '時間の使われ方',
	timelineSentence: (phase, share, total) => `${total} のうち、最も多いのは「${phase}」（${percent(share)}）。`,
	timelineNone: 'ここでは個々の段階を記録していません',
	phase: '段階',
	time: '時間',
	share: '割合',
	phases,
	trace: 'トレースを保存',
	traceNote: 'Chrome トレース形式の JSON。Perfetto で開けます。',
	rules,
	findings: '気づいた点',
	noFindings: '問題は見つかりませんでした。',
	noRun: '学習のたびに、損失が下がらない、過学習、少ないクラス、遅いステップなどを調べます。',
	comma: '、',
	brackets: (text) => `（${text}）`,
	tryIt: (change) => `${change} で試す`,
	dropped: '使わなかった列',
	dropReasons: {
		identifier: '行の名前',
		constant: 'どの行も同じ値',
		'high-cardinality': 'ほとんどの行が別の値',
		'unsupported-kind': 'このモデルが読めない種類',
		ignored: '指定により除外'
	},
	missingTarget: (rows) => `予測する値が欠けている ${rows} 行は使いませんでした。`,
	cached: '同じ学習が前に行われていたので、その結果を示します。',
	runs: '学習の記録',
	runsNote: '2〜4 件選ぶと比べられます。',
	noRuns: 'まだ記録がありません。',
	answersFrom: (positive, threshold) => `${threshold} 以上を ${positive} と判定します。`,
	columns: {
		name: '記録',
		estimator: 'モデル',
		engine: 'エンジン',
		dataset: '表',
		rows: '行数',
		seconds: '時間',
		when: '日時',
		seed: 'シード'
	},
	rowsOf: (training, test) => `${training} + ${test}`,
	choose: (name) => `${name} を比べる`,
	open: (name) => `${name} を表示`,
	compare: '二つの記録を並べて',
	comparedLoss: '取り分けた行の損失',
	compareSentence: (metric, values) => `${metric}：${values}。`,
	setting: '設定',
	same: '設定は同じです。',
	metrics: scores,
	measured: (rows) => `取り分けた ${rows} 行での値`,
	toModels: 'モデルを開く'
};
