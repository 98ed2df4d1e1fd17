import { alongSteps } from './along-values';

export const logReturn = alongSteps({
	id: 'log-return',
	title: 'Log return',
	description:
		'The natural logarithm of the value over that of `n` rows before; missing where either is missing or not above zero.',
	accepts: 'number',
	suffix: '_log_return',
	type: 'DOUBLE',
	first: 1,
	sql: (x, { over }, n) =>
		`CASE WHEN ${x} > 0 AND lag(${x}, ${n}) ${over()} > 0 THEN ln(${x}) - ln(lag(${x}, ${n}) ${over()}) END`
});
