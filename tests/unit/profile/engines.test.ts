import { describe, expect, it } from 'vitest';
import type { Profile } from '$lib/core/profile/profile';
import { seededRandom } from '$lib/core/random';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { jobOn, table } from '../train/jobs';
import { expectNested } from './nesting';

const random = seededRandom(4);
const x = Array.from({ length: 1200 }, () => random());
const columns = table({ x, z: x.map(() => random()), label: x.map((value) => (value > 0.5 ? 'yes' : 'no')) });
const callsOf = ({ names, totals }: Profile, kind: string) =>
	Object.fromEntries(
		totals.flatMap(({ name, calls }) => (names[name]?.kind === kind ? [[names[name].name, calls]] : []))
	);

describe('the profile of an engine', () => {
	const trainer = createKernelTrainer();

	it('has the phases of trees, one call a split, and a step a round', async () => {
		const params = { rounds: 8, leaves: 5 };
		const { profile } = await trainer.train(jobOn(columns, 'label', { estimator: 'trees', params, refit: false }));
		const calls = callsOf(profile, 'phase');
		for (const phase of ['read', 'bin', 'gradient', 'histogram', 'split', 'partition', 'evaluate'])
			expect(calls[phase]).toBeGreaterThan(0);
		expect(callsOf(profile, 'group')).toEqual({ fit: 1, round: 8 });
		expect(profile.steps.count).toBe(8);
		expectNested(profile);
	});

	it('has the phases of nets a batch, and in the first of 32 steps the kernels by name', async () => {
		const params = { epochs: 3, batch: 30, hidden: '8' };
		const { profile } = await trainer.train(jobOn(columns, 'label', { estimator: 'mlp', params, refit: false }));
		const batches = 3 * Math.ceil(900 / 30);
		const calls = callsOf(profile, 'phase');
		expect(calls).toMatchObject({ forward: batches, backward: batches, update: batches });
		expect(callsOf(profile, 'group')).toEqual({ fit: 1, epoch: 3 });
		expect(profile.steps.count).toBe(batches);
		const kernels = Object.values(callsOf(profile, 'kernel'));
		expect(kernels.length).toBeGreaterThan(3);
		expect(Math.max(...kernels)).toBeLessThan(40);
		expectNested(profile);
	});
});
