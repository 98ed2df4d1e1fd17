import type { Translation } from '../translation';
import type { report as english } from './report-en';

export const report: Translation<typeof english> = {
	menu: '報告書',
	html: '読む・印刷する（HTML）',
	json: 'プログラム用（JSON）',
	making: (name) => `${name} を監査しています`,
	made: (file) => `${file} を保存しました。`
};
