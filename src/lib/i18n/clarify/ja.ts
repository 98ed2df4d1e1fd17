import type { Translation } from '../translation';
import type { clarify as english, MetricFacts } from './en';

const points = (value: number) => `${(Math.abs(value) * 100).toFixed(Math.abs(value) < 0.1 ? 1 : 0)} ポイント`;
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '無限大');
const same = (value: number) => Math.abs(value) < 0.0005;

export const clarify: Translation<typeof english> = {
	title: '公平性',
	lead: 'あるグループがほかより不利になっていないか、データと予測の両方で調べ、手を打ちます。',
	empty: {
		title: '調べる表がまだありません',
		text: '公平性には、結果の列と、グループを分ける列のあるデータセットが必要です。',
		action: '表を取り込む'
	},
	settings: '調べるもの',
	dataset: '表',
	label: '結果',
	labelHint: 'ラベル：何が決まったか',
	positive: '良い結果',
	facet: 'グループの列',
	facetHint: 'ファセット：だれをほかと比べるか',
	threshold: 'この値より上',
	thresholdHint: '数値の列はここで分け、上側をグループとします',
	group: '条件をそろえる列',
	groupHint: '似たものどうしを比べます（CDDL）',
	noGroup: 'すべての行をまとめて',
	run: '予測',
	runNone: 'この表での学習はまだありません',
	measure: '偏りを調べる',
	measuring: '偏りを測っています',
	value: 'グループ',
	against: (who: string, n: string, rest: string) => `${who}：${n} 行、ほかは ${rest} 行。`,
	missing: {
		facet: (n: string) => `グループのない ${n} 行は「ほか」に数えます。`,
		label: (n: string) => `結果のない ${n} 行は除きます。`,
		predicted: (n: string) => `予測のない ${n} 行は予測の部から除きます。`,
		group: (n: string) => `条件の値がない ${n} 行は CDDL から除きます。`
	},
	before: 'データでは',
	beforeNote: (n: string) => `全 ${n} 行。`,
	after: '予測では',
	afterNote: (n: string) => `モデルが見ていない ${n} 行。`,
	afterNone: 'この表でモデルを学習すると、予測もここで並べて測ります。',
	afterAction: 'モデルを学習する',
	columns: { metric: '指標', line: '値と 95 % 区間', bars: 'グループとほか', sentence: 'ことばで' },
	interval: (low: string, high: string) => `95 % 区間 ${low} 〜 ${high}`,
	ties: (low: string, high: string) => `同順位の扱いにより ${low} 〜 ${high}`,
	fair: (value: string) => `${value} なら偏りなし`,
	bar: { facet: 'グループ', rest: 'ほか' },
	notDefined: '定義されません',
	metrics: {
		CI: 'クラスの不均衡',
		DPL: '結果の差',
		KL: 'カルバック・ライブラー情報量',
		JS: 'ジェンセン・シャノン情報量',
		LP: 'L2 距離',
		TVD: '全変動距離',
		KS: '最大の差',
		CDDL: '同条件での差',
		DPPL: '予測の差',
		DI: '差別的影響',
		DCA: '条件付き承認',
		DCR: '条件付き却下',
		RD: '再現率の差',
		SD: '特異度の差',
		DAR: '承認の的中率',
		DRR: '却下の的中率',
		AD: '正解率の差',
		TE: '誤りの向き',
		GE: '一般化エントロピー',
		CDDPL: '同条件での予測の差',
		FT: '反転テスト'
	},
	says: {
		CI: ({ who, value }: MetricFacts) => `${who} は行の ${percent((1 - value) / 2)} です。`,
		DPL: ({ who, positive, value }: MetricFacts) =>
			same(value)
				? `${who} が ${positive} になる割合はほかと同じです。`
				: `${who} が ${positive} になる割合は、ほかより ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		KL: ({ value }: MetricFacts) => `両側の結果は ${figure(value)} ナット離れています。0 なら同じです。`,
		JS: ({ value }: MetricFacts) => `両側の結果は最大 0.69 のうち ${figure(value)} 離れています。`,
		LP: ({ value }: MetricFacts) => `両側の割合は最大 1.41 のうち ${figure(value)} 離れています。`,
		TVD: ({ value }: MetricFacts) => `両側をそろえるには結果の ${points(value)} 分を変える必要があります。`,
		KS: ({ value }: MetricFacts) => `どの結果も両側の差は ${points(value)} 以内です。`,
		CDDL: ({ who, positive, value, group }: MetricFacts) =>
			same(value)
				? `${group} が同じなら、${who} は ${positive} でもそれ以外でも同じ割合です。`
				: `${group} が同じ中で、${who} は${value > 0 ? '良い結果より悪い結果' : '悪い結果より良い結果'}に ${points(value)}多くいます。`,
		DPPL: ({ who, positive, value }: MetricFacts) =>
			same(value)
				? `モデルが ${who} を ${positive} とする割合はほかと同じです。`
				: `モデルが ${who} を ${positive} とする割合は、ほかより ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		DI: ({ who, positive, value }: MetricFacts) =>
			`同じ人数なら、ほかの 10 人が ${positive} とされるとき、${who} は ${Number.isFinite(value) ? (value * 10).toFixed(1) : '限りなく多くの'} 人です。`,
		DCA: ({ who, positive, value }: MetricFacts) =>
			same(value)
				? `${who} への ${positive} の出しやすさはほかと同じです。`
				: `実際と比べて、${who} には ${positive} が${value < 0 ? '出にくく' : '出やすく'}なっています。`,
		DCR: ({ who, value }: MetricFacts) =>
			same(value)
				? `${who} の却下されやすさはほかと同じです。`
				: `実際と比べて、${who} は${value < 0 ? '却下されやすく' : '却下されにくく'}なっています。`,
		RD: ({ who, positive, value }: MetricFacts) =>
			same(value)
				? `${positive} の見つけやすさは ${who} でも同じです。`
				: `本来 ${positive} の人を見つける割合は、${who} で ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		SD: ({ who, value }: MetricFacts) =>
			same(value)
				? `正しい却下の割合は ${who} でも同じです。`
				: `正しく却下する割合は、${who} で ${points(value)}${value > 0 ? '高い' : '低い'}です。`,
		DAR: ({ who, positive, value }: MetricFacts) =>
			same(value)
				? `予測された ${positive} の確かさは ${who} でも同じです。`
				: `${positive} という予測が当たる割合は、${who} で ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		DRR: ({ who, value }: MetricFacts) =>
			same(value)
				? `却下の確かさは ${who} でも同じです。`
				: `却下が正しい割合は、${who} で ${points(value)}${value > 0 ? '高い' : '低い'}です。`,
		AD: ({ who, value }: MetricFacts) =>
			same(value)
				? `モデルの正解率は ${who} でも同じです。`
				: `モデルの正解率は、${who} で ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		TE: ({ who, value }: MetricFacts) =>
			same(value)
				? `誤りの向きは両側で同じです。`
				: `誤りは、${who} ではほかより${value > 0 ? '不利な' : '有利な'}向きに偏っています。`,
		GE: ({ value }: MetricFacts) => `誤りによる損得の散らばりは ${figure(value)} です。0 なら均等です。`,
		CDDPL: ({ who, value, group }: MetricFacts) =>
			same(value)
				? `${group} が同じなら、予測は ${who} をほかと同じに扱います。`
				: `${group} が同じ中で、${who} は${value > 0 ? '良い予測より悪い予測' : '悪い予測より良い予測'}に ${points(value)}多くいます。`,
		FT: ({ who, value }: MetricFacts) =>
			same(value)
				? `${who} は、最も近いほかの行と同じに予測されています。`
				: `${who} は、最も近いほかの行より${value < 0 ? '不利に' : '有利に'}予測されることが ${points(value)}多いです。`
	},
	reasons: {
		'empty-facet': 'このグループに入る行がありません。',
		'empty-rest': 'すべての行がこのグループに入ります。',
		'no-predictions': '片側に予測のある行がありません。',
		'no-rows-in-groups': '条件の値のある行がありません。',
		'no-label-in-both': '両側に共通の結果がありません。',
		'label-missing-on-one-side': '片側には結果が一種類しかないため、もう一方を除いています。',
		'zero-by-zero': '0 対 0 の比は 0 としました。',
		'infinity-minus-infinity': '無限大どうしの差は 0 としました。',
		'no-numeric-columns': '近さを測る数値の列がほかにありません。',
		'rows-incomplete': '数値の欠けた行は除きました。',
		'interval-undefined': '値の出た再標本が少なすぎます。'
	},
	mitigation: {
		title: '打てる手',
		beforeLabel: '前',
		afterLabel: '後',
		reweigh: '行に重みを付ける',
		reweighText: (groups: string) =>
			`${groups} グループの行に、グループと結果が無関係になる重みを付けます。モデルは両方から等しく学びます。`,
		reweighKeep: '重み付きの表として残す',
		reweighKept: (name: string) => `${name} として残しました。学習のとき列「weight」を重みに選んでください。`,
		keeping: '重み付きの表を保存しています',
		name: (table: string) => `${table}（重み付き）`,
		gap: '結果の差',
		threshold: '側ごとのしきい値',
		thresholdText: (who: string) => `${who} とほかの承認の割合が同じになるスコアの境目です。`,
		thresholdNone: '二つのクラスの学習で取り置いた行の予測が必要です。',
		approved: '承認',
		accuracy: '正解',
		cut: 'しきい値',
		never: 'なし'
	},
	explain: {
		title: 'モデルの答えの理由',
		action: 'モデルを説明する',
		running: 'モデルを説明しています',
		none: 'この表でモデルを学習すると、各列が答えに何を足すかを見られます。',
		exact: '厳密',
		estimated: '推定',
		method: {
			tree: '背景の行に対する木のシャープレイ値',
			'tree-path': '学習時の件数に沿う木のシャープレイ値',
			linear: '線形モデルのシャープレイ値',
			exact: 'すべての列の組み合わせによるシャープレイ値',
			kernel: '重み付き回帰によるシャープレイ値',
			permutation: '順序の標本によるシャープレイ値'
		},
		basis: (rows: string, background: string) => `${rows} 行を、背景の ${background} 行と比べました。`,
		importance: '列ごとの重要さ',
		importanceSays: (first: string, share: string) =>
			`${first} が答えを最も動かします：平均 ${share}（クラスでは対数オッズ）。`,
		swarm: '行ごと、列ごと',
		swarmSays: (first: string) =>
			`点ひとつが一行です。0 の右は答えを上げ、左は下げます。最も広がるのは ${first}。塗った点は大きい値です。`,
		waterfall: 'ひとつの行',
		waterfallSays: (base: string, answer: string, first: string) =>
			`ふだんの ${base} からこの行の ${answer} まで。最も動かすのは ${first} です。`,
		row: '行',
		column: '列',
		values: '値',
		share: '足す分',
		error: '標準誤差',
		meanAbs: '平均の大きさ',
		base: 'ふだんの答え',
		answer: 'この行',
		rest: (n: string) => `ほか ${n} 列`
	}
};
