import { atOtherTime } from './at-other-time';

export const percentChangeSince = atOtherTime({
	id: 'percent-change-since',
	title: 'Percent change since that time before',
	description:
		'By what part of the value exactly so long before it has changed, as year over year: 0.1 is ten percent more. Of several rows at that moment their mean; missing where there is none, or it is zero.',
	suffix: '_percent_change_since',
	sql: (x, length, over) =>
		`${x} / nullif(avg(${x}) ${over(`RANGE BETWEEN ${length} PRECEDING AND ${length} PRECEDING`)}, 0) - 1`
});
