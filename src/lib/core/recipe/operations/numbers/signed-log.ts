import { numberFunction } from './number-function';

export const signedLog = numberFunction({
	id: 'signed-log',
	title: 'Signed logarithm',
	description: 'sign(x) ln(1 + |x|): a logarithm that takes negative numbers and keeps 0.',
	sql: (x) => `sign(${x}) * ln(1e0 + abs(${x}))`
});
