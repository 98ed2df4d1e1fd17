import { numberFunction } from './number-function';

export const inverseSinh = numberFunction({
	id: 'inverse-sinh',
	title: 'Inverse hyperbolic sine',
	description: 'asinh x = ln(x + sqrt(x^2 + 1)): like a logarithm for large numbers of either sign, like x near 0.',
	sql: (x) => `asinh(${x})`
});
