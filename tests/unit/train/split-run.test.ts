import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { readUnits } from '$lib/core/train/row-units';
import { splitOnce } from '$lib/core/train/split';
import { readTarget } from '$lib/core/train/target';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { jobOn, table } from './jobs';

const trainer = createKernelTrainer();

/** Each person has ten rows and a habit of their own that no other column shows. */
function diary(people: number) {
	const random = seededRandom(8);
	const rows = Array.from({ length: people * 10 }, (_, row) => ({ person: Math.floor(row / 10), day: row % 10 }));
	const habit = Array.from({ length: people }, () => (random() < 0.3 ? 'late' : 'early'));
	return table({
		person: rows.map(({ person }) => `p${person}`),
		number: rows.map(({ person }) => person),
		day: rows.map(({ day }) => day),
		noise: rows.map(() => random()),
		habit: rows.map(({ person }) => habit[person] ?? '')
	});
}

describe('a run split by', () => {
	const columns = diary(60);
	const split = (by: 'group' | 'time' | null, name: string) => {
		const units = by === null ? null : readUnits(columns, by, name);
		const { values } = readTarget(columns, 'habit', 'classification');
		return { ...splitOnce({ strata: values, stratified: true, units, gap: 1, seed: 0 }, 0.25), units };
	};
	const params = { rounds: 40 };

	it('groups does not recognise people it has seen', async () => {
		const ignore = ['person'];
		const byChance = await trainer.train(jobOn(columns, 'habit', { ...split(null, ''), ignore, params }));
		const byPerson = await trainer.train(jobOn(columns, 'habit', { ...split('group', 'person'), ignore, params }));
		expect(byChance.metrics['auc']).toBeGreaterThan(0.9);
		expect(byPerson.metrics['auc']).toBeLessThan(0.75);
	});

	it('time leaves the gap aside while it is measured', async () => {
		const { test, aside, units } = split('time', 'day');
		const result = await trainer.train(jobOn(columns, 'habit', { test, aside, units, params }));
		expect(result.rows).toEqual({ train: 600 - test.length - aside.length, test: test.length });
		expect(aside.length).toBe(60);
	});
});

describe('balanced classes', () => {
	it.each(['linear', 'trees', 'mlp', 'knn'] as const)(
		'weigh the same as a column of weights does, for %s',
		async (estimator) => {
			const random = seededRandom(4);
			const x = Array.from({ length: 400 }, () => random());
			const y = x.map((value) => (value + random() > 1.5 ? 'rare' : 'usual'));
			const rare = y.filter((label) => label === 'rare').length;
			const weight = y.map((label) => 400 / (2 * (label === 'rare' ? rare : 400 - rare)));
			const columns = table({ x, weight, y });
			const none = new Int32Array(0);
			const ask = { estimator, test: none };
			const balanced = await trainer.train(
				jobOn(columns, 'y', { ...ask, ignore: ['weight'], classWeights: 'balanced' })
			);
			const weighed = await trainer.train(jobOn(columns, 'y', { ...ask, weight: 'weight' }));
			const plain = await trainer.train(jobOn(columns, 'y', { ...ask, ignore: ['weight'] }));
			expect(balanced.model.estimator).toEqual(weighed.model.estimator);
			expect(balanced.model.estimator).not.toEqual(plain.model.estimator);
		}
	);
});
