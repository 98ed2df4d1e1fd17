import { smallGroup, type BiasWarning } from '../warnings';
import type { MetricTexts } from './metric-en';

const points = (value: number) => `${(Math.abs(value) * 100).toFixed(Math.abs(value) < 0.1 ? 1 : 0)} ポイント`;
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '無限大');
const same = (value: number) => Math.abs(value) < 0.0005;

const sides = { facet: 'このグループ', rest: '残り' };

function warns(warning: BiasWarning): string {
	switch (warning.code) {
		case 'small-group':
			return `${sides[warning.side]}は ${warning.rows} 行で、${smallGroup} 行に足りません。1 行の違いで割合が大きく動きます。`;
		case 'few-positives':
			return `${sides[warning.side]}で良い結果の行は ${warning.rows} 行だけです。区間は狭すぎる値になります。`;
		case 'few-negatives':
			return `${sides[warning.side]}で良くない結果の行は ${warning.rows} 行だけです。区間は狭すぎる値になります。`;
		case 'few-predictions':
			return `${sides[warning.side]}で予測のある行は ${warning.rows} 行で、${smallGroup} 行に足りません。`;
		case 'no-positive-prediction':
			return `${sides[warning.side]}には、良い結果と予測された行がありません。`;
		case 'wide-interval':
			return `${warning.metric} の区間の幅は ${warning.width.toFixed(2)} で、ほとんど何も言えません。`;
		case 'nothing-above':
			return `${warning.column} に ${warning.threshold} より大きい値はありません（${
				warning.bound === null ? '数値がありません' : `最大 ${warning.bound}`
			}）。`;
		case 'everything-above':
			return `${warning.column} の値はすべて ${warning.threshold} より大きいです（最小 ${warning.bound}）。`;
	}
}

export const metricTexts: MetricTexts = {
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
		CI: ({ who, value }) => `${who} は行の ${percent((1 - value) / 2)} です。`,
		DPL: ({ who, positive, value }) =>
			same(value)
				? `${who} が ${positive} になる割合はほかと同じです。`
				: `${who} が ${positive} になる割合は、ほかより ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		KL: ({ value }) => `両側の結果は ${figure(value)} ナット離れています。0 なら同じです。`,
		JS: ({ value }) => `両側の結果は最大 0.69 のうち ${figure(value)} 離れています。`,
		LP: ({ value }) => `両側の割合は最大 1.41 のうち ${figure(value)} 離れています。`,
		TVD: ({ value }) => `両側をそろえるには結果の ${points(value)} 分を変える必要があります。`,
		KS: ({ value }) => `どの結果も両側の差は ${points(value)} 以内です。`,
		CDDL: ({ who, positive, value, group }) =>
			same(value)
				? `${group} が同じなら、${who} は ${positive} でもそれ以外でも同じ割合です。`
				: `${group} が同じ中で、${who} は${value > 0 ? '良い結果より悪い結果' : '悪い結果より良い結果'}に ${points(value)}多くいます。`,
		DPPL: ({ who, positive, value }) =>
			same(value)
				? `モデルが ${who} を ${positive} とする割合はほかと同じです。`
				: `モデルが ${who} を ${positive} とする割合は、ほかより ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		DI: ({ who, positive, value }) =>
			`同じ人数なら、ほかの 10 人が ${positive} とされるとき、${who} は ${Number.isFinite(value) ? (value * 10).toFixed(1) : '限りなく多くの'} 人です。`,
		DCA: ({ who, positive, value }) =>
			same(value)
				? `${who} への ${positive} の出しやすさはほかと同じです。`
				: `実際と比べて、${who} には ${positive} が${value < 0 ? '出にくく' : '出やすく'}なっています。`,
		DCR: ({ who, value }) =>
			same(value)
				? `${who} の却下されやすさはほかと同じです。`
				: `実際と比べて、${who} は${value < 0 ? '却下されやすく' : '却下されにくく'}なっています。`,
		RD: ({ who, positive, value }) =>
			same(value)
				? `${positive} の見つけやすさは ${who} でも同じです。`
				: `本来 ${positive} の人を見つける割合は、${who} で ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		SD: ({ who, value }) =>
			same(value)
				? `正しい却下の割合は ${who} でも同じです。`
				: `正しく却下する割合は、${who} で ${points(value)}${value > 0 ? '高い' : '低い'}です。`,
		DAR: ({ who, positive, value }) =>
			same(value)
				? `予測された ${positive} の確かさは ${who} でも同じです。`
				: `${positive} という予測が当たる割合は、${who} で ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		DRR: ({ who, value }) =>
			same(value)
				? `却下の確かさは ${who} でも同じです。`
				: `却下が正しい割合は、${who} で ${points(value)}${value > 0 ? '高い' : '低い'}です。`,
		AD: ({ who, value }) =>
			same(value)
				? `モデルの正解率は ${who} でも同じです。`
				: `モデルの正解率は、${who} で ${points(value)}${value > 0 ? '低い' : '高い'}です。`,
		TE: ({ who, value }) =>
			same(value)
				? `誤りの向きは両側で同じです。`
				: `誤りは、${who} ではほかより${value > 0 ? '不利な' : '有利な'}向きに偏っています。`,
		GE: ({ value }) => `誤りによる損得の散らばりは ${figure(value)} です。0 なら均等です。`,
		CDDPL: ({ who, value, group }) =>
			same(value)
				? `${group} が同じなら、予測は ${who} をほかと同じに扱います。`
				: `${group} が同じ中で、${who} は${value > 0 ? '良い予測より悪い予測' : '悪い予測より良い予測'}に ${points(value)}多くいます。`,
		FT: ({ who, value }) =>
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
		'rows-sampled': '行の標本で測りました。',
		'interval-undefined': '値の出た再標本が少なく、区間を示せません。'
	},
	warns
};
