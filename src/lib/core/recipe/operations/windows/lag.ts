import { alongSteps } from './along-values';

export const lag = alongSteps({
	id: 'lag',
	title: 'Value from before',
	description: 'The value of the row `n` rows before in its group; missing where there is no such row.',
	accepts: 'any',
	suffix: '_lag',
	first: 1,
	sql: (x, { over }, n) => `lag(${x}, ${n}) ${over()}`
});
