import type { MlpEstimator } from '$lib/core/model/model';
import { initialNet, netShape, type NetState } from '$lib/core/train/net';
import { batchRows, epochOrder, stepsOfEpoch } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { packProgress, unpackProgress, type NetProgress } from '$lib/core/train/net-state';
import { netUpdate } from '$lib/core/train/net-update';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import { lossKinds } from './linear';
import { netFacts } from './net-facts';
import { allocateNet, readNet, readRegion, roundUp, writeNet, writeRegion, type NetMemory } from './net-memory';
import { backward, enterBatch, forward, update, type Batch } from './net-pass';
import { allocateRows, loadRows, type NetRows } from './net-rows';
import type { NetsKernel } from './nets-kernel';

/** Rows that are measured at once, at least. */
const measuredRows = 256;

/** A multi-layer perceptron as core/train/net* describes it, in mini-batches. */
export async function fitMlp(kernel: NetsKernel, problem: Problem, hooks: FitHooks): Promise<MlpEstimator> {
	const params = resolveParams('mlp', problem.params);
	const { recorder } = hooks;
	const { seed } = problem;
	const shape = netShape(problem, params);
	const rows = problem.train.rows.length;
	const full = batchRows(rows, params.batch);
	const parts = [problem.train, problem.validation, problem.test];
	const most = Math.max(...parts.map((part) => part.rows.length));
	const atOnce = roundUp(Math.max(full, Math.min(measuredRows, most)));
	const net = allocateNet(kernel, shape, atOnce);
	const [train, validation, test] = parts.map((part) => allocateRows(kernel, shape, part));
	const label = kernel.alloc(atOnce * 4);
	const weight = kernel.alloc(atOnce * 4);
	const index = kernel.alloc(most * 4);
	const facts = kernel.alloc(64);
	const head = net.layers.at(-1);
	if (!head || !train || !validation || !test) return { type: 'mlp', layers: [] };
	for (const [at, loaded] of [train, validation, test].entries()) {
		const part = parts[at];
		if (part) loadRows(kernel, shape, part, loaded, hooks);
	}
	const gone = hooks.restored && unpackProgress(hooks.restored);
	writeNet(kernel, net, gone ?? initialNet(shape, seed));
	if (gone) {
		writeRegion(kernel, net, net.first, gone.first);
		writeRegion(kernel, net, net.second, gone.second);
	}
	const order = new Uint32Array(kernel.memory.buffer, index, most);
	const bytes = new Uint8Array(kernel.memory.buffer);
	recorder.lap('upload');

	/** The weighted sum of losses of a batch that has gone forward; the gradient of the margins is left behind. */
	const losses = (batch: Batch): number => {
		const { count } = batch;
		kernel.gatherOne(batch.rows.label, batch.index, count, label);
		kernel.gatherOne(batch.rows.weight, batch.index, count, weight);
		const { values, outputs, gradient } = head;
		const kind = lossKinds[problem.loss];
		return kernel.lossGradient(kind, values, count, outputs, problem.outputs, label, weight, 1 / count, gradient);
	};
	const measure = (part: NetRows): number | null => {
		if (!(part.weightSum > 0)) return null;
		for (let row = 0; row < part.count; row++) order[row] = row;
		let sum = 0;
		for (let from = 0; from < part.count; from += atOnce) {
			const batch = { rows: part, index: index + from * 4, count: Math.min(atOnce, part.count - from) };
			enterBatch(kernel, net, batch);
			forward(kernel, net, batch.count, null);
			sum += losses(batch);
		}
		recorder.lap('evaluate');
		return sum / part.weightSum;
	};

	const total = params.epochs * stepsOfEpoch(rows, params.batch);
	const done = hooks.restored?.step ?? 0;
	let step = done * stepsOfEpoch(rows, params.batch);
	let best = gone?.best ?? null;
	let isOver = false;
	for (let epoch = done + 1; epoch <= params.epochs && !isOver; epoch++) {
		recorder.open('epoch', epoch);
		order.set(epochOrder(rows, seed, epoch));
		let sum = 0;
		for (let from = 0; from < rows && !isOver; from += full) {
			const batch = { rows: train, index: index + from * 4, count: Math.min(full, rows - from) };
			step += 1;
			enterBatch(kernel, net, batch);
			recorder.lap('prepare');
			forward(kernel, net, batch.count, { seed, step, dropout: params.dropout, full });
			sum += losses(batch);
			recorder.lap('forward');
			backward(kernel, net, batch, params.dropout);
			recorder.lap('backward');
			bytes.copyWithin(net.before, net.parameters, net.parameters + net.size * 4);
			update(kernel, net, params, netUpdate(params, step, total));
			recorder.lap('update');
			recorder.step();
			isOver = hooks.watch(step, () => {
				const seen = netFacts(kernel, net, facts, batch.count);
				recorder.lap('evaluate');
				return seen;
			});
			await hooks.pause();
		}
		/** A rule may have ended it in the middle of an epoch. */
		if (isOver) recorder.close();
		else {
			const means = { train: sum / train.weightSum, validation: measure(validation), test: measure(test) };
			recorder.close();
			const { isBest, stop } = hooks.step({ step: epoch, total: params.epochs, ...means });
			if (isBest && hooks.keepsBest) best = readNet(kernel, net);
			isOver = stop;
			if (!stop) await hooks.checkpoint(epoch, () => packProgress(epoch, progressOf(kernel, net, best)));
		}
	}
	return foldNet(shape, best ?? readNet(kernel, net));
}

function progressOf(kernel: NetsKernel, net: NetMemory, best: NetState | null): NetProgress {
	const first = readRegion(kernel, net, net.first);
	return { ...readNet(kernel, net), first, second: readRegion(kernel, net, net.second), best };
}
