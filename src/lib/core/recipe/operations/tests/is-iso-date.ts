import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isIsoDate = textFunction({
	id: 'is-iso-date',
	group: 'tests',
	title: 'Is an ISO date',
	description:
		'True where the text is a date that exists, as 2024-01-31, with a time of day behind T or a space or not.',
	result: 'BOOLEAN',
	suffix: '_is_iso_date',
	sql: (x) =>
		`CASE WHEN ${x} IS NOT NULL THEN ${isMatch(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?')} AND TRY_CAST(left(${x}, 10) AS DATE) IS NOT NULL END`
});
