import { numberFunction } from './number-function';

export const fractionPart = numberFunction({
	id: 'fraction-part',
	title: 'Decimal part',
	description: 'What stands behind the point: x without its whole part, with the sign of x.',
	sql: (x) => `((${x}) - trunc(${x}))`
});
