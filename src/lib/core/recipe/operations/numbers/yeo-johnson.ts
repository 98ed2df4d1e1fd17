import { powerFunction, powerSql } from './power-function';

export const yeoJohnson = powerFunction({
	id: 'yeo-johnson',
	title: 'Yeo-Johnson transform',
	description:
		'A Box-Cox transform that takes 0 and negative numbers too, with the lambda that makes the rows learned from most normal (maximum ' +
		'likelihood on at most 10,000 values evenly spaced by rank), then standardised if wished.',
	sql: (x, lambda) =>
		`(CASE WHEN ${x} >= 0 THEN ${powerSql(`ln(1e0 + ${x})`, lambda)} ELSE -${powerSql(`ln(1e0 - ${x})`, 2 - lambda)} END)`
});
