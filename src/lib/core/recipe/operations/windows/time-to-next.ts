import { timeBetween } from './time-between';

export const timeToNext = timeBetween({
	id: 'time-to-next',
	title: 'Time to the row after',
	description:
		'How long it is to the row after it in its group, in the order of time, with the fraction; missing for the last.',
	name: 'to_next',
	moments: (moment, { over }) => [moment, `lead(${moment}) ${over()}`]
});
