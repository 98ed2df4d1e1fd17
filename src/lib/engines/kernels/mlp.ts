import type { MlpEstimator } from '$lib/core/model/model';
import { initialNet, type NetState } from '$lib/core/train/net';
import { batchRows, epochOrder, stepsOfEpoch } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { packProgress, unpackProgress, type NetProgress } from '$lib/core/train/net-state';
import { netUpdate } from '$lib/core/train/net-update';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import { batchLoss, loadNet, meanLoss } from './loaded-net';
import { NetFacts } from './net-facts';
import { readNet, readRegion, writeNet, writeRegion, type NetMemory } from './net-memory';
import { backward, enterBatch, forward, update, updateParts } from './net-pass';
import type { NetsKernel } from './nets-kernel';
import { timedKernel } from './timed-kernel';

/** A multi-layer perceptron as core/train/net* describes it, in mini-batches. */
export async function fitMlp(kernel: NetsKernel, problem: Problem, hooks: FitHooks): Promise<MlpEstimator> {
	const params = resolveParams('mlp', problem.params);
	const { recorder } = hooks;
	const timed = timedKernel(kernel, recorder);
	const { seed } = problem;
	const loaded = loadNet(kernel, problem, params, hooks);
	const { net, train, validation, test, index } = loaded;
	const { count: rows } = train;
	const gone = hooks.restored && unpackProgress(hooks.restored);
	writeNet(kernel, net, gone ?? initialNet(net.shape, seed));
	if (gone) {
		writeRegion(kernel, net, net.first, gone.first);
		writeRegion(kernel, net, net.second, gone.second);
	}
	const order = new Uint32Array(kernel.memory.buffer, index, rows);
	recorder.lap('upload');

	const full = batchRows(rows, params.batch);
	const total = params.epochs * stepsOfEpoch(rows, params.batch);
	const done = hooks.restored?.step ?? 0;
	let step = done * stepsOfEpoch(rows, params.batch);
	let best = gone?.best ?? null;
	const parts = updateParts(net);
	const facts = new NetFacts(kernel, net, loaded.facts, problem.loss === 'squared' ? 0 : problem.outputs);
	const lookEvery = facts.batchesBetween(full);
	const nobody: readonly number[] = [];
	let isOver = false;
	for (let epoch = done + 1; epoch <= params.epochs && !isOver; epoch++) {
		recorder.open('epoch', epoch);
		order.set(epochOrder(rows, seed, epoch));
		let sum = 0;
		for (let from = 0; from < rows && !isOver; from += full) {
			const batch = { rows: train, index: index + from * 4, count: Math.min(full, rows - from) };
			step += 1;
			const isLooked = hooks.looks(step, lookEvery);
			const calls = recorder.timesKernels(step) ? timed : kernel;
			enterBatch(calls, net, batch);
			recorder.lap('prepare');
			forward(calls, net, batch.count, { seed, step, dropout: params.dropout, full });
			sum += batchLoss(calls, loaded, problem, batch, isLooked ? facts.head : 0);
			recorder.lap('forward');
			backward(calls, net, batch, params.dropout, isLooked ? facts.gated : nobody);
			recorder.lap('backward');
			update(calls, net, params, netUpdate(params, step, total), isLooked ? facts.parts : parts);
			recorder.lap('update');
			recorder.step();
			if (isLooked) {
				isOver = hooks.show(step, facts.take(batch.count));
				recorder.lap('evaluate');
			}
			await hooks.pause();
		}
		/** A rule may have ended it in the middle of an epoch: that one is no step. */
		if (isOver) {
			recorder.close();
			break;
		}
		const means = {
			train: sum / train.weightSum,
			validation: meanLoss(kernel, loaded, problem, validation),
			test: meanLoss(kernel, loaded, problem, test)
		};
		recorder.lap('evaluate');
		recorder.close();
		const { isBest, stop } = hooks.step({ step: epoch, total: params.epochs, ...means });
		if (isBest && hooks.keepsBest) best = readNet(kernel, net);
		isOver = stop;
		if (!stop) await hooks.checkpoint(epoch, () => packProgress(epoch, progressOf(kernel, net, best)));
	}
	return foldNet(net.shape, best ?? readNet(kernel, net));
}

function progressOf(kernel: NetsKernel, net: NetMemory, best: NetState | null): NetProgress {
	const first = readRegion(kernel, net, net.first);
	return { ...readNet(kernel, net), first, second: readRegion(kernel, net, net.second), best };
}
