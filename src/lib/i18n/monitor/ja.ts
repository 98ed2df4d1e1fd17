import { attribution } from './attribution-ja';
import type { Translation } from '../translation';
import type { monitor as english } from './en';

export const monitor: Translation<typeof english> = {
	attribution,
	title: '監視',
	lead: '今のデータが、モデルの学んだデータと変わっていないかを見ます。',
	views: { label: '見る対象', drift: 'このプロジェクト', fleet: '端末群' },
	compare: '二つの表を比べる',
	empty: {
		title: 'まだ何も比べていません',
		text: 'モデルがうまく答えられるのは、学んだときと似たデータに対してです。列の分布が変わる（ドリフト）と、気づかないうちに外れていきます。学習に使った表と新しい表を比べると、すべての列を検定し、変わったところをここに示します。'
	},
	choose: {
		text: '両方にある列をすべて検定し、報告を残します。',
		reference: '基準',
		referenceHint: 'モデルが学んだ表',
		current: '現在',
		currentHint: '新しい行',
		device: (count) => `この端末が尋ねられたこと（予測 ${count} 件）`,
		deviceText: (name) => `${name} の学習データと、この端末に残る集計とを比べます。答えの分布も比べます。`,
		one: '表が一つしかありません。「データ」で新しい行を読み込むか、「エッジ」で予測してください。',
		same: '異なる二つの表を選んでください。',
		start: '比べる',
		comparing: (name) => `${name} を比べています`,
		done: (drifted, all) => `${all} 列のうち ${drifted} 列でドリフトがありました。`
	},
	window: {
		rows: (count) => `${count} 行`,
		against: (name) => `基準 ${name}`,
		device: 'この端末',
		trained: (name) => `${name} の学習データ`,
		gone: '削除された表'
	},
	picture: {
		title: '列と報告',
		sentence: '変わった行が多いほど色が強くなります。押すと両方の分布が見えます。右端が最新の報告です。',
		column: '列',
		scale: '効果量',
		drifted: 'ドリフト',
		missing: '欠損',
		undefined: '検定なし',
		absent: 'この報告にない列',
		cell: (column, window, effect, verdict) => `${column}、${window}：${effect}、${verdict}`,
		effect: (value) => `効果量 ${value}`,
		steady: '変化なし',
		more: (count) => `残り ${count} 列を表示`
	},
	alerts: {
		title: '最新の報告',
		none: (all, current, reference) =>
			`${all} 列のどれにもドリフトはありません。${current} は ${reference} と変わりません。`,
		some: (drifted, all, current, reference) =>
			`${all} 列のうち ${drifted} 列でドリフトがあります（${current}、基準は ${reference}）。`,
		more: (count) => `ほか ${count} 列は下の図にあります`,
		what: 'どうするか',
		source: 'もとのデータを見る',
		sourceText: 'センサーの故障や読み込みの誤りもドリフトに見えます。まずここを確かめます。',
		retrain: '学習し直す',
		retrainText: '世の中が変わったのなら、新しい行で学習し直します。',
		pipeline: 'パイプラインにする',
		pipelineText: '新しい表が来るたびに、比較・学習・パッケージ作成を繰り返します。'
	},
	change: {
		moved: (column, isUp, deviations, from, to) =>
			`「${column}」は標準偏差の約 ${deviations} 倍${isUp ? '上がりました' : '下がりました'}（平均 ${from} → ${to}）`,
		spread: (column, isWider, ratio) =>
			`「${column}」のばらつきが${isWider ? '広がりました' : '狭まりました'}（標準偏差が ${ratio} 倍）`,
		value: (column, value, from, to) => `「${column}」で「${value}」の割合が ${from} から ${to} になりました`,
		missing: (column, from, to) => `「${column}」の欠損が ${from} から ${to} になりました`,
		shape: (column, effect) => `「${column}」の分布が変わりました（最大 ${effect} の行が別の所にあります）`,
		steady: (column) => `「${column}」は変わっていません`,
		unsure: (column) => `「${column}」は違って見えますが、行が少なく偶然かもしれません`,
		undefined: (column) => `「${column}」は検定できませんでした`,
		rows: (sentence, current, reference) => `${sentence}。現在 ${current} 行、基準 ${reference} 行。`
	},
	reasons: {
		'reference-empty': '基準のこの列に値がありません。',
		'current-empty': '現在のこの列に値がありません。',
		'both-empty': 'どちらのこの列にも値がありません。',
		constant: 'すべての行が同じ値です。',
		'missing-changed': '欠損の割合が変わりました。',
		'type-changed': '片方は数値、片方は文字です。文字として比べました。'
	},
	distribution: {
		numbers: '両方の分布',
		numbersSentence: (bin, reference, current) =>
			`基準を十等分した区間ごとの割合。最も変わったのは ${bin}：${reference} → ${current}。`,
		values: '両方の割合',
		valuesSentence: (bin, reference, current) => `多い順の値。最も変わったのは ${bin}：${reference} → ${current}。`,
		same: '両方とも同じです。',
		bin: '値',
		reference: '基準',
		current: '現在',
		other: 'その他すべて',
		upTo: (to) => `${to} 以下`,
		over: (from) => `${from} 超`,
		between: (from, to) => `${from}～${to}`,
		share: '行の割合',
		gone: 'この報告には分布が残っておらず、もとの表も削除されています。'
	},
	tests: {
		title: '検定',
		test: '検定',
		value: '値',
		p: 'p 値',
		adjusted: '補正後の p 値',
		effect: '効果量',
		interval: (low, high) => `${low}～${high}（95%）`,
		names: {
			ks: 'コルモゴロフ・スミルノフ検定',
			chiSquare: 'カイ二乗検定',
			wasserstein: 'ワッサースタイン距離',
			wassersteinNormed: 'ワッサースタイン距離（標準偏差比）',
			psi: '母集団安定性指標',
			jensenShannon: 'ジェンセン・シャノン距離',
			hellinger: 'ヘリンガー距離',
			totalVariation: '全変動距離',
			lInfinity: '最大の差',
			lInfinityRobust: '最大の差（少ない行の補正つき）'
		},
		missing: '欠損',
		missingText: (reference, current) => `以前 ${reference}、今 ${current}`,
		unseen: '初めての値',
		unseenText: (count) => `${count} 行`,
		how: '測り方',
		howText: {
			exact: 'p 値はすべての場合を数えて求めました。',
			asymptotic: 'p 値は極限分布から求めました。',
			permutation: 'p 値は行を 1,999 回配り直して求めました。',
			binned: '区間ごとの集計から測りました。控えめな値になります。'
		},
		rule: '全列で補正した p 値（ベンジャミニ・ホッホベルク法）が 0.05 以下で、効果量（行の割合）が 0.1 以上なら、その列はドリフトとします。欠損の割合がそれだけ変わったときも同じです。'
	},
	report: {
		title: '報告',
		reference: '基準',
		current: '現在',
		made: '作成',
		window: '尋ねられた期間',
		between: (from, to) => `${from} ～ ${to}`,
		onlyReference: '基準だけにある列',
		onlyCurrent: '現在だけにある列',
		delete: 'この報告を削除',
		deleted: (name) => `報告 ${name} を削除しました。`
	},
	fleet: {
		how: '端末群とは、一つのリレーに送るチームの端末すべてのことです。なくてもほかの機能はすべて使えます。リレーを始めるには',
		howThen: '、管理者用のコードを作るには',
		howLast: 'を実行し、アドレスとコードを「エッジ」に入れます。以後、端末がここに並びます。',
		toEdge: '「エッジ」で登録する',
		notOperator:
			'この端末は登録済みですが、管理者ではないため、送ることはできても他の端末は見られません。管理者用のコードをもらい、登録し直してください。',
		keyLost: 'この端末の鍵がブラウザから失われました。この端末用のコードをもらい、登録し直してください。',
		own: (name, url) => `${name}（${url} の管理者）`,
		level: (level) => `この端末が送ってよいもの：${level}。ほかの端末がどこまで送るかは、それぞれの端末で選びます。`,
		operator: '管理者',
		state: '状態',
		states: { active: '連絡あり', silent: '一週間以上連絡なし', never: 'まだ連絡なし', revoked: '失効済み' },
		rows: '伝えた行',
		noDevices: '登録された端末はまだありません。',
		noPackages: 'リレーにパッケージはまだありません。',
		choosePackage: 'パッケージ',
		window: (from, to) => `尋ねられた期間は ${from} ～ ${to}。`,
		told: (devices, rows) => `${devices}で使用中、伝わった行 ${rows}`,
		upload: '配る',
		uploadText: 'このプロジェクトのパッケージをリレーに置き、見に来た端末が受け取れるようにします。',
		uploadNone: 'このプロジェクトにパッケージがありません。「モデル」で作ってください。',
		uploadAll: 'このプロジェクトのパッケージはすべてリレーにあります。',
		revokeTitle: (name) => `${name} を失効させますか`,
		revokeText:
			'取り消せません。鍵は二度と使えず、送ることも受け取ることもできなくなります。戻すには新しいコードが要ります。',
		revoked: (name) => `${name} を失効させました。`
	}
};
