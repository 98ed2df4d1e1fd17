import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { foldNet } from '$lib/core/train/net-fold';
import type { Loss, StepLosses } from '$lib/core/train/problem';
import { saturatedShare, type TensorFacts } from '$lib/core/profile/tensor-facts';
import { loadNetsKernel } from '$lib/engines/kernels/load';
import { fitMlp } from '$lib/engines/kernels/mlp';
import { plainLoss } from '../../bench/twins/plain-net';
import { differences, fitPlainly, gradientStep, keepingHooks, netCase, readFacts } from './net-problem';

const cases = [
	['squared', 1],
	['logistic', 1],
	['softmax', 3]
] as const;
const kindOf: Record<Loss, number> = { squared: 0, logistic: 1, softmax: 2 };

describe('the nets kernel', () => {
	it('multiplies matrices and adds a bias, also with the first one transposed, also clamped', async () => {
		const kernel = await loadNetsKernel();
		const [m, n, k] = [8, 12, 5];
		const [a = 0, b = 0, c = 0, start = 0] = [m * k, k * n, m * n, n].map((count) => kernel.alloc(count * 4));
		const random = seededRandom(1);
		const A = new Float32Array(kernel.memory.buffer, a, m * k).map(() => random() - 0.5);
		const B = new Float32Array(kernel.memory.buffer, b, k * n).map(() => random() - 0.5);
		new Float32Array(kernel.memory.buffer, b, k * n).set(B);
		const bias = new Float32Array(kernel.memory.buffer, start, n).map(() => random() - 0.5);
		new Float32Array(kernel.memory.buffer, start, n).set(bias);
		for (const [transposed, relu] of [
			[false, 0],
			[true, 0],
			[false, 1]
		] as const) {
			const stored = A.map((_, at) => (transposed ? (A[(at % m) * k + Math.floor(at / m)] ?? 0) : (A[at] ?? 0)));
			new Float32Array(kernel.memory.buffer, a, m * k).set(stored);
			kernel.gemm(m, n, k, a, transposed ? 1 : k, transposed ? m : 1, b, n, start, relu, c);
			const C = new Float32Array(kernel.memory.buffer, c, m * n);
			C.forEach((value, at) => {
				let sum = bias[at % n] ?? 0;
				for (let i = 0; i < k; i++) sum += (A[Math.floor(at / n) * k + i] ?? 0) * (B[i * n + (at % n)] ?? 0);
				expect(value).toBeCloseTo(relu ? Math.max(0, sum) : sum, 5);
			});
		}
	});

	it.each(cases)('has the %s loss and its gradient by definition', async (loss, outputs) => {
		const kernel = await loadNetsKernel();
		const rows = 4;
		const place = [rows * 4, rows, rows, rows * 4, 4].map((count) => kernel.alloc(count * 4));
		const [margins = 0, label = 0, weight = 0, gradient = 0, facts = 0] = place;
		const random = seededRandom(5);
		const { buffer } = kernel.memory;
		const z = Array.from({ length: rows }, () => Array.from({ length: outputs }, () => Math.fround(4 * random() - 2)));
		const y = z.map((_, row) => row % Math.max(2, outputs));
		z.forEach((row, at) => new Float32Array(buffer, margins + at * 16, outputs).set(row));
		new Float32Array(buffer, label, rows).set(y);
		new Float32Array(buffer, weight, rows).set([1, 2, 0, 0.5]);
		const total = kernel.lossGradient(kindOf[loss], margins, rows, 4, outputs, label, weight, 0.25, gradient, 0);
		let wanted = 0;
		z.forEach((row, at) => {
			const w = [1, 2, 0, 0.5][at] ?? 0;
			const exact = plainLoss(loss, row, y[at] ?? 0);
			wanted += w * exact.loss;
			const found = new Float32Array(buffer, gradient + at * 16, 4);
			exact.gradient.forEach((slope, k) => expect(found[k]).toBeCloseTo(w * 0.25 * slope, 6));
			for (let k = outputs; k < 4; k++) expect(found[k]).toBe(0);
		});
		expect(total).toBeCloseTo(wanted, 6);

		z[1]?.splice(0, 1, 17);
		z.forEach((row, at) => new Float32Array(buffer, margins + at * 16, outputs).set(row));
		kernel.lossGradient(kindOf[loss], margins, rows, 4, outputs, label, weight, 0.25, gradient, facts);
		const [size, saturated] = new Float64Array(buffer, facts, 2);
		expect(size).toBeCloseTo(
			z.flat().reduce((sum, margin) => sum + Math.abs(margin), 0),
			5
		);
		const share = loss === 'squared' ? 0 : saturatedShare(Float32Array.from(z.flat()), outputs);
		expect([saturated, saturated === 0]).toEqual([share * rows * outputs, loss === 'squared']);
	});
});

describe('a net on the kernels', () => {
	const plain = { hidden: '7,5', epochs: 3, batch: 16, learningRate: 0.01, embedding: 0 };
	const all = { ...plain, embedding: 3, batchNorm: 'on', dropout: 0.2, clip: 0.5 };
	it.each([
		['squared', { ...plain, l2: 0.01 }],
		['logistic', plain],
		['softmax', { ...plain, optimiser: 'sgd', schedule: 'one-cycle' }],
		['squared', { ...plain, embedding: 6, optimiser: 'adamw', weightDecay: 0.3 }],
		['logistic', { ...plain, batchNorm: 'on', batch: 30, schedule: 'cosine' }],
		['softmax', { ...plain, dropout: 0.3 }],
		['logistic', { ...plain, clip: 0.1, optimiser: 'sgd', learningRate: 0.3 }],
		['squared', { ...all, optimiser: 'sgd' }],
		['logistic', { ...all, optimiser: 'adamw', schedule: 'exponential' }],
		['softmax', { ...all, schedule: 'step' }]
	] as const)('learns what the reference learns: %s, %o', async (loss, params) => {
		const asked = netCase(loss, params);
		const hooks = keepingHooks();
		const { test } = asked.problem;
		const found = await fitMlp(await loadNetsKernel(), { ...asked.problem, validation: test }, hooks);
		const { net, losses } = fitPlainly(asked);
		const folded = foldNet(asked.shape, {
			parameters: Float32Array.from(net.parameters),
			stats: Float32Array.from(net.stats)
		});
		folded.layers.forEach(({ weights, bias }, depth) => {
			const own = found.layers[depth];
			expect(own?.weights.length).toBe(weights.length);
			weights.forEach((value, at) => expect(own?.weights[at]).toBeCloseTo(value, 4));
			bias.forEach((value, at) => expect(own?.bias[at]).toBeCloseTo(value, 4));
		});
		expect(hooks.losses.map(({ step }) => step)).toEqual([1, 2, 3]);
		hooks.losses.forEach(({ train, validation, test: measured }, at) => {
			const [trained = NaN, tested = NaN] = losses[at] ?? [];
			expect(train).toBeCloseTo(trained, 4);
			expect(measured).toBeCloseTo(tested, 4);
			expect(validation).toBe(measured);
		});
	});

	it.each(['squared', 'logistic', 'softmax'] as const)('has the gradients of finite differences: %s', async (loss) => {
		const asked = netCase(loss, { hidden: '6,5', embedding: 3, batchNorm: 'on', dropout: 0.2, ...gradientStep });
		const hooks = keepingHooks();
		await fitMlp(await loadNetsKernel(), asked.problem, hooks);
		const end = hooks.states[0]?.arrays['parameters'];
		const { start, slopes } = differences(asked);
		slopes.forEach((slope, at) => expect((start[at] ?? NaN) - (end?.[at] ?? NaN)).toBeCloseTo(slope, 4));
	});

	it.each([
		['off', 'adam'],
		['on', 'sgd']
	])('goes on from a checkpoint to the same bits: norm %s, %s', async (batchNorm, optimiser) => {
		const params = { hidden: '8', epochs: 5, batch: 20, batchNorm, optimiser, dropout: 0.1, schedule: 'cosine' };
		const { problem } = netCase('logistic', params);
		const best = { keepsBest: true, step: ({ step }: StepLosses) => ({ isBest: step === 2, stop: false }) };
		const hooks = keepingHooks();
		const whole = await fitMlp(await loadNetsKernel(), problem, { ...hooks, ...best });
		expect(hooks.states.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
		for (const restored of hooks.states)
			expect(await fitMlp(await loadNetsKernel(), problem, { ...keepingHooks(restored), ...best })).toEqual(whole);
		const last = await fitMlp(await loadNetsKernel(), problem, keepingHooks());
		expect(last).not.toEqual(whole);
		const resumed = keepingHooks(hooks.states[0]);
		expect(await fitMlp(await loadNetsKernel(), problem, resumed)).toEqual(last);
		expect(resumed.losses.map(({ step }) => step)).toEqual([2, 3, 4, 5]);
	});

	it('ends when it is told to, and keeps the best', async () => {
		const params = { hidden: '8', epochs: 9, batch: 20 };
		const steps: number[] = [];
		const step = (losses: StepLosses) => {
			steps.push(losses.step);
			return { isBest: losses.step <= 2, stop: losses.step === 4 };
		};
		const hooks = { ...keepingHooks(), keepsBest: true, step };
		const found = await fitMlp(await loadNetsKernel(), netCase('logistic', params).problem, hooks);
		expect(steps).toEqual([1, 2, 3, 4]);
		const short = netCase('logistic', { ...params, epochs: 2 }).problem;
		expect(found).toEqual(await fitMlp(await loadNetsKernel(), short, keepingHooks()));
	});

	it('shows what a step left: facts of weights, gradients, updates and activations by definition', async () => {
		const params = { hidden: '6', epochs: 1, batch: 90, embedding: 4, learningRate: 0.01 };
		const seen: TensorFacts[] = [];
		const show = (step: number, facts: readonly TensorFacts[]) => {
			seen.push(...facts.map(readFacts));
			return step === 1;
		};
		const hooks = keepingHooks();
		const { problem } = netCase('squared', params);
		const found = await fitMlp(await loadNetsKernel(), problem, { ...hooks, looks: () => true, show });
		expect(hooks.losses).toEqual([]);
		expect(seen.map(({ name, role }) => `${name}: ${role}`)).toEqual([
			...['layer 1: weight', 'layer 1: gradient', 'layer 1: update'],
			...['layer 2: weight', 'layer 2: gradient', 'layer 2: update'],
			...['embedding colour: weight', 'embedding colour: gradient', 'embedding colour: update'],
			...['layer 1: activation', 'layer 2: activation']
		]);
		const head = found.layers[1]?.weights ?? [];
		const facts = seen.find(({ name, role }) => name === 'layer 2' && role === 'weight');
		const mean = head.reduce((sum, w) => sum + w, 0) / 6;
		expect(facts).toMatchObject({ count: 6, zeros: 0, notFinite: 0, inactive: null });
		expect(facts?.mean).toBeCloseTo(mean, 6);
		expect(facts?.meanAbsolute).toBeCloseTo(head.reduce((sum, w) => sum + Math.abs(w), 0) / 6, 6);
		expect(facts?.variance).toBeCloseTo(head.reduce((sum, w) => sum + (w - mean) ** 2, 0) / 6, 6);
		expect(facts?.least).toBeCloseTo(Math.min(...head), 6);
		expect(facts?.most).toBeCloseTo(Math.max(...head), 6);
		for (const { name, role, most } of seen)
			if (role === 'update') expect([name, most > 0.009 && most < 0.011]).toEqual([name, true]);
		const gate = seen.find(({ name, role }) => name === 'layer 1' && role === 'activation');
		expect(gate?.count).toBe(90 * 6);
		expect(gate?.zeros).toBeGreaterThan(0.1);
	});

	it.each([
		['softmax', { hidden: '6,5', batch: 32, embedding: 4, batchNorm: 'on', dropout: 0.2, clip: 0.1 }],
		['logistic', { hidden: '70,18', batch: 90, embedding: 3, optimiser: 'adamw', weightDecay: 0.1 }],
		['squared', { hidden: '21', batch: 30, optimiser: 'sgd', l2: 0.01 }]
	] as const)(
		'learns the same to the bit while rules look on, and sums up what they count: %s',
		async (loss, params) => {
			const { problem } = netCase(loss, { epochs: 3, ...params });
			const found = await fitMlp(await loadNetsKernel(), problem, keepingHooks());
			let looks = 0;
			const show = (_: number, facts: readonly TensorFacts[]) => {
				looks += 1;
				for (const tensor of facts) {
					const size = Math.max(Math.abs(tensor.least), Math.abs(tensor.most));
					// of a mean of sizes and the values themselves as one kernel sums them up, the other counts them
					expect(tensor.meanAbsolute).toBeLessThanOrEqual(size * 1.000001);
					expect(tensor.meanAbsolute).toBeGreaterThanOrEqual(Math.abs(tensor.mean) * 0.999999);
					if (tensor.least >= 0) expect(tensor.meanAbsolute).toBeCloseTo(tensor.mean, 6);
					expect(tensor.meanAbsolute ** 2).toBeLessThanOrEqual((tensor.variance + tensor.mean ** 2) * 1.000001);
					expect([tensor.notFinite, tensor.meanAbsolute === 0]).toEqual([0, tensor.zeros === 1]);
				}
				return false;
			};
			const looked = await fitMlp(await loadNetsKernel(), problem, { ...keepingHooks(), looks: () => true, show });
			expect(looked).toEqual(found);
			expect(looks).toBe(3 * Math.ceil(problem.train.rows.length / params.batch));
		}
	);
});

it.each([
	[{ hidden: '128,64', batch: 90 }, 1],
	[{ hidden: '64,64', batch: 32 }, 3],
	[{ hidden: '8', batch: 16 }, 15]
])('a net is looked at as often as its size allows: %o every %i', async (params, every) => {
	const wanted = new Set<number | undefined>();
	const looks = (_: number, given?: number) => (wanted.add(given), false);
	const { problem } = netCase('logistic', { epochs: 1, embedding: 0, ...params });
	await fitMlp(await loadNetsKernel(), problem, { ...keepingHooks(), looks });
	expect([...wanted]).toEqual([every]);
});

describe('facts of a tensor', () => {
	it('leave padding out, count zeros and what is not finite, and find units that never fire', async () => {
		const kernel = await loadNetsKernel();
		const values = kernel.alloc(3 * 8 * 4);
		const out = kernel.alloc(64);
		const rows = [
			[1, -2, 0, 0, 5, 99, 99, 99],
			[NaN, 4, 0, 0, 0, 99, 99, 99],
			[Infinity, -Infinity, 0, 3, 0, 99, 99, 99]
		];
		new Float32Array(kernel.memory.buffer, values, 24).set(rows.flat());
		kernel.tensorFacts(values, 3, 5, 8, out);
		const finite = [1, -2, 0, 0, 5, 4, 0, 0, 0, 0, 3, 0];
		const sum = (list: readonly number[]) => list.reduce((total, x) => total + x, 0);
		const squares = sum(finite.map((x) => x * x));
		expect(Array.from(new Float64Array(kernel.memory.buffer, out, 8))).toEqual([
			...[finite.length, sum(finite), sum(finite.map(Math.abs)), squares, -2, 5],
			...[finite.filter((x) => x === 0).length, 3]
		]);
	});

	it('are summed up on the way back through a relu, and where an update passes', async () => {
		const kernel = await loadNetsKernel();
		const [width, units, rows] = [24, 21, 5];
		const [values = 0, slopes = 0] = [1, 2].map(() => kernel.alloc(width * rows * 4));
		const out = kernel.alloc(16);
		const given = new Float32Array(kernel.memory.buffer, values, width * rows);
		const gradient = new Float32Array(kernel.memory.buffer, slopes, width * rows);
		const random = seededRandom(3);
		for (let at = 0; at < given.length; at++) given[at] = [2, 17, 20, 22].includes(at % width) ? 0 : random();
		given[3 * width + 17] = 1e-40;
		given[0] = 0;
		gradient.fill(1);
		const sums = () => Array.from(new Float64Array(kernel.memory.buffer, out, 2));
		kernel.gateBackward(slopes, values, rows, width, 2, units, out);
		gradient.forEach((slope, at) => expect(slope).toBe((given[at] ?? 0) > 0 ? 2 : 0));
		expect(sums()[0]).toBeCloseTo(
			given.reduce((sum, x) => sum + x, 0),
			4
		);
		expect(sums()[1]).toBe(2);
		given[20] = NaN;
		kernel.gateBackward(slopes, values, rows, width, 2, units, out);
		expect(sums()).toEqual([NaN, 1]);

		const count = 5000;
		const [w = 0, g = 0, m = 0, change = 0] = Array.from({ length: 4 }, () => kernel.alloc(count * 4));
		const totals = kernel.alloc(24);
		const view = (at: number) => new Float32Array(kernel.memory.buffer, at, count);
		for (const at of [w, g]) view(at).forEach((_, place, all) => (all[place] = random() - 0.5));
		const before = view(w).slice();
		kernel.sgd(w, g, m, count, 0.5, 0.01, 0, 0.9, change, totals);
		view(change).forEach((x, at) => expect(x).toBe(Math.fround((view(w)[at] ?? NaN) - (before[at] ?? NaN))));
		const size = (at: number) => view(at).reduce((sum, x) => sum + Math.abs(x), 0) / count;
		const found = Array.from(new Float64Array(kernel.memory.buffer, totals, 3), (sum) => sum / count);
		[w, g, change].forEach((at, place) => expect(found[place]).toBeCloseTo(size(at), 6));
		view(g)[4999] = Infinity;
		kernel.sgd(w, g, m, count, 0.5, 0.01, 0, 0.9, change, totals);
		expect(Array.from(new Float64Array(kernel.memory.buffer, totals, 3))).toEqual([Infinity, Infinity, Infinity]);
	});
});
