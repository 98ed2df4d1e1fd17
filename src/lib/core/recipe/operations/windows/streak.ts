import { runs } from './runs';

export const streak = runs({
	id: 'streak',
	title: 'Streak so far',
	description: 'For how many rows the value has now stood, this row counted.',
	name: 'streak',
	sql: (_run, ordered) => `row_number() ${ordered}`
});
