import { numberFunction } from './number-function';

export const tanh = numberFunction({
	id: 'tanh',
	title: 'Hyperbolic tangent',
	description: 'tanh x: any number to between -1 and 1.',
	sql: (x) => `tanh(${x})`
});
