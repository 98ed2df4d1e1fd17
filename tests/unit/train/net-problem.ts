import type { TensorFacts } from '$lib/core/profile/tensor-facts';
import { Recorder, phaseNames } from '$lib/core/profile/recorder';
import { seededRandom } from '$lib/core/random';
import type { FitState } from '$lib/core/train/fit-state';
import { netShape, type NetShape } from '$lib/core/train/net';
import { epochOrder } from '$lib/core/train/net-batches';
import { resolveParams, type Params } from '$lib/core/train/params';
import type { FitHooks, Loss, Part, Problem, StepLosses } from '$lib/core/train/problem';
import {
	plainForward,
	plainLoss,
	plainNet,
	plainStep,
	type PlainNet,
	type PlainRows
} from '../../bench/twins/plain-net';

/** Three numbers, a block of six categories, one of three that stays one-hot. */
const blocks = [
	{ input: 'colour', first: 2, count: 6 },
	{ input: 'size', first: 9, count: 3 }
];
const width = 12;
const classesOf: Record<Loss, number> = { squared: 1, logistic: 2, softmax: 3 };

export interface NetCase {
	readonly problem: Problem;
	readonly shape: NetShape;
	/** The training rows as the plain twin reads them. */
	readonly rows: PlainRows;
	readonly testRows: PlainRows;
}

/** A problem of 90 drawn rows of different weights and 20 to test on, and the same rows for the plain twin. */
export function netCase(loss: Loss, params: Params, seed = 5): NetCase {
	const outputs = loss === 'softmax' ? 3 : 1;
	const all = resolveParams('mlp', params);
	const shape = netShape({ width, outputs, blocks }, all);
	const train = drawRows(90, loss, 1);
	const test = drawRows(20, loss, 2);
	const problem = {
		...{ loss, outputs, width, blocks, seed, params: all },
		train: partOf(train, shape),
		validation: partOf([], shape),
		test: partOf(test, shape)
	};
	return { problem, shape, rows: plainRows(train, shape), testRows: plainRows(test, shape) };
}

interface DrawnRow {
	readonly numbers: readonly number[];
	readonly codes: readonly number[];
	readonly label: number;
	readonly weight: number;
}

function drawRows(count: number, loss: Loss, seed: number): DrawnRow[] {
	const random = seededRandom(seed);
	return Array.from({ length: count }, (_, row) => {
		const numbers = [0, 1, 2].map(() => Math.fround(2 * random() - 1));
		const codes = blocks.map((block) => Math.floor(random() * (block.count + 1)));
		const label =
			loss === 'squared' ? Math.fround((numbers[0] ?? 0) + random()) : Math.floor(random() * classesOf[loss]);
		return { numbers, codes, label, weight: [1, 2, 0.5][row % 3] ?? 1 };
	});
}

/** The features that enter a net: blocks read through a table left out, others as 0 and 1. */
function features({ numbers, codes }: DrawnRow, without: readonly string[]): number[] {
	const hot = blocks.map(({ count }, at) => Array.from({ length: count }, (_, k) => Number(codes[at] === k)));
	const [colour = [], size = []] = hot.map((list, at) => (without.includes(blocks[at]?.input ?? '') ? [] : list));
	return [...numbers.slice(0, 2), ...colour, ...numbers.slice(2), ...size];
}

function partOf(rows: readonly DrawnRow[], { tables }: NetShape): Part {
	return {
		rows: Int32Array.from(rows.keys()),
		labels: Float32Array.from(rows, ({ label }) => label),
		weights: Float32Array.from(rows, ({ weight }) => weight),
		weightSum: rows.reduce((sum, { weight }) => sum + weight, 0),
		encode: (into, { rowStride, columnStride }, without = []) => {
			const left = without.map(({ input }) => input);
			rows.forEach((row, i) =>
				features(row, left).forEach((value, j) => (into[i * rowStride + j * columnStride] = value))
			);
		},
		encodeCodes: (into, { rowStride, columnStride }) => {
			rows.forEach(({ codes }, i) =>
				tables.forEach(({ input }, j) => {
					const at = blocks.findIndex((block) => block.input === input);
					into[i * rowStride + j * columnStride] = codes[at] ?? 0;
				})
			);
		}
	};
}

function plainRows(rows: readonly DrawnRow[], { tables }: NetShape): PlainRows {
	const read = tables.map(({ input }) => input);
	return {
		numbers: rows.map((row) => features(row, read)),
		codes: rows.map(({ codes }) => read.map((name) => codes[blocks.findIndex(({ input }) => input === name)] ?? 0)),
		labels: rows.map(({ label }) => label),
		weights: rows.map(({ weight }) => weight)
	};
}

/** Some of the rows, in this order. */
export function inOrder(rows: PlainRows, order: Int32Array): PlainRows {
	const of = <T>(list: readonly T[]) => Array.from(order).flatMap((row) => list.slice(row, row + 1));
	return { numbers: of(rows.numbers), codes: of(rows.codes), labels: of(rows.labels), weights: of(rows.weights) };
}

/** What the plain twin makes of a case: the net after each epoch, and the mean losses. */
export function fitPlainly({ problem, shape, rows, testRows }: NetCase): { net: PlainNet; losses: [number, number][] } {
	const params = resolveParams('mlp', problem.params);
	const net = plainNet(shape, problem.seed);
	const count = rows.labels.length;
	const full = Math.min(params.batch, count);
	const steps = Math.ceil(count / full);
	const losses: [number, number][] = [];
	for (let epoch = 1; epoch <= params.epochs; epoch++) {
		const order = epochOrder(count, problem.seed, epoch);
		let sum = 0;
		for (let at = 0; at < steps; at++) {
			const when = { seed: problem.seed, step: (epoch - 1) * steps + at + 1, total: params.epochs * steps, full };
			sum += plainStep(net, problem.loss, inOrder(rows, order.slice(at * full, (at + 1) * full)), params, when);
		}
		losses.push([sum / problem.train.weightSum, meanLoss(net, problem.loss, testRows)]);
	}
	return { net, losses };
}

function meanLoss(net: PlainNet, loss: Loss, rows: PlainRows): number {
	const margins = plainForward(net, rows, null).values.at(-1) ?? [];
	const weightSum = rows.weights.reduce((sum, weight) => sum + weight, 0);
	return (
		margins.reduce((sum, z, i) => sum + (rows.weights[i] ?? 0) * plainLoss(loss, z, rows.labels[i] ?? 0).loss, 0) /
		weightSum
	);
}

/** The mean over rows of the weighted losses in a training pass: what a step descends. */
function trainingLoss(
	net: PlainNet,
	loss: Loss,
	rows: PlainRows,
	when: { seed: number; step: number; dropout: number }
): number {
	const margins = plainForward(net, rows, when).values.at(-1) ?? [];
	return (
		margins.reduce((sum, z, i) => sum + (rows.weights[i] ?? 0) * plainLoss(loss, z, rows.labels[i] ?? 0).loss, 0) /
		margins.length
	);
}

/** Settings under which the one step of a case moves each parameter by its gradient. */
export const gradientStep = { optimiser: 'sgd', momentum: 0, l2: 0, learningRate: 1, epochs: 1, batch: 90 } as const;

/** The gradient that step should take, by finite differences of its loss, and where it started. */
export function differences({ problem, shape, rows }: NetCase): { start: Float64Array; slopes: Float64Array } {
	const net = plainNet(shape, problem.seed);
	const taken = inOrder(rows, epochOrder(rows.labels.length, problem.seed, 1));
	const { dropout } = resolveParams('mlp', problem.params);
	const lossAt = (place: number, value: number) => {
		const parameters = Float64Array.from(net.parameters);
		parameters[place] = value;
		return trainingLoss({ ...net, parameters }, problem.loss, taken, { seed: problem.seed, step: 1, dropout });
	};
	const slopes = net.parameters.map(
		(value, place) => (lossAt(place, value + 1e-5) - lossAt(place, value - 1e-5)) / 2e-5
	);
	return { start: net.parameters, slopes };
}

/** Hooks that keep what they hear: losses, and the state after each step. `best`: the step that is to be kept, 0 for the last. */
export function keepingHooks(
	restored: FitState | null = null,
	best = 0
): FitHooks & { losses: StepLosses[]; states: FitState[] } {
	const losses: StepLosses[] = [];
	const states: FitState[] = [];
	return {
		...{ losses, states, restored, keepsBest: best > 0 },
		recorder: new Recorder(() => performance.now(), phaseNames.nets, 'test'),
		step: (heard) => {
			losses.push(heard);
			return { isBest: heard.step === best, stop: false };
		},
		checkpoint: async (_, state) => {
			states.push(await state());
		},
		looks: () => false,
		show: () => false,
		pause: () => Promise.resolve()
	};
}

/** Facts are read where they lie: a copy of all of them. */
export function readFacts(facts: TensorFacts): TensorFacts {
	const { name, role, count, mean, meanAbsolute, variance, least, most, zeros, notFinite, inactive } = facts;
	const read = { name, role, count, mean, meanAbsolute, variance, least, most, zeros, notFinite, inactive };
	return { ...read, saturated: facts.saturated ?? null };
}
