import type { Random } from '../random';
import type { EstimatorName } from './job';
import { resolveParams, type Params } from './params';

type Range = { readonly from: number; readonly to: number; readonly scale: 'log' | 'log-integer' };
const log = (from: number, to: number): Range => ({ from, to, scale: 'log' });
const whole = (from: number, to: number): Range => ({ from, to, scale: 'log-integer' });

const spaces: Record<EstimatorName, Readonly<Record<string, Range | readonly string[]>>> = {
	linear: { l2: log(1e-3, 1e3) },
	trees: {
		rounds: whole(25, 400),
		leaves: whole(4, 63),
		learningRate: log(0.02, 0.3),
		l2: log(0.1, 30),
		minChildWeight: log(0.5, 30)
	},
	mlp: {
		hidden: ['32', '64', '64,32', '128,64', '64,64,32'],
		epochs: whole(5, 40),
		batch: whole(64, 512),
		learningRate: log(3e-4, 1e-2),
		l2: log(1e-6, 1e-2)
	}
};

/**
 * `count` settings to try: the defaults with `fixed` first, then random ones (Bergstra & Bengio 2012), numbers log-uniform over a
 * range that tends to matter. What is fixed stays.
 */
export function candidateParams(estimator: EstimatorName, fixed: Params, count: number, random: Random): Params[] {
	const candidates: Params[] = [resolveParams(estimator, fixed)];
	while (candidates.length < count) {
		const drawn = Object.fromEntries(
			Object.entries(spaces[estimator]).map(([name, space]) => [name, draw(space, random)])
		);
		candidates.push(resolveParams(estimator, { ...drawn, ...fixed }));
	}
	return candidates;
}

function draw(space: Range | readonly string[], random: Random): number | string {
	if (!('scale' in space)) return space[Math.floor(random() * space.length)] ?? '';
	const value = space.from * (space.to / space.from) ** random();
	return space.scale === 'log' ? Number(value.toPrecision(3)) : Math.round(value);
}
