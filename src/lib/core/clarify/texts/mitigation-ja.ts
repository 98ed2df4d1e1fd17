import type { Mitigation } from '../mitigation-trial';

export const mitigationNames: Readonly<Record<Mitigation, string>> = {
	reweigh: '行に重みを付ける',
	oversample: '行を繰り返す',
	undersample: '行を減らす',
	smote: '行を作る（SMOTE）',
	massage: 'ラベルを変える（マッサージ）',
	correlation: '相関を除く',
	threshold: 'グループごとのしきい値'
};
