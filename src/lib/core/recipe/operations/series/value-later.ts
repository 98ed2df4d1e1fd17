import { atOtherTime } from './at-other-time';

export const valueLater = atOtherTime({
	id: 'value-later',
	title: 'Value so long after',
	description:
		'The first value of its series that is not missing and at least so long after: what a forecast is to foretell. Of several at that moment the smallest; missing where there is none.',
	suffix: '_later',
	sql: (x, length, over, moment) =>
		`arg_min(${x}, row(${moment}, ${x})) ${over(`RANGE BETWEEN ${length} FOLLOWING AND UNBOUNDED FOLLOWING`)}`
});
