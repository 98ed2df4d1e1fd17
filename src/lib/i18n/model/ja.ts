import { card } from './card-ja';
import type { Translation } from '../translation';
import type { model as english } from './en';

export const model: Translation<typeof english> = {
	card,
	title: 'モデル',
	lead: 'このプロジェクトのすべてのモデル。内容、もとのデータ、良さ、行き先がわかります。',
	empty: {
		title: 'モデルはまだありません',
		text: '学習するか外から取り込むと、ここにモデルが現れます。',
		action: '学習する'
	},
	import: {
		action: 'モデルを取り込む',
		title: 'モデルを取り込む',
		choose: 'モデルのファイルを選ぶ',
		drop: 'モデルをここに落とすか、ファイルを選ぶ',
		formats: 'ONNX（.onnx）か XGBoost の save_model（.json）',
		wait: '読み込み中…',
		importing: (file) => `${file} を取り込み`,
		found: (file, producer, kind) => `${file}: ${kind}（${producer} で作成）`,
		asGraph: {
			'other-nodes': '分解せずグラフのまま動かします。説明は予測を尋ねて求めます。',
			'answers-differ': '分解すると答えが変わったため、グラフのまま動かします。説明は予測を尋ねて求めます。'
		},
		target: '予測するもの',
		targetHint: '表の列の名前です。',
		classes: (count) => `${count} クラスのラベル`,
		classesHint: 'モデルの順に 1 行に 1 つ、表の書き方で。',
		inputs: (count) => `読む ${count} 列`,
		inputsHint: 'モデルの順に 1 行に 1 つ、表の列名で。',
		noTable: 'これらの列がある表はまだありません。',
		fits: (table) => `${table} にすべての列があります。`,
		lacks: (table, columns, count) => `${table} に ${count} 列がありません: ${columns}${count > 5 ? ' …' : ''}`,
		another: '別のファイル',
		keep: '取り込む',
		done: (name) => `${name} を取り込みました。`,
		from: (producer) => `取り込み、${producer}`,
		origin: (producer, file, hash) => `外で ${producer} が作ったモデルです。${file}（${hash}）から読みました。`,
		notMeasured: '外で作られたため、ここでは測定していません。',
		baselines: (table) => `ドリフトの基準は、必要な列がそろう ${table} から取ります。`,
		noCautions: 'どう学習されたかは、ここではわかりません。'
	},
	registry: '登録簿',
	columns: {
		name: 'モデル',
		estimator: '種類',
		target: '予測するもの',
		quality: '良さ',
		dataset: 'もとの表',
		packages: 'パッケージ',
		when: '日時'
	},
	open: (name) => `${name} のカードを開く`,
	estimators: {
		knn: 'k 近傍法',
		linear: '線形',
		trees: 'ブースティング木',
		mlp: 'ニューラルネットワーク',
		graph: 'ONNX グラフ'
	},
	rename: '名前を変える',
	name: '名前',
	save: '保存',
	delete: '削除',
	deleted: (name) => `${name} を削除しました。`,
	what: 'どんなモデルか',
	whatSentence: {
		classification: (target, classes) => `${target} を見分けます：${classes}。`,
		regression: (target) => `数値 ${target} を予測します。`
	},
	threshold: (positive, threshold) =>
		`確率 ${threshold} 以上を ${positive} と判定します。指標もこのしきい値での値です。`,
	inside: (inputs, features) =>
		`${inputs} 列を受け取り、${features} 個の特徴量にします。前処理もグラフの中にあります。`,
	recipeInside: 'レシピの手順もグラフの中にあり、レシピの前の行をそのまま受け取ります。',
	notInside: (step) => `端末では行えない次の手順のあとから、グラフが始まります: ${step}`,
	size: {
		trees: (trees, leaves) => `木 ${trees} 本、葉 ${leaves} 枚`,
		mlp: (layers) => `層 ${layers}`,
		graph: '中身は見ずにそのまま実行',
		linear: (weights) => `重み ${weights} 個`,
		knn: (rows, neighbours) => `${rows} 行を残し、近い ${neighbours} 行が答えます。モデルを渡すと、その行も渡ります`
	},
	good: 'どれだけ良いか',
	goodSentence: (rows) => `学習に使っていない ${rows} 行で測り、そのあと全行で学習し直しました。`,
	notMeasured: '測定していません。行を取り分けなかったか、学習の記録がありません。',
	caution: '誰には向かないおそれがあるか',
	cautions: {
		unmeasuredBias: 'このモデルの予測を使ったバイアスの報告がありません。人についての判断に使う前に作ってください。',
		fewRows: (rows) => `測定は ${rows} 行だけです。数値はおおよそです。`,
		imbalance: '学習した行に少ないクラスがあり、そのクラスについては最もよく知りません。',
		overfit: '学習した行を一部、丸覚えしています。'
	},
	noCautions: '学習の記録に目立つ点はありません。公平さの証明ではありません。',
	toFairness: '公平さを見る',
	parity: '一致の確認',
	parityText: '端末で動くのは ONNX のグラフです。同じ行で、グラフと、レシピおよび基準の計算を動かして比べます。',
	checkParity: '確かめる',
	checkingParity: (name) => `${name} の一致を確認`,
	parityGood: (rows, gap) => `${rows} 行での最大の差は ${gap}。一致しています。`,
	parityBad: (rows, gap) => `${rows} 行での最大の差は ${gap}。0.00001 を超えています。`,
	parityChanged: (rows) => `予測したクラスが ${rows} 行で異なります。`,
	inputs: '読み取る列',
	input: '列',
	kind: '種類',
	type: '読み方',
	types: { number: '数値', text: '文字' },
	lineage: 'ファイルから端末まで',
	lineageSentence: (before, after) =>
		after === 0
			? `これまでの ${before} 件から作られました。ここから作られたものはまだありません。`
			: `これまでの ${before} 件から作られ、ここから ${after} 件が作られました。`,
	artifacts: {
		dataset: '表',
		recipe: 'レシピ',
		'feature-batch': '特徴量の記録',
		'training-set': '学習用の表',
		'bias-report': 'バイアスの報告',
		run: '学習の記録',
		model: 'モデル',
		explanation: '説明',
		package: 'パッケージ',
		'drift-report': 'ドリフトの報告',
		'insight-report': 'データ品質の報告',
		'pipeline-run': 'パイプラインの実行'
	},
	files: '持ち出す',
	downloadOnnx: 'ONNX で書き出す',
	downloadModel: 'モデルを保存',
	package: '端末用のパッケージ',
	packageText:
		'パッケージはこの端末の鍵で署名されます。グラフ、答えのわかっている行、ドリフト用の基準値を含み、端末は読み込む前にすべてを確かめます。',
	version: '版',
	days: '有効な日数',
	makePackage: 'パッケージを作る',
	packaging: (name) => `${name} をパッケージにしています`,
	packages: '作ったパッケージ',
	packageLine: (version, until) => `第 ${version} 版、${until} まで有効`,
	download: '保存',
	made: (version) => `第 ${version} 版のパッケージを作りました。`,
	toEdge: 'この端末に入れる',
	noDataset: '学習した表がもう無いため、ドリフト用の基準値は入りません。'
};
