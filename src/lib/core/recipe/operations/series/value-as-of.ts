import { atOtherTime } from './at-other-time';

export const valueAsOf = atOtherTime({
	id: 'value-as-of',
	title: 'Value known so long before',
	description:
		'The newest value of its series that is not missing and at least so old; of several at that moment the largest. Missing where there is none.',
	suffix: '_as_of',
	sql: (x, length, over, moment) =>
		`arg_max(${x}, row(${moment}, ${x})) ${over(`RANGE BETWEEN UNBOUNDED PRECEDING AND ${length} PRECEDING`)}`
});
