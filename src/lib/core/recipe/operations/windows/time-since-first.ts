import { timeBetween } from './time-between';

export const timeSinceFirst = timeBetween({
	id: 'time-since-first',
	title: 'Time since the first row',
	description: 'How long ago the first row of its group was, in the order of time, with the fraction.',
	name: 'since_first',
	moments: (moment, { whole }) => [`min(${moment}) ${whole}`, moment]
});
