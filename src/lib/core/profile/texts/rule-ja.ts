import type { RuleTexts } from './rule-en';

/** What each rule over a run is called, what it says when it found something, and the names of its figures and parameters. */
export const rules: RuleTexts = {
	names: {
		'exploding-tensor': '数でない値',
		'exploding-loss': '損失の跳ね上がり',
		'loss-not-decreasing': '損失の下がり方',
		'vanishing-gradient': '勾配の消失',
		'dead-relu': '反応しないユニット',
		'saturated-activation': '出力の飽和',
		'poor-initialisation': '最初の重み',
		'update-ratio': '更新の大きさ',
		'all-zero': 'すべて 0 のテンソル',
		'unchanged-tensor': '動かない重み',
		overfit: '過学習',
		overtraining: '長すぎる学習',
		'class-imbalance': '少ないクラス',
		confusion: '取り違えられるクラス',
		'tree-depth': '深い木',
		'importance-overweight': '一つの列への偏り',
		stalled: '止まったままの学習',
		'batch-size': '小さいバッチ',
		'cpu-bottleneck': '行の準備にかかる時間',
		'io-bottleneck': '読み込みにかかる時間',
		threads: 'スレッド数',
		'memory-increase': '増え続けるメモリ',
		'load-balance': 'ワーカーの分担',
		'low-utilisation': '待ち時間',
		'initialisation-time': '最初のステップまでの時間',
		'step-outlier': '遅いステップ'
	},
	found: {
		'exploding-tensor': {
			title: '値が範囲を超えました',
			text: 'テンソルに NaN か無限大があります。学習率を下げるか、表の極端な値を直してください。'
		},
		'exploding-loss': {
			title: '損失が跳ね上がりました',
			text: '学習行の損失が、それまでの最小値の何倍にもなりました。学習率を下げるとたいてい収まります。'
		},
		'loss-not-decreasing': {
			title: '損失が下がっていません',
			text: '続けて何ステップも、学習行の損失が最初より下がらないか、上がっています。予測する列を確かめるか、学習率を変えてください。'
		},
		'vanishing-gradient': {
			title: '勾配が届いていない層があります',
			text: '勾配がほぼ 0 のため、この層は学習していません。層を減らすか、バッチ正規化を使うと届きます。'
		},
		'dead-relu': {
			title: '反応しないユニットが多い層があります',
			text: 'どの行にも 0 を返し、もう学習しません。学習率を下げると防げます。'
		},
		'saturated-activation': {
			title: '出力が飽和しています',
			text: '値が端に寄りすぎて、勾配がほとんど通りません。学習率を下げるか、L2 を強めてください。'
		},
		'poor-initialisation': {
			title: '最初の重みが層に合っていません',
			text: '最初のバッチで、層ごとの出力の大きさがかけ離れているか、一定です。列の尺度を確かめるか、バッチ正規化を使ってください。'
		},
		'update-ratio': {
			title: '更新の大きさが釣り合っていません',
			text: '1 ステップの変化が、重みよりずっと大きいか、ほとんどありません。学習率を変えてください。'
		},
		'all-zero': {
			title: 'すべて 0 のテンソルがあります',
			text: 'ここを何も流れていません。反応しないユニットや、いつも 0 の列が原因です。'
		},
		'unchanged-tensor': {
			title: '重みが動いていない層があります',
			text: '何ステップ続けても変わりません。学習率が低すぎるか、勾配が届いていません。'
		},
		overfit: {
			title: '過学習しています',
			text: '取り分けた行の損失は途中のほうが良く、そのあと上がっています。学習行の損失だけが下がり続けました。'
		},
		overtraining: {
			title: '学習が長すぎます',
			text: '何ステップも損失がほとんど良くなっていません。減らしても、同じモデルが早くできます。'
		},
		'class-imbalance': {
			title: '少ないクラスがあります',
			text: '最も多いクラスの行数が、最も少ないクラスの何倍もあります。正解率ではなく適合率と再現率を見るか、クラスの重みを揃えてください。'
		},
		confusion: {
			title: '取り違えられるクラスがあります',
			text: 'このクラスの取り分けた行の多くが見分けられていません。クラスの重みを揃えるか、行を増やしてください。'
		},
		'tree-depth': {
			title: '木が深くなっています',
			text: '深い葉には少ない行しか届かず、丸暗記になりがちです。葉を減らすと浅くなります。'
		},
		'importance-overweight': {
			title: '一つの列でほぼ答えが決まっています',
			text: '予測するときにも分かる列か、答えが紛れ込んでいないか確かめてください。'
		},
		stalled: {
			title: '学習が止まっていました',
			text: 'あるステップだけ、前からずっと間が空きました。タブが休んでいたか、端末がほかの処理をしていたようです。'
		},
		'batch-size': {
			title: 'バッチが小さすぎます',
			text: '中身によらずバッチごとにかかる時間が大半です。大きくすると、1 秒に学べる行が増えます。'
		},
		'cpu-bottleneck': {
			title: '行の準備が学習より長くかかっています',
			text: '多くのステップで、行を集めて写すのを待っています。バッチを大きくすると減ります。'
		},
		'io-bottleneck': {
			title: '読み込みが大半を占めています',
			text: '行を読んで変換する時間のほうが、学習より長くかかりました。列を減らすか、文字の列をカテゴリにしてください。'
		},
		threads: {
			title: 'コアが余っているか、混み合っています',
			text: 'ワーカーの数が、この端末のコア数に合っていません。'
		},
		'memory-increase': {
			title: 'メモリが増え続けています',
			text: '使われたままの量が増え続けています。返されていないものがあるようです。この学習のトレースを添えてお知らせください。'
		},
		'load-balance': {
			title: 'ワーカーの分担が偏っています',
			text: 'ほかよりずっと長く働いたワーカーがあります。行が少なければ、スレッドを減らしても変わりません。'
		},
		'low-utilisation': {
			title: '待ち時間が多くなっています',
			text: 'ステップの多くが待ちに費やされています。ほかのタブやアプリが端末を使っているか、別のエンジンのほうが合っています。'
		},
		'initialisation-time': {
			title: '最初のステップが遅れました',
			text: '学習を始めるまでの読み込み、変換、準備に長くかかりました。'
		},
		'step-outlier': {
			title: '遅いステップがありました',
			text: 'ほかよりずっと長くかかったステップがいくつもあります。その間、端末がほかの処理をしていたようです。'
		}
	},
	measures: {
		'exploding-tensor': '数でない値の個数',
		'exploding-loss': '学習行の損失',
		'loss-not-decreasing': '変化（最初の損失の %）',
		'vanishing-gradient': '勾配の平均の大きさ',
		'dead-relu': '反応しないユニットの割合',
		'saturated-activation': '飽和した値の割合',
		'poor-initialisation': '分散の比',
		'update-ratio': '更新／重み',
		'all-zero': '0 の割合',
		'unchanged-tensor': '最大の更新',
		overfit: '差／学習行の損失',
		overtraining: '良くならなかったステップ',
		'class-imbalance': '最多クラス／最少クラス',
		confusion: 'このクラスの行に占める割合',
		'tree-depth': '深さ',
		'importance-overweight': '分岐の寄与に占める割合',
		stalled: 'ステップの間隔（秒）',
		'batch-size': '固定費の割合',
		'cpu-bottleneck': 'ステップの割合',
		'io-bottleneck': '全体に占める割合',
		threads: 'コアあたりのワーカー',
		'memory-increase': '区間ごとの増加',
		'load-balance': '働いた時間の差',
		'low-utilisation': '働いた割合',
		'initialisation-time': '秒',
		'step-outlier': 'ステップの時間（ms）'
	},
	where: (step, batch, tensor) =>
		[tensor, batch === null ? `ステップ ${step}` : `ステップ ${step}、バッチ ${batch}`].filter(Boolean).join(' · '),
	point: 'このステップを曲線で示す',
	marked: '検出位置',
	limit: '基準値',
	worst: (step) => `最大の逸脱（ステップ ${step}）`,
	firings: '検出回数',
	looked: '見た範囲',
	looks: {
		batches: (looks, of) => `${of} バッチ中 ${looks}`,
		rounds: (looks, of) => `${of} ラウンド中 ${looks}`
	},
	lookedIn: (run, looks) => `${run} では ${looks} を見ました。`,
	looking: 'ルールが毎ステップ見ています。見つかったことはここに出ます。',
	passed: (rules) => `${rules} 件のルールは問題なし`,
	silent: (rules) => `${rules} 件のルールは対象データなし`,
	tried: {
		task: (change) => `${change} を試しています`,
		gain: (change, gain, measure) => `${change} は毎回良くなりました（${measure} で ${gain}）。`,
		none: (change) => `${change} では良くならないため、おすすめしません。`,
		unmeasured: (change) => `${change} は測れませんでした。学習が発散しました。`,
		measure: '指標',
		before: '現在',
		after: '変更後',
		by: { speed: '1 秒あたりの行', loss: '損失', f1: 'F1' },
		note: (rows, times) => `同じ ${rows} 行で交互に ${times} 回ずつ短く学習した中央値と範囲です。`,
		keep: '設定に残す',
		kept: (change) => `設定を ${change} に変えました。`,
		train: 'これで学習'
	},
	form: {
		title: '次の学習のルール設定',
		note: '空欄は既定値です。最良のステップを残すルールは、行の 1 割を判定用に取り分けます。',
		presets: '組み合わせ',
		presetNames: { usual: '既定', careful: '悪くなったら止める', strict: '厳しく（SageMaker Debugger 並み）' },
		changed: (rules) => `${rules} 件変更`,
		action: '検出したときの動作',
		off: '確認しない'
	},
	report: {
		menu: 'この学習の報告',
		html: 'Web ページ（読む、印刷する）',
		json: 'JSON（プログラム用）',
		making: (name) => `${name} の報告`
	},
	settings: { engine: 'エンジン', classWeights: 'クラスの重み' },
	values: { balanced: '揃える' },
	severities: { high: '重大', medium: '要確認', low: '参考' },
	actions: { notify: '知らせる', stop: '学習を止める', 'keep-best': '止めて最良のステップを残す' },
	families: { training: '学習', profiling: '速さ' },
	lacks: {
		estimator: 'このモデルには当てはまらない',
		steps: 'ステップが少なすぎる',
		tensors: 'この種のテンソルが示されなかった',
		'held-out': '取り分けた行がない',
		classes: 'クラスがない',
		'held-out-classes': '取り分けたクラスの行が少なすぎる',
		trees: '木がない',
		columns: '列が少なすぎる',
		workers: 'ワーカーが一つだけか、学習が短すぎる',
		memory: 'メモリが測られていない',
		preparing: '準備がなかった'
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
		deviationMs: '標準偏差 ms',
		idleMs: 'うち待ち ms',
		count: '値の総数',
		most: '最大',
		least: '最小',
		class: 'クラス番号',
		rows: 'その取り分けた行',
		right: '見分けられた割合',
		elsewhere: '別のクラスにされた割合',
		ms: '見た時間 ms',
		share: '典型的なステップでの割合',
		seconds: '秒',
		low: '最も暇なステップでは',
		high: '最も忙しいステップでは',
		threads: 'ワーカー',
		cores: 'コア',
		bytes: '現在のバイト数',
		firstBytes: '最初のバイト数',
		mostMs: '最も忙しい ms',
		leastMs: '最も暇な ms'
	},
	params: {
		threshold: '平均の下限',
		patience: '連続回数',
		allowed: '許容数',
		large: '比の上限',
		small: '比の下限',
		epsilon: 'ε',
		share: '割合',
		looks: '確認回数',
		relative: '相対誤差',
		absolute: '絶対誤差',
		ratio: '比',
		window: '区間のステップ数',
		fall: '下がる %',
		rise: '上昇幅',
		factor: '倍率',
		seconds: '秒',
		start: '開始ステップ',
		patienceTrain: '学習行の損失のステップ',
		patienceHeldOut: '取り分けた行の損失のステップ',
		delta: '改善の下限',
		leastRight: '見分けられる下限',
		mostElsewhere: '別のクラスの上限',
		rows: '行の下限',
		depth: '深さ',
		features: '特徴量の数',
		leastMs: '見始める ms',
		steps: 'ステップの割合',
		leastSeconds: '見始める秒',
		idle: '働く割合の下限',
		deviations: '標準偏差の倍数',
		outliers: '許す遅いステップ',
		warmUp: '慣らしのステップ',
		windows: '続いた区間',
		leastMb: '増加の下限 MB',
		least: '下限',
		most: '上限',
		distance: '差の上限',
		workers: 'ワーカーの下限'
	}
};
