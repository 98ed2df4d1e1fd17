import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isNumber = textFunction({
	id: 'is-number',
	group: 'tests',
	title: 'Is a number',
	description: 'True where the text reads as a finite number: 12, -3.5, 1e6.',
	result: 'BOOLEAN',
	suffix: '_is_number',
	sql: (x) =>
		`CASE WHEN ${x} IS NOT NULL THEN ${isMatch(x, '\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*')} AND coalesce(isfinite(TRY_CAST(${x} AS DOUBLE)), FALSE) END`
});
