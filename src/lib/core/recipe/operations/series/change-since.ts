import { atOtherTime } from './at-other-time';

export const changeSince = atOtherTime({
	id: 'change-since',
	title: 'Change since that time before',
	description:
		'The value minus the one of its series exactly so long before: a year, a week, a day (the seasonal difference). Of several rows at that moment their mean; missing where there is none.',
	suffix: '_change_since',
	sql: (x, length, over) => `${x} - avg(${x}) ${over(`RANGE BETWEEN ${length} PRECEDING AND ${length} PRECEDING`)}`
});
