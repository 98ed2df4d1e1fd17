import { alongSteps } from './along-values';

export const lead = alongSteps({
	id: 'lead',
	title: 'Value from after',
	description: 'The value of the row `n` rows after in its group; missing where there is no such row.',
	accepts: 'any',
	suffix: '_lead',
	first: 1,
	sql: (x, { over }, n) => `lead(${x}, ${n}) ${over()}`
});
