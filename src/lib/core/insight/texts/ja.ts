import type { InsightMend } from '../report';
import type { Facts, WarningCode } from '../warning';
import type { Writer } from '../../document/writer';
import type { ReportTexts } from './en';

type Says = (facts: Facts, write: Writer) => string;

const listed = (fact: Facts[string] | undefined) => {
	const values = typeof fact === 'object' ? fact : [String(fact ?? '')];
	const shown = values
		.slice(0, 5)
		.map((value) => `「${value}」`)
		.join('');
	return values.length > 5 ? `${shown}など` : shown;
};
const percent = (facts: Facts, write: Writer, name = 'share') => {
	const share = Number(facts[name]);
	return write.percent(share, share < 0.01 ? 2 : 1);
};
const count = (facts: Facts, write: Writer, name = 'count') => write.count(Number(facts[name]));
const figure = (facts: Facts, write: Writer, name: string) => write.number(Number(facts[name]), 3);

const warnings: Readonly<Record<WarningCode, { readonly title: string; readonly says: Says }>> = {
	high_missing_ratio: { title: '欠損が多い', says: (f, w) => `値の ${percent(f, w)} が欠けています。` },
	disguised_missing_values: {
		title: '欠損を表す語',
		says: (f, w) => `${count(f, w)} 個のセルの${listed(f['values'])}は、欠損値の代わりに書かれています。`
	},
	numeric_disguised_missing_value: {
		title: '欠損を表す数',
		says: (f, w) =>
			`${figure(f, w, 'value')} が ${count(f, w)} 個のセルにあり、ほかの値から遠く離れています。欠損値とみられます。`
	},
	categorical_rare_categories: {
		title: 'まれなカテゴリー',
		says: (f, w) =>
			`それぞれ 0.5% 未満のものが ${count(f, w)} 個、合わせて ${percent(f, w)} あります：${listed(f['values'])}。`
	},
	categorical_typo_correction: {
		title: '表記のゆれ',
		says: (f, w) => `${count(f, w)} 個のセルの${listed(f['values'])}は${listed(f['to'])}のことでしょう。`
	},
	constant_column: {
		title: '値が一つだけ',
		says: (f) => `どの値も${listed(f['value'])}で、ここから学べるものはありません。`
	},
	id_column: {
		title: '識別子',
		says: (f, w) => `${count(f, w, 'distinct')} 種類の値が行を名指しています。モデルは丸暗記してしまいます。`
	},
	high_cardinality: {
		title: 'カテゴリーが多すぎる',
		says: (f, w) => `${count(f, w, 'distinct')} 種類あり、値の ${percent(f, w)} が互いに異なります。`
	},
	non_numeric_values: {
		title: '数でない値が混じる',
		says: (f, w) => `数の列に、数でない値が ${count(f, w)} 個（${percent(f, w)}）あります。`
	},
	duplicate_rows: { title: '重複する行', says: (f, w) => `行の ${percent(f, w)} が前の行の繰り返しです。` },
	regression_frequent_label: {
		title: '目的変数に多い値',
		says: (f, w) => `${figure(f, w, 'value')} が目的変数の ${percent(f, w)} を占めます。`
	},
	too_few_instances_per_class: {
		title: '行の少ないクラス',
		says: (f, w) => `${listed(f['values'])}：10 行に満たないクラスです。最小のものは ${count(f, w)} 行です。`
	},
	high_target_cardinality: {
		title: 'クラスが多すぎる',
		says: (f, w) => `目的変数に ${count(f, w, 'distinct')} のクラスがあります。100 を超えるとここでは学習できません。`
	},
	classes_too_imbalanced: {
		title: 'クラスの偏り',
		says: (f, w) => `最大のクラスは最小のクラスの ${figure(f, w, 'ratio')} 倍の行を持ちます：${listed(f['values'])}。`
	},
	very_small_minority_class: {
		title: 'ごく小さなクラス',
		says: (f, w) => `${listed(f['values'])}は行の ${percent(f, w)} です。`
	},
	skewed_target: {
		title: '目的変数の歪み',
		says: (f, w) => `歪度は ${figure(f, w, 'skew')} です。片側の遠くに少数の値があります。`
	},
	heavy_tailed_target: {
		title: '目的変数の裾が重い',
		says: (f, w) => `尖度は ${figure(f, w, 'kurtosis')} です（正規分布では 3）。`
	},
	target_outliers: {
		title: '目的変数の外れ値',
		says: (f, w) => `${figure(f, w, 'lower')} から ${figure(f, w, 'upper')} の外に ${count(f, w)} 個あります。`
	},
	numbers_as_text: {
		title: '文字列になった数',
		says: (f, w) => `${count(f, w)} 個の値はすべて数ですが、文字列として保存されています。`
	},
	dates_as_text: {
		title: '文字列になった日付',
		says: (f, w) => `${count(f, w)} 個の値は日付ですが、文字列として保存されています。`
	},
	target_leakage: {
		title: '目的変数の漏れ',
		says: (f, w) =>
			`この列だけで ${f['metric'] === 'auc' ? 'AUC' : 'R²'} が ${figure(f, w, 'score')} になります。目的変数より先にわかる値でしょうか。`
	},
	skewed_feature: {
		title: '歪んだ分布',
		says: (f, w) =>
			`歪度は ${figure(f, w, 'skew')} です${'common' in f ? `。値の ${percent(f, w)} は ${figure(f, w, 'common')} です` : ''}。`
	},
	feature_outliers: {
		title: '外れ値',
		says: (f, w) =>
			`${figure(f, w, 'lower')} から ${figure(f, w, 'upper')} の外に ${count(f, w)} 個（${percent(f, w)}）あります。`
	}
};

function mend({ op, params }: InsightMend): string {
	switch (op) {
		case 'drop-columns':
			return '列を捨てる';
		case 'fill-missing':
			return params['method'] === 'median' ? '中央値で埋める' : '最頻値で埋める';
		case 'replace-value':
			return 'to' in params ? `「${String(params['to'])}」に書き直す` : '欠損にする';
		case 'clean-text':
			return '空白を整え小文字にする';
		case 'rare-values':
			return params['fix'] === 'missing' ? '欠損にする' : '「other」にまとめる';
		case 'one-hot':
			return 'カテゴリーごとの列にする';
		case 'cast':
			return '型を変える';
		case 'drop-duplicates':
			return '重複を捨てる';
		case 'drop-listed':
			return 'これらの行を捨てる';
		case 'keep-in-range':
			return '範囲外の行を捨てる';
		case 'bin':
			return '同数の 10 区間に分ける';
		case 'clip':
			return '範囲に収める';
		case 'yeo-johnson':
			return '歪みを直す（Yeo-Johnson）';
		case 'log1p':
			return '対数をとる';
		case 'binarise':
			return '超えるかどうかにする';
		case 'target-encode':
			return '目的変数の平均にする';
		case 'hash-encode':
			return 'ハッシュで 16 列にする';
		case 'frequency-encode':
			return '出現割合にする';
		default:
			return op;
	}
}

export const reportTexts: ReportTexts = {
	tag: 'ja-JP',
	title: 'データの品質と洞察',
	of: (table) => `データの品質と洞察：${table}`,
	basis: (rows, columns) => `${rows} 行、${columns} 列。`,
	sampled: (model, power, analysis, seed) =>
		`簡易モデルは ${model} 行、予測力は ${power} 行、異常と関連は ${analysis} 行（シード ${seed}）で、そのほかはすべての行で計算しています。`,
	summary: {
		title: '概要',
		rows: '行',
		columns: '列',
		missing: '欠損セル',
		invalid: '欠損または数でない',
		duplicates: '重複する行',
		high: '重大な警告',
		types: '列の種類'
	},
	types: {
		numeric: '数',
		categorical: 'カテゴリー',
		binary: '二値',
		text: '文章',
		datetime: '日時',
		unknown: '空'
	},
	warningsTitle: '警告',
	noWarnings: '警告はありません。',
	wholeTable: '表全体',
	severity: '重大さ',
	severities: { high: '高', med: '中', med_feature: '中', low: '低' },
	what: '内容',
	evidence: '根拠',
	mends: '直し方',
	column: '列',
	warnings,
	mend,
	target: {
		title: '目的変数',
		of: (name) => `目的変数：${name}`,
		classes: (number) => `${number} クラス`,
		class: 'クラス',
		rows: '行数',
		share: '割合',
		distribution: '分布',
		classesSay: (name, share) => `最も多いクラスは「${name}」で、${share} です。`,
		numbersSay: (median, outliers) => `中央値は ${median}、外れ値は ${outliers} 個です。`,
		missing: '欠損',
		invalid: '欠損または数でない',
		outliers: '外れ値'
	},
	model: {
		title: '簡易モデル',
		says: (rounds, train, test) =>
			`勾配ブースティング木 ${rounds} 回。${train} 行で学習し、学習に使っていない ${test} 行で測りました。`,
		not: (reason) => `モデルはありません：${reason}。`,
		reasons: {
			'train/one-class': '目的変数のクラスが一つしかありません',
			'train/constant-target': '目的変数がどこでも同じ値です',
			'train/too-few-rows': '目的変数のある行が少なすぎます',
			'train/too-many-classes': '目的変数のクラスが 100 を超えています',
			'train/no-features': '学習に使える列がありません'
		},
		metric: '指標',
		value: '値',
		metrics: {
			accuracy: '正解率',
			balancedAccuracy: '均衡正解率',
			auc: 'AUC',
			logLoss: '対数損失',
			precision: '適合率',
			recall: '再現率',
			f1: 'F1',
			brier: 'ブライアスコア',
			rmse: 'RMSE',
			mse: 'MSE',
			mae: 'MAE',
			r2: 'R²',
			maxError: '最大誤差',
			medianAbsoluteError: '誤差の中央値'
		},
		confusion: '混同行列',
		truth: '実際のクラス',
		called: (name) => `予測 ${name}`,
		confusionSays: (right, all) => `${all} 行のうち ${right} 行が対角線上にあり、正しく当てられています。`,
		dropped: (columns) => `使わなかった列：${columns}。`
	},
	importance: {
		title: '重要度',
		says: (column, rise) => `「${column}」を並べ替えると損失が最も増え、${rise} 上がります。`,
		none: 'どの列が一つ欠けても、モデルの成績は変わりません。',
		rise: '損失の増加',
		spread: 'ばらつき（標準偏差）'
	},
	features: {
		title: '列',
		type: '種類',
		power: '予測力',
		interval: '95% 区間',
		missing: '欠損',
		distinct: '異なる値',
		distribution: '分布',
		median: '中央値',
		mean: '平均',
		std: '標準偏差',
		skew: '歪度',
		kurtosis: '尖度',
		outliers: '外れ値',
		vif: 'VIF',
		leakage: '単独',
		patterns: '文字列の形'
	},
	relations: {
		title: '最も強い関連',
		pair: '列の組',
		measure: '尺度',
		strength: '強さ',
		pearson: 'ピアソン',
		spearman: 'スピアマン',
		cramersV: 'クラメールの V',
		correlationRatio: '相関比'
	},
	anomalies: { title: '最も変わった行', score: '孤立スコア', row: '行' },
	duplicates: { title: '最も多く重複する行', times: '回数' },
	none: 'ありません。',
	definitionsTitle: '定義',
	definitions: [
		'予測力：その列だけを使う小さな木が、見ていない行で、何も知らない推測の損失をどれだけ減らすかの割合。5 分割を 2 回行った平均です。区間は 95% で、分割どうしが行を共有することを考慮しています（Nadeau と Bengio）。',
		'重要度：列の値を行の間で並べ替えたとき、見ていない行での損失がどれだけ増えるか。何も知らない推測の損失に対する割合です。',
		'外れ値：中央値から頑健な標準偏差の 5 倍を超えて離れた値。この標準偏差は 5 および 95 パーセンタイルに収めてから求めます。',
		'歪度：m3 / sd³。尖度：m4 / sd⁴（正規分布では 3）。',
		'孤立スコア：0 より小さい行は、ほかより容易に切り離せます（アイソレーションフォレスト）。',
		'VIF：数の列をほかの列で説明したときの 1 / (1 - R²)。5 を超えると高いといえます。',
		'欠損：何もない、空、または空白だけの値。数でない：数の列で、有限の数として読めない値。'
	]
};
