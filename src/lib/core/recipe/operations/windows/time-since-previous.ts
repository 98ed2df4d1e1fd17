import { timeBetween } from './time-between';

export const timeSincePrevious = timeBetween({
	id: 'time-since-previous',
	title: 'Time since the row before',
	description:
		'How long ago the row before it in its group was, in the order of time, with the fraction; missing for the first.',
	name: 'since_previous',
	moments: (moment, { over }) => [`lag(${moment}) ${over()}`, moment]
});
