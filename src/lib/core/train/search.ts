import type { Random } from '../random';
import type { EstimatorName } from './job';
import { meantFields, resolveParams, stepsParams, type Params } from './params';

type Range = { readonly from: number; readonly to: number; readonly scale: 'log' | 'log-integer' | 'linear' };
type Space = Range | readonly (string | number)[];
const log = (from: number, to: number): Range => ({ from, to, scale: 'log' });
const whole = (from: number, to: number): Range => ({ from, to, scale: 'log-integer' });
const share = (from: number, to: number): Range => ({ from, to, scale: 'linear' });

/** What is tried of each estimator: ranges that tend to matter. */
export const searchSpaces: Record<EstimatorName, Readonly<Record<string, Space>>> = {
	linear: { l2: log(1e-3, 1e3) },
	trees: {
		rounds: whole(25, 400),
		leaves: whole(4, 63),
		learningRate: log(0.02, 0.3),
		l2: log(0.1, 30),
		minChildWeight: log(0.5, 30),
		minChildRows: whole(1, 50),
		rowSample: share(0.5, 1),
		columnSample: share(0.4, 1),
		maxDepth: [0, 0, 0, 4, 6, 8],
		categorySmooth: log(1, 100)
	},
	mlp: {
		hidden: ['32', '64', '64,32', '128,64', '64,64,32'],
		epochs: whole(5, 40),
		batch: whole(64, 512),
		learningRate: log(3e-4, 1e-2),
		optimiser: ['adam', 'adam', 'adamw'],
		l2: log(1e-6, 1e-2),
		weightDecay: log(1e-3, 0.1),
		clip: [0, 0, 1],
		dropout: [0, 0, 0.1, 0.2, 0.4],
		schedule: ['constant', 'cosine'],
		batchNorm: ['off', 'on']
	},
	knn: {
		neighbors: whole(3, 50),
		weights: ['uniform', 'distance'],
		distance: ['euclidean', 'manhattan']
	}
};

/** Settings to try. */
export interface Candidate {
	readonly estimator: EstimatorName;
	readonly params: Params;
}

/**
 * `count` candidates, the estimators by turns: of each the defaults with what is fixed first, then random ones (Bergstra & Bengio 2012).
 * What is fixed stays; with `isBudgeted` so do the steps, of which a candidate is given a part. What would not be read is left as it is.
 */
export function searchCandidates(
	estimators: readonly EstimatorName[],
	fixed: Partial<Record<EstimatorName, Params>>,
	count: number,
	random: Random,
	isBudgeted = false
): Candidate[] {
	return Array.from({ length: count }, (_, at) => {
		const estimator = estimators[at % estimators.length] ?? 'trees';
		const set = fixed[estimator] ?? {};
		if (at < estimators.length) return { estimator, params: resolveParams(estimator, set) };
		const drawn = Object.fromEntries(
			Object.entries(searchSpaces[estimator]).map(([name, space]) => [name, draw(space, random)])
		);
		const steps = stepsParams[estimator];
		if (isBudgeted && steps !== null) delete drawn[steps];
		const meant = meantFields(estimator, { ...drawn, ...set }, false);
		const read = Object.entries(drawn).filter(([name]) => meant.some((field) => field.name === name));
		return { estimator, params: resolveParams(estimator, { ...Object.fromEntries(read), ...set }) };
	});
}

/** The parameters of a candidate that are not the estimator's defaults. */
export function paramsApart({ estimator, params }: Candidate): Record<string, number | string> {
	const defaults = resolveParams(estimator, {});
	return Object.fromEntries(Object.entries(params).filter(([name, value]) => defaults[name] !== value));
}

function draw(space: Space, random: Random): number | string {
	if (!('scale' in space)) return space[Math.floor(random() * space.length)] ?? '';
	const { from, to, scale } = space;
	if (scale === 'linear') return Number((from + (to - from) * random()).toPrecision(3));
	const value = from * (to / from) ** random();
	return scale === 'log' ? Number(value.toPrecision(3)) : Math.round(value);
}
