import { sqlValue } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

const codes = [
	['$', 'USD'],
	['€', 'EUR'],
	['£', 'GBP'],
	['¥', 'JPY'],
	['￥', 'JPY'],
	['円', 'JPY'],
	['₹', 'INR'],
	['₩', 'KRW'],
	['₽', 'RUB'],
	['₺', 'TRY'],
	['₫', 'VND'],
	['฿', 'THB']
] as const;
const firstSign = (x: string) =>
	firstMatch(
		x,
		'[$€£¥￥円₹₩₽₺₫฿]|\\b(?:USD|EUR|GBP|JPY|CNY|INR|KRW|RUB|TRY|VND|THB|AUD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|SGD|HKD|TWD|NZD)\\b'
	);
export const extractCurrency = textFunction({
	id: 'extract-currency',
	group: 'find',
	title: 'Extract a currency',
	description:
		'The code of the first currency named by a sign or by its code: $ USD, € EUR, £ GBP, ¥ and 円 JPY, ₹ INR, ₩ KRW. Missing where there is none.',
	suffix: '_currency',
	sql: (x) =>
		`CASE ${firstSign(x)} ${codes.map(([sign, code]) => `WHEN ${sqlValue(sign)} THEN ${sqlValue(code)}`).join(' ')} ELSE ${firstSign(x)} END`
});
