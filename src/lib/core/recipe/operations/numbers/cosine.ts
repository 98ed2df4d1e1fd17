import { numberFunction } from './number-function';

export const cosine = numberFunction({
	id: 'cosine',
	title: 'Cosine',
	description: 'cos x, with x in radians.',
	sql: (x) => `cos(${x})`
});
