import type { Translation } from '../translation';
import type { effects as english } from './effects-en';

export const effects: Translation<typeof english> = {
	title: '答えが何に左右されるか',
	lead: '列の値を動かした行をモデルに何度も尋ね、答えの動きを見ます。',
	measuring: (column: string) => `${column} の効果を測っています`,
	column: '列',
	second: '組み合わせる列',
	alone: 'なし',
	kind: '描き方',
	kinds: { pdp: '平均の答え', ice: '行ごと', ale: '局所の効果' },
	kindTerms: {
		pdp: '部分従属（PDP）：すべての行を各位置に動かし、答えを平均します。実在しない行についても尋ねます。',
		ice: '個別曲線（ICE）：細い線ひとつが一行です。線が交わるところでは、列の効き方が行によって違います。',
		ale: '累積局所効果（ALE）：各行を自分の区間の両端にだけ動かすので、連動する列に惑わされません。'
	},
	centred: 'すべての線を 0 から始める',
	probability: (label: string) => `「${label}」の確率`,
	basis: (rows: string) => `表から等間隔に取った ${rows} 行。この行については厳密です。`,
	basisCurves: (rows: string, curves: string) => `表の ${rows} 行。線はシード 0 で選んだ ${curves} 行です。`,
	missing: (rows: string, column: string) => `うち ${rows} 行は ${column} に値がありません。`,
	others: (rows: string, column: string) => `うち ${rows} 行は ${column} がまれな値なので描いていません。`,
	similar: '値は、ほかの列が似ているものどうしを隣に並べています。',
	titles: {
		pdp: (columns: string) => `${columns} と平均の答え`,
		ice: (columns: string) => `${columns} と行ごとの答え`,
		ale: (columns: string) => `${columns} の局所の効果`
	},
	says: (what: string, low: string, atLow: string, high: string, atHigh: string) =>
		`${what}は ${atLow} で最も低く（${low}）、${atHigh} で最も高くなります（${high}）。`,
	saysFlat: (what: string, column: string) => `${what}は ${column} では動きません。`,
	saysRelative: (what: string, low: string, atLow: string, high: string, atHigh: string) =>
		`平均と比べて、${what}は ${atLow} で ${low}、${atHigh} で ${high} 動きます。`,
	saysCentred: (what: string, start: string, low: string, atLow: string, high: string, atHigh: string) =>
		`${start} と比べて、${what}の平均は ${atLow} で ${low}、${atHigh} で ${high} 動きます。`,
	saysTogether: (what: string, low: string, high: string) =>
		`それぞれ単独の効果を超えて、二つの列は${what}を ${low} から ${high} 動かします。`,
	strip: '下の灰色は行の分布（印は一割ごと）、破線は平均の答えです。',
	stripRelative: '下の灰色は行の分布（印は一割ごと）です。',
	bars: '棒は平均の答えから始まります。右はその値の行数です。',
	barsRelative: '棒は効果なしから始まります。右はその値の行数です。',
	noRows: '近くに行がありません。実在しない行について尋ねた値です',
	filled: (cells: string) => `${cells} マスには行がなく、最も近いマスの差を使っています。`,
	value: '値',
	near: '近くの行数',
	missingValue: '（欠損）',
	rows: (n: string) => `${n} 行`,
	scale: '目盛り',
	importance: {
		title: 'モデルが頼っている列',
		action: '列を入れ替える',
		running: '列を入れ替えています',
		lead: '列の値を行の間で順に入れ替え、モデルを採点し直します（順列重要度）。',
		together: '連動する列（相関 0.7 以上）をまとめて入れ替える',
		says: (metric: string, score: string, first: string, rise: string) =>
			`${metric}は ${score}。${first} を入れ替えると最も大きく、${rise} 悪くなります。`,
		saysNone: 'これらの行にはクラスが一つしかなく、採点できません。',
		seen: (rows: string) =>
			`保存されたモデルが学習した ${rows} 行です。モデルが何に頼っているかを示し、新しい行で役立つかは示しません。`,
		unseen: (rows: string) => `評価に使った表の ${rows} 行。モデルはこの行を見ていません。`,
		asked: (rows: string) => `表の ${rows} 行。このモデルが学習した行かどうかはわかりません。`,
		chart: '入れ替えたときの悪化',
		whisker: '線は 5 回の入れ替え（シード 0）の標準偏差です。',
		worse: '悪化',
		deviation: '標準偏差',
		metrics: {
			logLoss: '対数損失',
			auc: 'AUC',
			accuracy: '正解率',
			f1: 'F1',
			brier: 'ブライアスコア',
			rmse: '二乗平均平方根誤差',
			mae: '平均絶対誤差',
			r2: 'R²',
			mse: '平均二乗誤差'
		}
	},
	slice: {
		label: '見ている行',
		only: '次の行だけ',
		clear: 'すべての行を見る'
	}
};
