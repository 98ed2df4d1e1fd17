import type { Translation } from '../translation';
import type { life as english } from './life-en';

export const life: Translation<typeof english> = {
	validationLoss: '検証用の行',
	best: '最良',
	bestStep: (step) => `検証損失が最も低かったステップ ${step} のモデルを残しました。`,
	stoppedByPatience: (step) => `検証損失が下がらなくなったため、ステップ ${step} で終えました。`,
	stoppedByPerson: (step) => `ステップ ${step} で止めました。学習用の行からそこまでに学んだモデルです。`,
	finish: 'ここで終えてモデルを残す',
	ending: 'このステップで終えます',
	interrupted: '途中で切れた学習',
	cutAt: (phase, step, total, when) => `${when}、${total} ステップ中 ${step} で中断（${phase}）。`,
	resume: '続きから再開',
	discard: '破棄',
	resumed: (step) => `中断したステップ ${step} の続きから学習しています。`,
	kept: (step) => `ステップ ${step} までの途中経過を保存しました。タブを閉じても、失うのはその後の分だけです。`,
	origin: '作成元',
	maker: 'バージョン・エンジン・コード',
	table: '表の SHA-256',
	recipe: 'レシピ',
	reproduce: 'もう一度作って比べる',
	reproducing: (name) => `${name} を再現`,
	identical: 'モデル・予測・指標・曲線のすべてがビット単位で一致しました。',
	differs: (parts, why) => `一致しません（${parts}）。${why}`,
	notReproduced: (why) => `再現できません。${why}`,
	parts: { model: 'モデル', predictions: '予測', metrics: '指標', curve: '曲線' },
	reasons: {
		'data-gone': '学習に使った表がもうありません。',
		'model-gone': 'モデルがもうありません。',
		'engine-missing': '学習したときのエンジンがこの端末にありません。',
		'other-version': '別のバージョンまたはエンジンで作られています。',
		unknown: 'バージョン・エンジン・データ・シードは同じです。端末が違う可能性があります。'
	},
	restarted: '前回の途中経過は別のバージョンのものなので、最初から学習します。',
	unkept: '途中経過を保存する空きがありません。タブを閉じると最初からになります。'
};
