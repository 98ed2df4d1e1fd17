import type { Translation } from '../translation';
import type { mend as english } from './mend-en';

export const mend: Translation<typeof english> = {
	title: '打てる手',
	beforeLabel: '前',
	afterLabel: '後',
	reweigh: '行に重みを付ける',
	reweighText: (groups: string) =>
		`${groups} グループの行に、グループと結果が無関係になる重みを付けます。モデルは両方から等しく学びます。`,
	reweighKeep: '重み付きの表として残す',
	reweighKept: (name: string) => `${name} として残しました。学習のとき列「weight」を重みに選んでください。`,
	measuring: '打てる手を測っています',
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
};
