import { ruleTexts } from './rule-ja';
import { mitigationNames } from './mitigation-ja';
import { metricTexts } from './metric-ja';
import type { AuditTexts } from './report-en';

export const auditTexts: AuditTexts = {
	...metricTexts,
	tag: 'ja-JP',
	title: (model, dataset) => (model === null ? `${dataset} の監査` : `${dataset} での ${model} の監査`),
	made: (when) => `Temoto で ${when} に作成。`,
	none: 'なし',
	notDefined: '値なし',
	group: (facet, value) => `${facet}: ${value}`,
	quoted: (text) => `「${text}」`,
	contents: '目次',
	short: {
		title: '要点',
		groups: (count, rows) => `${rows} 行について、${count} のグループをそれぞれ残りと比べました。`,
		breaches: (count, of) => `${of} の限度のうち ${count} が守られていません。`,
		within: (of) => `${of} の限度はすべて守られています。`,
		noLimits: '限度は決められていません。どこからが行き過ぎかは人が決めます。',
		importance: (first, others) => `答えを最も動かすのは ${first}${others === '' ? '' : `、次いで ${others}`} です。`,
		worst: (where, value, all) => `モデルが最も誤るのは「${where}」で ${value}（全体では ${all}）です。`,
		notMeasured: (parts) => `測っていないもの：${parts}。`,
		between: '、'
	},
	subject: {
		title: '調べたもの',
		dataset: '表',
		size: (rows, columns) => `${rows} 行、${columns} 列`,
		hash: 'データの SHA-256',
		label: '結果',
		positive: '良い結果',
		facets: 'グループの列',
		within: '条件をそろえる列',
		model: 'モデル',
		modelHash: 'モデルの SHA-256',
		about: (estimator, target, inputs) => `${estimator}、${inputs} 列から ${target} を予測`,
		estimators: { knn: 'k 近傍', linear: '線形', trees: '木', mlp: 'ニューラルネット', graph: 'ONNX グラフ' },
		predictions: '予測',
		sources: {
			'held-out': (rows) => `モデルが見ていない ${rows} 行の予測`,
			column: (rows, column) => `列 ${column} の予測、${rows} 行`,
			model: (rows) => `${rows} 行をモデルに予測させたもの。学習に使われた行かもしれません`
		},
		resampling: '再標本',
		draws: (count, seed) => `区間ごとに ${count} 回のブートストラップ、シード ${seed}`,
		versions: '計算に使った版'
	},
	bias: {
		title: '偏り',
		lead: '各グループを残りと比べます。偏りがなければ 0、差別的影響（DI）では 1 です。',
		overview: 'グループの比較',
		overviewSays: (sentence) => `残りとの差が最も大きいもの：${sentence}`,
		even: '残りと差のあるグループはありません。',
		size: (n, share, rest) => `${n} 行（${share}）、残り ${rest} 行。`,
		before: 'データの中',
		after: '予測の中',
		metric: '指標',
		value: '値',
		line: '値の位置',
		interval: '95 % 区間',
		says: '言葉で',
		drawn: (metric, value, fair) => `${metric}: ${value}、偏りなしは ${fair}`,
		ties: (low, high) => `同点の選び方により ${low} から ${high}`,
		leftOut: (count) => `小さい ${count} グループは比較の表だけに載せています。`,
		missing: {
			facet: (rows) => `グループの値がない ${rows} 行は残りに数えます。`,
			label: (rows) => `結果のない ${rows} 行は除きます。`,
			predicted: (rows) => `予測のない ${rows} 行は予測の指標から除きます。`,
			group: (rows) => `条件の値がない ${rows} 行は、条件をそろえた指標から除きます。`
		}
	},
	performance: {
		title: 'モデルの当たり方',
		says: (group, own, rest) => `正しい予測は、${group} で ${own}、残りで ${rest} です。`,
		rate: '割合',
		group: 'グループ',
		rest: '残り',
		all: '全体',
		rates: {
			DPL: '良い結果だった',
			DPPL: '良い結果と予測された',
			AD: '予測が正しい（正解率）',
			DAR: '良いと予測されて実際に良い（適合率）',
			RD: '実際に良くてそう予測された（再現率）',
			SD: '良くなくてそう予測された（特異度）'
		}
	},
	limits: {
		title: '限度',
		lead: '前もって決めた限度と、測った値の照合です。',
		limit: '限度',
		who: 'グループ',
		measured: '測定値',
		finding: '判定',
		findings: {
			within: '守られている',
			beyond: '超えている',
			undefined: '守られていない（値なし）',
			absent: 'ここでは測っていない',
			small: '行が少なく判定できない'
		},
		doubts: { chance: '偶然かもしれません：区間は限度の内側に届きます', ties: '同点の選び方によっては限度の内側です' }
	},
	explanation: {
		title: 'モデルがそう答える理由',
		basis: (rows, against, background) => `${rows} 行を、${against} の ${background} 行と比べました。`,
		exact: '値は厳密です。',
		estimated: '値は推定で、それぞれ標準誤差があります。',
		methods: {
			tree: '背景の行に対する木のシャープレイ値。',
			'tree-path': '学習時の行数に沿った木のシャープレイ値。',
			linear: '線形モデルのシャープレイ値。',
			exact: '列のすべての組み合わせによるシャープレイ値。',
			kernel: '重み付き回帰によるシャープレイ値。',
			permutation: '列の順序を抽出して求めたシャープレイ値。'
		},
		outputs: { margin: '単位は対数オッズ。', probability: '単位は確率。', number: '単位は答えと同じ。' },
		importance: '列ごとの重み',
		importanceSays: (first, size) => `答えを最も動かすのは ${first} で、平均 ${size} です。`,
		swarm: '列ごとに見た各行',
		swarmSays: (first) =>
			`点は 1 行です。破線より右は答えを上げ、左は下げます。点が濃いほど値は大きく、最も広がるのは ${first} です。`,
		column: '列',
		meanAbs: '大きさの平均',
		least: '最小',
		middle: '中央値',
		most: '最大',
		row: (number) => `${number} 行目`,
		rowKinds: { lowest: '最も低い答え', middle: '中ほどの答え', highest: '最も高い答え' },
		rowSays: (base, answer, first) => `ふだんの ${base} からこの行の ${answer} へ。最も動かすのは ${first} です。`,
		value: '値',
		adds: '答えへの寄与',
		error: '標準誤差',
		others: (count) => `ほか ${count} 列`,
		dependence: (column) => `${column} の値と寄与`,
		dependenceSays: (low, lowAdds, high, highAdds) =>
			`${low} では平均 ${lowAdds}、${high} では ${highAdds} を加えます。`,
		rows: '行数',
		from: (low, high) => `${low} ～ ${high}`,
		missing: '欠損',
		noRows: '説明する行がありませんでした。'
	},
	pairs: {
		title: '一緒に答えを動かす列',
		lead: (rows) => `二つの列がそれぞれの寄与を超えて一緒に加える分です。${rows} 行での厳密な値です。`,
		says: (first, second, size) => `最も強いのは ${first} と ${second} で、平均 ${size} です。`,
		more: (count) => `弱い ${count} 組は省きました。`,
		none: '一緒に答えを動かす列はありません。どの列の寄与も、ほかの列の値によりません。',
		first: '列',
		second: '一緒に動く列'
	},
	effects: {
		title: '列の値に沿った答え',
		lead: '同じ行の 1 列だけを変えて、モデルに答えさせました。',
		of: (column) => `${column} に沿って`,
		says: {
			pdp: (low, high, mean) => `平均の答えは ${low} から ${high} まで動きます。行そのままでは ${mean} です。`,
			ice: (low, high, mean) =>
				`平均の答え（太線）は ${low} から ${high} まで動きます。細い線は 1 行ずつです。行そのままでは ${mean} です。`,
			ale: (low, high, mean) => `答えは平均 ${mean} から ${low} ～ ${high} だけ離れます。`
		},
		place: '位置',
		answer: '答え',
		support: '近くの行'
	},
	errors: {
		title: 'モデルが最も誤るところ',
		basis: (measured, found) => `${found} 行で区分を見つけ、別の ${measured} 行で測りました。`,
		says: {
			classification: (value) => `測った行全体では ${value} の答えが誤りです。`,
			regression: (value) => `測った行全体では平均 ${value} 外れます。`
		},
		where: 'どこで',
		wrong: { classification: '誤り', regression: '外れ' },
		share: '全誤差に占める割合',
		rows: '行数',
		worse: '全体より悪い',
		rule: ruleTexts
	},
	mitigations: {
		title: '打てる手の効果',
		basis: (estimator, train, test, splits) =>
			`${estimator}を、手を打つ場合と打たない場合とで ${train} 行から学習し、どちらも見ていない同じ ${test} 行で測りました。${splits} 通りの分割の平均で、かっこ内は最小と最大です。`,
		estimators: { linear: '簡易な線形モデル', trees: '簡易な木のモデル' },
		sampled: (rows) => `${rows} 行から取った標本です。`,
		chart: '差と正解率の前と後',
		says: (name, gap, gapBefore, accuracy, accuracyBefore) =>
			`差が最も小さくなるのは「${name}」で ${gap}（前は ${gapBefore}）、正解率は ${accuracy}（前は ${accuracyBefore}）です。破線が前、点が後、細い線は最小から最大までです。`,
		perhaps: '分割の範囲が重なるため、違いは偶然かもしれません。',
		saysNone: (gap) => `何もしない場合の差 ${gap} より小さくなる手はありません。`,
		noGap: '比べられるグループが二つないため、差は測れません。',
		impossible: (names) => `この表ではできないもの：${names}。`,
		mitigation: '手',
		asIs: 'なし',
		ways: mitigationNames,
		of: (name, criterion) => `${name}（${criterion}）`,
		criteria: {
			'demographic-parity': '人口統計的公平性',
			'equal-opportunity': '機会の平等',
			'equalized-odds': '均等オッズ'
		},
		gaps: {
			'demographic-parity': '差：人口統計的公平性',
			'equal-opportunity': '差：機会の平等',
			'equalized-odds': '差：均等オッズ'
		},
		accuracy: '正解率',
		auc: 'AUC'
	},
	changes: {
		title: '別の答えになる最も近い変更',
		row: (number) => `${number} 行目`,
		usualRow: 'ふつうの行',
		asked: (row, before, wanted) => `${row}へのモデルの答えは ${before}、求めた答えは ${wanted} です。`,
		says: (count) => `近い順に ${count} 通り見つかりました。`,
		already: 'すでにその答えです。',
		none: '条件の中でその答えになる変更はありません。',
		noneInTime: '時間内には見つかりませんでした。',
		closest: (answer) => `最も近づいた答えは ${answer} です。`,
		blockers: (columns) => `次の列のどれか一つの条件を外せば見つかります：${columns}。`,
		timeUp: 'すべてを試す前に時間が来ました。',
		distanceNote:
			'距離は、数値では列のふつうのばらつきを単位とし、分類では 1 とします。モデルの答えの話で、人に起きることではありません。',
		changes: '変更',
		answer: '答え',
		distance: '距離',
		certainty: '最も近いか',
		proven: '証明済み',
		searched: '探索による',
		change: (column, from, to) => `${column}：${from} → ${to}`,
		sure: (name, share) => `${name}（${share}）`,
		atLeast: (name, share) => `${name} を ${share} 以上`
	},
	reading: {
		title: '読み方',
		signs:
			'd はそのグループ、a は残り。n は行数、n1 と n0 は良い結果とそうでない行数。q は良い結果の割合、P は結果の分布。^ は予測、g は条件をそろえる値です。',
		interval:
			'区間は、同じように取った表 100 のうち 95 で値を含みます。偏りなしの値に届いていれば、見えている差は偶然かもしれません。',
		shapley:
			'シャープレイ値は、ある行の答えに列がふだんの答えからどれだけ加えるかです。行の値とふだんの答えを足すと、その行の答えになります。モデルの働きを示すもので、世の中を変えたら何が起きるかは示しません。',
		formula: '式',
		fair: '偏りなし'
	}
};
