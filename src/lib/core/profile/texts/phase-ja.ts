import type { PhaseTexts } from './phase-en';

/** What a run passes through. */
export const phases: PhaseTexts = {
	read: '表の読み取りと符号化',
	bin: '値のビン分け',
	gradient: '勾配',
	histogram: 'ヒストグラム',
	split: '分割の選択',
	partition: '行を葉へ移動',
	prepare: 'バッチの用意',
	upload: 'エンジンへのコピー',
	forward: '順伝播',
	backward: '逆伝播',
	update: '重みの更新',
	index: '残す行の整理',
	distance: '距離の計算',
	select: '近い行の選択',
	evaluate: '測定',
	checkpoint: 'モデルの書き出し',
	idle: '待ち'
};
