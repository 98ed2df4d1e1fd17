import { textFunction } from '../../text-function';
import { luhnSql } from '../../digit-checks';

export const isCardNumber = textFunction({
	id: 'is-card-number',
	group: 'tests',
	title: 'Is a card number',
	description: 'True where 12 to 19 digits pass the Luhn check, spaces and dashes aside.',
	result: 'BOOLEAN',
	suffix: '_is_card_number',
	sql: (x) => luhnSql(x)
});
