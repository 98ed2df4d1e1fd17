import type { Translation } from '../translation';
import type { board as english } from './board-en';

export const board: Translation<typeof english> = {
	subject: '学習の対象',
	all: 'すべて',
	bestBy: '最良の基準',
	best: '最良',
	name: '表示中の学習の名前',
	note: 'メモ',
	keep: '保存',
	delete: 'この学習を削除',
	deleted: (name) => `学習 ${name} を削除しました。モデルは残ります。`,
	compareMany: '学習を並べて比較',
	differenceNote: '指標の下は A との差と、両方を測った行での 95% 信頼区間です。偶然を超える差は太字で示します。',
	others: (count) => `その他の設定 ${count} 件`,
	phases: '段階ごとの時間'
};
