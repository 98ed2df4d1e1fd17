import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { OperationText } from '../texts';

export const business = {
	'business-days-between': {
		title: '営業日数',
		description: '二つの日付の間の、週末と休日を除いた日数を作ります。',
		sentence: (words) => `${named(words.text('from'))} から ${named(words.text('to'))} までの営業日数を数える`
	},
	'add-business-days': {
		title: '営業日を足す',
		description: '週末と休日を除いて何日か後の日にします。',
		sentence: (words) => `${columns(words)} に ${words.text('count')} 営業日を足す`
	},
	'is-business-day': {
		title: '営業日か',
		description: '週末でも休日でもない日かを調べます。',
		sentence: (words) => `${columns(words)} が営業日かを調べる`
	}
} as const satisfies Record<string, OperationText>;
