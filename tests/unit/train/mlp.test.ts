import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { netShape } from '$lib/core/train/net';
import { epochOrder } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { resolveParams } from '$lib/core/train/params';
import type { Loss } from '$lib/core/train/problem';
import { loadNetsKernel } from '$lib/engines/kernels/load';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { encodeRows } from '$lib/core/train/predict';
import { plainLoss, plainNet, plainStep } from '../../bench/twins/plain-net';
import { jobOn, table } from './jobs';

const cases = [
	['squared', 1],
	['logistic', 1],
	['softmax', 3]
] as const;
const kindOf: Record<Loss, number> = { squared: 0, logistic: 1, softmax: 2 };

describe('the nets kernel', () => {
	it('multiplies matrices, also with the first one transposed', async () => {
		const kernel = await loadNetsKernel();
		const [m, n, k] = [8, 12, 5];
		const [a, b, c] = [m * k, k * n, m * n].map((count) => kernel.alloc(count * 4));
		if (a === undefined || b === undefined || c === undefined) throw new Error('no memory');
		const random = seededRandom(1);
		const A = new Float32Array(kernel.memory.buffer, a, m * k).map(() => random() - 0.5);
		const B = new Float32Array(kernel.memory.buffer, b, k * n).map(() => random() - 0.5);
		new Float32Array(kernel.memory.buffer, b, k * n).set(B);
		for (const transposed of [false, true]) {
			const stored = A.map((_, at) => (transposed ? (A[(at % m) * k + Math.floor(at / m)] ?? 0) : (A[at] ?? 0)));
			new Float32Array(kernel.memory.buffer, a, m * k).set(stored);
			kernel.gemm(m, n, k, a, transposed ? 1 : k, transposed ? m : 1, b, c);
			const C = new Float32Array(kernel.memory.buffer, c, m * n);
			C.forEach((value, at) => {
				let sum = 0;
				for (let i = 0; i < k; i++) sum += (A[Math.floor(at / n) * k + i] ?? 0) * (B[i * n + (at % n)] ?? 0);
				expect(value).toBeCloseTo(sum, 5);
			});
		}
	});

	it.each(cases)('has the %s loss and its gradient by definition', async (loss, outputs) => {
		const kernel = await loadNetsKernel();
		const rows = 4;
		const place = [rows * 4, rows, rows, rows * 4].map((count) => kernel.alloc(count * 4));
		const [margins = 0, label = 0, weight = 0, gradient = 0] = place;
		const random = seededRandom(5);
		const { buffer } = kernel.memory;
		const z = Array.from({ length: rows }, () => Array.from({ length: outputs }, () => Math.fround(4 * random() - 2)));
		const y = z.map((_, row) => row % Math.max(2, outputs));
		z.forEach((row, at) => new Float32Array(buffer, margins + at * 16, outputs).set(row));
		new Float32Array(buffer, label, rows).set(y);
		new Float32Array(buffer, weight, rows).set([1, 2, 0, 0.5]);
		const total = kernel.lossGradient(kindOf[loss], margins, rows, 4, outputs, label, weight, 0.25, gradient);
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
	});

	it.each([
		['regression', 'squared', 1],
		['classification', 'logistic', 2],
		['classification', 'softmax', 3]
	] as const)('trains a net like the plain twin (%s, %s)', async (task, loss, classes) => {
		const random = seededRandom(9);
		const rows = 150;
		const columns = table({
			a: Array.from({ length: rows }, () => random() * 3),
			b: Array.from({ length: rows }, () => random() * 100 - 50),
			y: Array.from({ length: rows }, (_, row) => (task === 'regression' ? random() * 10 : row % classes))
		});
		const params = { hidden: '6,5', epochs: 6, batch: 32, learningRate: 0.01, l2: 0.001 };
		const { model } = await createKernelTrainer().train(
			jobOn(columns, 'y', { task, estimator: 'mlp', params, seed: 4, test: new Int32Array(0) })
		);
		if (model.estimator.type !== 'mlp') throw new Error('not a net');
		const encoded = encodeRows(model, columns);
		const x = Array.from({ length: rows }, (_, row) => Array.from(encoded.subarray(row * 2, row * 2 + 2)));
		const target = columns.columns[2]?.vector;
		const values = target?.kind === 'number' ? Array.from(target.values) : [];
		const mean = values.reduce((sum, value) => sum + value, 0) / rows;
		const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
		const labels = values.map((value) => (task === 'regression' ? (value - mean) / scale : value));
		const all = resolveParams('mlp', params);
		const twinShape = netShape({ width: 2, outputs: classes === 3 ? 3 : 1, blocks: [] }, all);
		const net = plainNet(twinShape, 4);
		let step = 0;
		for (let epoch = 1; epoch <= params.epochs; epoch++) {
			const order = Array.from(epochOrder(rows, 4, epoch));
			for (let from = 0; from < rows; from += params.batch) {
				const taken = order.slice(from, from + params.batch);
				const batch = {
					numbers: taken.map((row) => x[row] ?? []),
					codes: [],
					labels: taken.map((row) => labels[row] ?? NaN),
					weights: taken.map(() => 1)
				};
				step += 1;
				plainStep(net, loss, batch, all, { seed: 4, step, total: 30, full: params.batch });
			}
		}
		const twin = foldNet(twinShape, {
			parameters: Float32Array.from(net.parameters),
			stats: new Float32Array(0)
		}).layers;
		const last = twin.at(-1);
		if (task === 'regression' && last) {
			last.weights.forEach((value, at) => (last.weights[at] = value * scale));
			last.bias.forEach((value, at) => (last.bias[at] = value * scale + mean));
		}
		model.estimator.layers.forEach(({ weights, bias }, depth) => {
			weights.forEach((value, at) => expect(value).toBeCloseTo(twin[depth]?.weights[at] ?? NaN, 3));
			bias.forEach((value, at) => expect(value).toBeCloseTo(twin[depth]?.bias[at] ?? NaN, 3));
		});
	});
});
