import { expect, it } from 'vitest';
import { meantFields } from '$lib/core/train/params';

const names = (...asked: Parameters<typeof meantFields>) => meantFields(...asked).map(({ name }) => name);

it('shows losses of numbers for numbers alone, and a quantile where it is the loss', () => {
	expect(names('trees', {}, true)).not.toContain('objective');
	expect(names('trees', {}, false)).toContain('objective');
	expect(names('trees', {}, false)).not.toContain('quantile');
	expect(names('trees', { objective: 'quantile' }, false)).toContain('quantile');
	expect(names('trees', { objective: 'quantile' }, true)).not.toContain('quantile');
});

it.each([
	['adam', ['l2']],
	['sgd', ['l2', 'momentum']],
	['adamw', ['weightDecay']]
])('shows what %s reads', (optimiser, read) => {
	const shown = names('mlp', { optimiser }, true);
	expect(['l2', 'momentum', 'weightDecay'].filter((name) => shown.includes(name))).toEqual(read);
});
