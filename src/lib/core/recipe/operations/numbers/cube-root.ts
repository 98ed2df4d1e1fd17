import { numberFunction } from './number-function';

export const cubeRoot = numberFunction({
	id: 'cube-root',
	title: 'Cube root',
	description: 'The cube root, negative for a negative number.',
	sql: (x) => `cbrt(${x})`
});
