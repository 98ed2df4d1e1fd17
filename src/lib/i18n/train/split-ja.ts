import { noticeWords } from '$lib/core/train/texts/notice-ja';
import type { Translation } from '../translation';
import type { split as english } from './split-en';

export const split: Translation<typeof english> = {
	title: '測り方',
	measureOn: '測定に使う行',
	share: '取り分けた一部',
	folds: '全行（交差検証）',
	foldCount: '分割数',
	foldsNote: '交差検証：どの行も、その行を見ていないモデルで測ります。分割の数だけ学習します。',
	fraction: '取り分ける割合',
	by: '分け方',
	ways: {
		stratified: 'クラスの割合を保つ',
		random: 'ランダム',
		group: 'グループごと',
		time: '新しい行'
	},
	notes: {
		stratified: '数値の予測ではランダムに分けます。保存するモデルは全行で学習し直します。',
		random: '保存するモデルは全行で学習し直します。',
		group: '同じグループの行は同じ側に置き、この列は学習に使いません。',
		time: '学習に使った行より後の行で測ります。'
	},
	lacks: {
		group: '「測り方」で、まとめておくグループの列を選んでください。',
		time: '「測り方」で、時刻を示す列を選んでください。'
	},
	groupColumn: 'グループの列',
	timeColumn: '時刻の列',
	chooseColumn: '列を選ぶ',
	gap: '前に空ける間隔',
	gapDays: '前に空ける日数',
	classWeights: 'クラスの重み',
	asTheyAre: '行の数のまま',
	balanced: 'どのクラスも同じ',
	balancedNote: '較正しないと、まれなクラスの確率が高く出ます。',
	calibrate: '確率の較正',
	methods: {
		none: 'しない',
		platt: 'Platt スケーリング',
		isotonic: '等調回帰（段階）'
	},
	before: '学習の前に',
	refused: '学習できません：',
	toKnow: (count) => `学習の前に知っておくこと：${count}件`,
	notices: noticeWords,
	fold: '分割',
	foldTable: (folds) => `${folds}個の分割ごと`,
	mean: '平均',
	spread: '標準偏差',
	calibrated: (before, after) => `較正で対数損失が ${before} から ${after} になりました。`
};
