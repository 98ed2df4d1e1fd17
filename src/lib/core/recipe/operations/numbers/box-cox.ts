import { powerFunction, powerSql } from './power-function';

export const boxCox = powerFunction({
	id: 'box-cox',
	title: 'Box-Cox transform',
	description:
		'(x^lambda - 1) / lambda, or ln x, with the lambda that makes the rows learned from most normal (maximum likelihood on at most ' +
		'10,000 values evenly spaced by rank), then standardised if wished. What is not above 0 becomes missing.',
	sql: (x, lambda) => `(CASE WHEN ${x} > 0 THEN ${powerSql(`ln(${x})`, lambda)} END)`
});
