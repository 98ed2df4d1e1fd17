import { runs } from './runs';

export const runLength = runs({
	id: 'run-length',
	title: 'Length of the run',
	description: 'How many rows the whole run has that this row is in.',
	name: 'run_length',
	sql: (_run, _ordered, whole) => `count(*) ${whole}`
});
