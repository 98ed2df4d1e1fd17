import { alongSteps } from './along-values';

export const changeFromBefore = alongSteps({
	id: 'change-from-before',
	title: 'Change from before',
	description: 'The value minus that of `n` rows before in its group; missing where either is.',
	accepts: 'number',
	suffix: '_change',
	type: 'DOUBLE',
	first: 1,
	sql: (x, { over }, n) => `${x} - lag(${x}, ${n}) ${over()}`
});
