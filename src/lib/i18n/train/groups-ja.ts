import type { Translation } from '../translation';
import type { groups as english } from './groups-en';

export const groups: Translation<typeof english> = {
	settings: '調べる内容',
	question: '知りたいこと',
	questions: {
		groups: 'どの行が似ている？',
		components: '列に共通するものは？',
		anomalies: 'どの行が変わっている？'
	},
	notes: {
		groups: '似た行をグループに分けます（k-means クラスタリング）。',
		components: '違いの大半を担う少数の方向を求めます（主成分分析、PCA）。',
		anomalies: 'ランダムに区切るとすぐ孤立する行を探します（アイソレーションフォレスト）。'
	},
	empty: {
		groups: '予測する列は要りません。似た行をグループにまとめ、それぞれの特徴を言葉で示します。',
		components: '予測する列は要りません。一緒に増減する列を少数の新しい列にまとめ、違いの大きい順に示します。',
		anomalies: '予測する列は要りません。すべての行に点を付け、特に変わった行をその理由とともに示します。'
	},
	start: { groups: 'グループを探す', components: '主成分を求める', anomalies: '変わった行を探す' },
	again: 'このあと設定が変わっています。',
	cancel: '中止',
	running: {
		groups: (table) => `${table} のグループ分け`,
		components: (table) => `${table} の主成分分析`,
		anomalies: (table) => `${table} の変わった行の検出`
	},
	number: 'グループの数',
	numberAuto: '最もよく分かれる数（2〜8）',
	numberByHand: '自分で決める',
	numberValue: '数',
	columns: '調べる列',
	columnsNote: (used, all) => `${all} 列中 ${used} 列。`,
	leftAtFirst: (target) => `行の識別子と予測する列「${target}」は、はじめは外してあります。`,
	noColumn: '列を 1 つ以上選んでください。',
	encoding:
		'数値は標準化し、欠損は平均とみなして印を付けます。カテゴリは多い順に 20 個の値を、それぞれ 0 か 1 で表します。',
	learntFrom: (columns, width) => `${columns} 列を、1 行あたり ${width} 個の数で表しました。`,
	dropped: (columns) => `除いた列：${columns}。`,
	droppedWhy: (column, why) => `${column}（${why}）`,
	sampled: (shown, rows, seed) =>
		`${rows} 行から標本 ${shown} 行を描いています（シード ${seed}）。計算にはすべての行を使いました。`,
	all: (rows) => `全 ${rows} 行を描いています。`,
	keep: { groups: 'グループを列に残す', components: '主成分を列に残す', anomalies: 'スコアを列に残す' },
	keepNote: {
		groups: '列 group を加えた表を保存します。1 が最大のグループです。',
		components: '主成分の列を加えた表を保存します。',
		anomalies: '列 anomaly_score と anomaly（印の付いた行）を加えた表を保存します。'
	},
	keepName: {
		groups: (table) => `${table}（グループ付き）`,
		components: (table) => `${table}（主成分付き）`,
		anomalies: (table) => `${table}（異常スコア付き）`
	},
	keeping: '表を保存',
	kept: (name) => `「${name}」として保存しました。「データ」とここで使えます。`,
	feature: {
		category: (column, category) => `${column} = ${category}`,
		missing: (column) => `${column} が欠損`
	},
	group: (number) => `グループ ${number}`,
	groupColumn: 'グループ',
	found: (groups, silhouette) => `${groups} グループ、シルエット ${silhouette}`,
	apart: {
		strong: 'はっきり分かれています。',
		fair: 'おおむね分かれていますが、中間の行もあります。',
		weak: 'かなり重なっています。大まかな区分とみてください。',
		none: 'ほとんど分かれていません。ひと塊の行を区切っただけです。'
	},
	silhouetteNote: '-1 から 1。行が隣のグループより自分のグループにどれだけ近いかを表します。',
	picture: '行を平面に並べた図',
	pictureSays: (shares) => `点は行、色と形はグループです。この 2 方向で違い全体の ${shares} を表しています。`,
	onlyOne: '方向は 1 つだけなので、行は直線上に並びます。',
	component: (number) => `主成分 ${number}`,
	componentShare: (number, share) => `主成分 ${number}（${share}）`,
	row: '行',
	size: (_, rows, share) => `${rows} 行、${share}`,
	profiles: '各グループの特徴',
	ordinary: '目立った特徴はなく、平均的な行に近いグループです。',
	higher: (name, own, all) => `${name} が高い：平均 ${own}（全体 ${all}）`,
	lower: (name, own, all) => `${name} が低い：平均 ${own}（全体 ${all}）`,
	shareOf: (name, own, all) => `${name} の行が ${own}（全体 ${all}）`,
	tried: 'グループの数の比較',
	silhouette: 'シルエット',
	silhouetteSays: (best) => `高いほどよく分かれています。最もよく分かれるのは ${best} グループです。`,
	inertia: 'グループ内のばらつき',
	inertiaSays: '数を増やせば必ず減ります。減り方が緩む「肘」より先は、増やしても効果が小さくなります。',
	triedOnAll: (rows, seed) => `全 ${rows} 行で試しました（シード ${seed}）。`,
	triedOn: (rows, seed) => `標本 ${rows} 行で試しました（シード ${seed}）。`,
	scree: '各主成分が担う割合',
	screeSays: (first, share, many) =>
		`最初の ${first} 個で行の違いの ${share} を担います。80% に達するには ${many} 個必要です。`,
	share: '分散の割合',
	cumulative: '累積',
	shareAlone: '単独',
	oneFeature: '数が 1 つだけでは、共通するものがありません。ほかの列も選んでください。',
	loadings: '主成分の中身',
	loadingsSay: (name, weight) =>
		`重みが 1 に近いほど列と同じ向き、-1 に近いほど逆向きです。主成分 1 で最も強いのは ${name}（${weight}）です。`,
	loadingsShown: (shown, all) => `${all} 個のうち強い順に ${shown} 個を描いています。表にはすべてあります。`,
	featureColumn: '列',
	scatter: '2 つの主成分でみた行',
	scatterSays: (a, b, share) => `点は行、横が主成分 ${a}、縦が主成分 ${b}。合わせて分散の ${share} を担います。`,
	across: '横軸',
	up: '縦軸',
	keptCount: '残す主成分の数',
	scores: '各行の変わり具合',
	scoresSay: (_, rows, share, threshold) => `スコアが ${threshold} 以上の ${rows} 行（${share}）に印を付けています。`,
	scoresNote: (seed) =>
		`ランダムな木 100 本（それぞれ最大 256 行、シード ${seed}）によるスコアです。ふつうの行は 0.5 前後かそれ以下、1 に近いほど変わっています。`,
	score: 'スコア',
	rows: '行数',
	from: 'から',
	to: 'まで',
	flag: '印を付ける割合',
	flagPercent: '印を付ける割合（%）',
	isFlagged: '印あり',
	odd: '特に変わった行',
	oddSays: (shown) => `スコアの高い順に ${shown} 行です。変わっている値に印を付けています。`,
	why: '変わっている点',
	whyNone: '特定の列ではなく組み合わせ',
	whyAlone: '近い値の行が少ない',
	reason: (column, value) => `${column}：${value}`,
	missing: '欠損'
};
