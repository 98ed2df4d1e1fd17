import { cardTexts } from '$lib/core/model/texts/card-ja';
import type { Translation } from '../translation';
import type { card as english } from './card-en';

export const card: Translation<typeof english> = {
	...cardTexts,
	menu: 'カードを保存',
	html: '読む・印刷する（HTML）',
	markdown: 'リポジトリ用（Markdown）',
	json: 'プログラム用（JSON）',
	words: '人が書いたこと',
	edit: '編集',
	save: '保存',
	cancel: 'やめる',
	hints: {
		intendedUse: '何のために、だれが判断に使うか',
		notFor: 'どこで、だれに害があるか',
		considerations: 'データと設定の選び方、残る懸念',
		contact: '人またはチーム'
	}
};
