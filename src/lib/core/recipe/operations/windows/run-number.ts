import { runs } from './runs';

export const runNumber = runs({
	id: 'run-number',
	title: 'Number runs',
	description: 'Numbers the runs of a group: rows one after the other that hold the same value.',
	name: 'run',
	sql: (run) => run
});
