import { numberFunction } from './number-function';

export const sine = numberFunction({
	id: 'sine',
	title: 'Sine',
	description: 'sin x, with x in radians.',
	sql: (x) => `sin(${x})`
});
