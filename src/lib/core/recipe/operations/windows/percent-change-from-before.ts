import { alongSteps } from './along-values';

export const percentChangeFromBefore = alongSteps({
	id: 'percent-change-from-before',
	title: 'Percent change from before',
	description:
		'By what part of the value `n` rows before it has changed: 0.1 is ten percent more. Missing where either is, or the earlier is zero.',
	accepts: 'number',
	suffix: '_percent_change',
	type: 'DOUBLE',
	first: 1,
	sql: (x, { over }, n) => `${x} / nullif(lag(${x}, ${n}) ${over()}, 0) - 1`
});
