import { describe, expect, it } from 'vitest';
import { hash32 } from '$lib/core/train/hash32';
import { initialNet, netShape, netTensors, type NetShape } from '$lib/core/train/net';
import { epochOrder, stepsOfEpoch } from '$lib/core/train/net-batches';
import { dropoutKey, dropoutThreshold, isDropped } from '$lib/core/train/net-dropout';
import { foldNet } from '$lib/core/train/net-fold';
import { rateShare, schedules } from '$lib/core/train/net-schedule';
import { netUpdate, optimisers } from '$lib/core/train/net-update';
import { resolveParams } from '$lib/core/train/params';
import { margins } from '$lib/core/train/predict';
import type { Loss } from '$lib/core/train/problem';
import { seededRandom } from '$lib/core/random';
import golden from '../../golden/nets.json';
import {
	plainForward,
	plainGradients,
	plainNet,
	plainStep,
	type PlainNet,
	type PlainRows
} from '../../bench/twins/plain-net';

const losses: Record<string, Loss> = { squared: 'squared', logistic: 'logistic', softmax: 'softmax' };

/** Numbers, a block of five categories, a number, a block of two that stays one-hot, a block of six. */
const blocks = [
	{ input: 'a', first: 2, count: 5 },
	{ input: 'b', first: 8, count: 2 },
	{ input: 'c', first: 10, count: 6 }
];
function shapeOf(outputs: number, batchNorm: 'on' | 'off'): NetShape {
	return netShape({ width: 17, outputs, blocks }, { hidden: '6,4', embedding: 3, batchNorm });
}

function close(found: ArrayLike<number>, wanted: ArrayLike<number>, digits: number): void {
	expect(found.length).toBe(wanted.length);
	for (let i = 0; i < wanted.length; i++) expect(found[i]).toBeCloseTo(wanted[i] ?? NaN, digits);
}

function sampleRows(shape: NetShape, count: number, classes: number): PlainRows {
	const random = seededRandom(7);
	const rows = Array.from({ length: count }, (_, row) => row);
	return {
		numbers: rows.map(() => Array.from({ length: shape.numbers }, () => 2 * random() - 1)),
		codes: rows.map(() => shape.tables.map((table) => Math.floor(random() * (table.count + 1)))),
		labels: rows.map(() => Math.floor(random() * classes)),
		weights: rows.map((row) => [1, 2, 0.5][row % 3] ?? 1)
	};
}

/** A net whose every number is drawn, so that biases, gains and statistics count. */
function drawnNet(shape: NetShape): PlainNet {
	const random = seededRandom(4);
	const net = plainNet(shape, 3);
	net.parameters.forEach((value, i) => (net.parameters[i] = value + 0.4 * (random() - 0.5)));
	net.stats.forEach((value, i) => (net.stats[i] = value + 0.5 * random()));
	return net;
}

describe('the shape of a net', () => {
	it('reads blocks of five categories and more through tables, the rest as numbers', () => {
		const { numbers, tables, layers } = shapeOf(1, 'on');
		expect(numbers).toBe(6);
		expect(tables.map(({ input, size }) => [input, size])).toEqual([
			['a', 3],
			['c', 3]
		]);
		expect(layers.map(({ inputs, outputs, hasNorm }) => [inputs, outputs, hasNorm])).toEqual([
			[12, 6, true],
			[6, 4, true],
			[4, 1, false]
		]);
		const tensors = netTensors(shapeOf(1, 'on'));
		expect(tensors.map(({ role, place }) => `${role} ${place}`).slice(0, 6)).toEqual([
			...['table 0', 'table 1', 'weights 0', 'bias 0', 'gain 0', 'weights 1']
		]);
		tensors
			.slice(1)
			.forEach(({ offset }, i) => expect(offset).toBe((tensors[i]?.offset ?? 0) + (tensors[i]?.count ?? 0)));
	});

	it('starts from Glorot-uniform weights, small tables, zero biases, gains of 1', () => {
		const shape = netShape(
			{ width: 300, outputs: 1, blocks: [{ input: 'a', first: 0, count: 200 }] },
			{ hidden: '200', embedding: 20, batchNorm: 'on' }
		);
		const { parameters, stats } = initialNet(shape, 0);
		const deviation = { table: 0.1, weights: Math.sqrt(2 / (120 + 200)), bias: 0, gain: 0 };
		for (const { role, place, offset, count } of netTensors(shape)) {
			if (place === 1) continue;
			const list = parameters.subarray(offset, offset + count);
			const mean = list.reduce((sum, value) => sum + value, 0) / count;
			const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
			expect(mean).toBeCloseTo(role === 'gain' ? 1 : 0, 2);
			expect(Math.sqrt(variance)).toBeCloseTo(deviation[role], 2);
			if (role === 'weights') expect(Math.max(...list.map(Math.abs))).toBeCloseTo(Math.sqrt(6 / (120 + 200)), 3);
		}
		expect(Array.from(stats)).toEqual([...new Array<number>(200).fill(0), ...new Array<number>(200).fill(1)]);
	});
});

describe('what a step draws', () => {
	it('hashes as numpy does', () => {
		for (const [x = 0, hash = 0] of golden.hash32) expect(hash32(x)).toBe(hash);
	});

	it('drops the units that numpy drops', () => {
		const { seed, step, layer, rows, width, share, kept } = golden.dropout;
		const key = dropoutKey(seed, step, layer);
		const found = Array.from({ length: rows }, (_, row) =>
			Array.from({ length: width }, (_, unit) => (isDropped(key, row, width, unit, dropoutThreshold(share)) ? 0 : 1))
		);
		expect(found).toEqual(kept);
	});

	it('drops the share it is given, whatever the step and the layer', () => {
		const counts = [1, 2, 1000].flatMap((step) =>
			[0, 1].map((layer) => {
				const key = dropoutKey(0, step, layer);
				let dropped = 0;
				for (let at = 0; at < 20_000; at++)
					if (isDropped(key, Math.floor(at / 50), 50, at % 50, dropoutThreshold(0.2))) dropped++;
				return dropped / 20_000;
			})
		);
		for (const share of counts) expect(share).toBeCloseTo(0.2, 1.5);
		expect(new Set(counts).size).toBeGreaterThan(3);
	});

	it('takes each row once an epoch, in an order that is the epoch’s own', () => {
		const first = epochOrder(50, 3, 1);
		expect(Array.from(first).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, row) => row));
		expect(epochOrder(50, 3, 1)).toEqual(first);
		expect(epochOrder(50, 3, 2)).not.toEqual(first);
		expect(epochOrder(50, 4, 1)).not.toEqual(first);
		expect([stepsOfEpoch(50, 16), stepsOfEpoch(48, 16), stepsOfEpoch(5, 16)]).toEqual([4, 3, 1]);
	});
});

describe('schedules', () => {
	it.each([
		['constant', [1, 1, 1, 1, 1]],
		['cosine', [1, 0.9045, 0.6545, 0.3455, 0.0955]],
		['exponential', [1, 0.3981, 0.1585, 0.0631, 0.0251]],
		['step', [1, 1, 1, 0.1, 0.01]],
		// torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=5)
		['one-cycle', [0.04, 0.9505, 0.6113, 0.1883, 0.000004]]
	] as const)('%s', (schedule, wanted) => {
		expect(schedules).toContain(schedule);
		close(
			wanted.map((_, at) => rateShare(schedule, at + 1, 5)),
			wanted,
			4
		);
	});
});

describe('the plain reference', () => {
	it.each(golden.steps.map((step) => [step.loss, step.params.optimiser, step] as const))(
		'steps as numpy does: %s, %s',
		(kind, optimiser, { outputs, params, when, rows, before, value, gradient, after }) => {
			const loss = losses[kind] ?? 'squared';
			const shape = netShape(
				{ width: 7, outputs, blocks: [{ input: 'a', first: 2, count: 5 }] },
				{ hidden: '4', embedding: 3, batchNorm: 'on' }
			);
			const net = {
				shape,
				parameters: Float64Array.from(before.parameters),
				stats: Float64Array.from(before.stats),
				first: Float64Array.from(before.first),
				second: Float64Array.from(before.second)
			};
			const found = plainGradients(net, loss, rows, { ...when, dropout: params.dropout });
			close(found.gradient, gradient, 8);
			expect(plainStep(net, loss, rows, resolveParams('mlp', params), when)).toBeCloseTo(value, 7);
			expect(optimisers).toContain(optimiser);
			close(net.parameters, after.parameters, 7);
			close(net.first, after.first, 8);
			close(net.second, after.second, 8);
			close(net.stats, after.stats, 8);
		}
	);

	it.each(golden.optimisers)('moves as scikit-learn’s $optimiser', ({ optimiser, start, gradients, end }) => {
		const w = [...start];
		const first = start.map(() => 0);
		const second = start.map(() => 0);
		const params = resolveParams('mlp', { optimiser, learningRate: 0.05, momentum: 0.8, l2: 0 });
		gradients.forEach((slopes, at) => {
			const { rate, momentum, correction1, correction2 } = netUpdate(params, at + 1, gradients.length);
			slopes.forEach((g, i) => {
				const [m = 0, s = 0] = [first[i], second[i]];
				first[i] = optimiser === 'sgd' ? momentum * m + g : 0.9 * m + 0.1 * g;
				second[i] = 0.999 * s + 0.001 * g * g;
				const adam = (correction1 * (first[i] ?? 0)) / (Math.sqrt(correction2 * (second[i] ?? 0)) + 1e-8);
				w[i] = (w[i] ?? 0) - rate * (optimiser === 'sgd' ? (first[i] ?? 0) : adam);
			});
		});
		close(w, end, 5);
	});

	it.each([
		['squared', 1, 'on', 0.3],
		['logistic', 1, 'off', 0],
		['softmax', 3, 'on', 0.3]
	] as const)(
		'has the gradients of finite differences: %s, %i outputs, norm %s, dropout %f',
		(loss, outputs, norm, dropout) => {
			const shape = shapeOf(outputs, norm);
			const net = drawnNet(shape);
			const rows = sampleRows(shape, 9, Math.max(2, outputs));
			const training = { seed: 1, step: 2, dropout };
			const { gradient } = plainGradients(net, loss, rows, training);
			const lossAt = (i: number, value: number) => {
				net.parameters[i] = value;
				return plainGradients(net, loss, rows, training).loss / rows.labels.length;
			};
			net.parameters.forEach((value, i) => {
				const slope = (lossAt(i, value + 1e-6) - lossAt(i, value - 1e-6)) / 2e-6;
				net.parameters[i] = value;
				expect(gradient[i]).toBeCloseTo(slope, 6);
			});
		}
	);
});

describe('a net folded into dense layers', () => {
	it.each([
		['on', 1],
		['off', 3]
	] as const)('answers as the net does: norm %s, %i outputs', (norm, outputs) => {
		const shape = shapeOf(outputs, norm);
		const net = drawnNet(shape);
		const rows = sampleRows(shape, 20, 2);
		const wanted = (plainForward(net, rows, null).values.at(-1) ?? []).flat();
		const hot = rows.numbers.flatMap((own, row) => {
			const features = new Array<number>(17).fill(0);
			[0, 1, 7, 8, 9, 16].forEach((feature, at) => (features[feature] = own[at] ?? NaN));
			const [a = 5, c = 6] = rows.codes[row] ?? [];
			if (a < 5) features[2 + a] = 1;
			if (c < 6) features[10 + c] = 1;
			return features;
		});
		const folded = foldNet(shape, {
			parameters: Float32Array.from(net.parameters),
			stats: Float32Array.from(net.stats)
		});
		expect(folded.layers.map(({ inputs, outputs: width }) => [inputs, width])).toEqual([
			[17, 6],
			[6, 4],
			[4, outputs]
		]);
		close(margins(folded, Float32Array.from(hot), 17, outputs), wanted, 5);
	});
});
