import type { noticeWords as english } from './notice-en';

const said = (count: number) => count.toLocaleString('ja');
const names = (columns: readonly string[]) => columns.map((name) => `「${name}」`).join('、');

export const noticeWords: typeof english = {
	'target-missing': {
		what: ({ columns, count, of }) =>
			`${said(of)}行のうち${said(count)}行には${names(columns)}がなく、学習に使われません。`,
		mend: '欠けていることに意味があるなら、レシピで埋めるか取り除いてください。'
	},
	'target-infinite': {
		what: ({ columns, count }) => `${said(count)}行の${names(columns)}が無限大で、学習に使われません。`,
		mend: 'レシピで無限大の値を置き換えてください。'
	},
	'rare-class': {
		what: ({ columns, count, of }) =>
			`${names(columns)}の${said(of)}クラスのうち${said(count)}クラスは1行しかなく、学習と測定の両方には使えません。`,
		mend: 'レシピでまれなクラスをまとめるか、行を足してください。'
	},
	'infinite-cells': {
		what: ({ columns, count }) =>
			`${names(columns)}の${said(count)}個の値が無限大です。平均として、木ではどのしきい値よりも外側として読まれます。`,
		mend: 'レシピで無限大の値を置き換えてください。'
	},
	identifiers: {
		what: ({ columns }) => `${names(columns)}は行の名前なので、学習に使われません。`,
		mend: '意味のある列なら、列の種類を変えてください。'
	},
	'more-features-than-rows': {
		what: ({ count, of }) => `${said(of)}行に対して特徴量が${said(count)}個あります。行を丸暗記できてしまいます。`,
		mend: '列を減らすか、L2 正則化を強めた線形モデルを使うか、行を足してください。'
	},
	'tells-target': {
		what: ({ columns }) => `${names(columns)}は目的の列の言い換えです。モデルはほかに何も学びません。`,
		mend: '目的より先に分かる列でなければ、外してください。'
	},
	'repeated-identifier': {
		what: ({ columns, count, of }) =>
			`${names(columns)}は${said(of)}行で${said(count)}個のものを指します。同じものの行が分割の両側に入り得ます。`,
		mend: 'この列のグループで分けてください。'
	},
	'time-ignored': {
		what: ({ columns }) => `${names(columns)}は時刻ですが、時刻に関係なく測定用の行を選びます。`,
		mend: '先のことを予測するモデルなら、時間で分けてください。'
	},
	'rows-sampled': {
		what: ({ count, of }) =>
			`学習用の${said(of)}行のうち、シードで選んだ${said(count)}行だけを近傍の候補として残します。`,
		mend: 'より多くの行から答えるには「残す行の上限」を上げてください。その分モデルは大きく、遅くなります。'
	}
};
