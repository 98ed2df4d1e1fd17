import { add, dispose, getBackend, keep, scalar, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { MlpEstimator } from '$lib/core/model/model';
import { initialNet, netShape } from '$lib/core/train/net';
import { batchRows, epochOrder, stepsOfEpoch } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { lookFacts } from '$lib/core/train/net-look';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Part, Problem } from '$lib/core/train/problem';
import { TfjsNet } from './net';
import { gatherRows, tensorsOf, uploadRows, type Rows } from './rows';
import { StepClock } from './step-clock';

/** How many batches may wait on the device before it is asked for an answer. */
const batchesInFlight = 32;

/**
 * The same net as the kernels train, on the current tfjs backend: same start, same batches, same masks, same updates. The backward pass is
 * written out, so that forward, backward and update can be timed apart and no gradient registry is loaded. On WebGPU phases are the
 * time this thread spends; waiting for the adapter is `idle`.
 */
export async function fitMlp(problem: Problem, hooks: FitHooks): Promise<MlpEstimator> {
	const params = resolveParams('mlp', problem.params);
	const { recorder, restored } = hooks;
	const { loss, seed } = problem;
	const shape = netShape(problem, params);
	const count = problem.train.rows.length;
	const batch = batchRows(count, params.batch);
	const steps = stepsOfEpoch(count, params.batch);
	const train = uploadRows(problem.train, shape, hooks);
	const validation = uploadRows(problem.validation, shape, hooks);
	const test = uploadRows(problem.test, shape, hooks);
	const plan = { shape, params, loss, seed, batch, totalSteps: params.epochs * steps };
	const net = new TfjsNet(plan, restored?.arrays ?? { ...initialNet(shape, seed) });
	recorder.lap('upload');
	const clock = new StepClock(recorder, getBackend() === 'webgpu');
	let total: Tensor = keep(scalar(0));
	const squashed = loss === 'squared' ? 0 : problem.outputs;
	let hasBest = restored?.numbers['hasBest'] === 1;
	let isOver = false;
	try {
		for (let epoch = (restored?.step ?? 0) + 1; epoch <= params.epochs; epoch++) {
			recorder.open('epoch', epoch);
			const order = epochOrder(count, seed, epoch);
			for (let at = 0; at < steps && !isOver; at++) {
				const step = (epoch - 1) * steps + at + 1;
				const isLooked = hooks.looks(step);
				const before = total;
				clock.begin();
				total = tidy(() => {
					const rows = gatherRows(train, order.slice(at * batch, (at + 1) * batch));
					recorder.lap('prepare');
					return keep(add(before, net.train(rows, step, hooks, isLooked)));
				});
				before.dispose();
				clock.end();
				if ((at + 1) % batchesInFlight === 0) {
					await total.data();
					clock.answered();
				}
				if (isLooked) {
					const look = await net.look();
					clock.answered();
					isOver = hooks.show(step, lookFacts(shape, look, squashed));
					recorder.lap('evaluate');
				}
				await hooks.pause();
			}
			/** A rule may have ended it in the middle of an epoch: that one is no step. */
			if (isOver) {
				recorder.close();
				break;
			}
			const trainLoss = ((await total.data())[0] ?? NaN) / problem.train.weightSum;
			total.dispose();
			total = keep(scalar(0));
			clock.answered();
			const losses = {
				train: trainLoss,
				validation: await meanLoss(net, validation, problem.validation),
				test: await meanLoss(net, test, problem.test)
			};
			recorder.lap('evaluate');
			recorder.close();
			const verdict = hooks.step({ step: epoch, total: params.epochs, ...losses });
			if (verdict.isBest && hooks.keepsBest) {
				net.keepBest();
				hasBest = true;
			}
			await hooks.checkpoint(epoch, async () => ({
				step: epoch,
				numbers: { hasBest: Number(hasBest) },
				arrays: await net.readState()
			}));
			if (verdict.stop) break;
		}
		return foldNet(shape, await net.read(hasBest));
	} finally {
		dispose([total, ...[train, validation, test].flatMap(tensorsOf)]);
		net.dispose();
	}
}

async function meanLoss(net: TfjsNet, rows: Rows, { weightSum }: Part): Promise<number | null> {
	return weightSum > 0 ? (await net.measure(rows)) / weightSum : null;
}
