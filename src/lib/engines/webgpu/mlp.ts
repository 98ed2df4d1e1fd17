import type { MlpEstimator } from '$lib/core/model/model';
import { initialNet, netShape } from '$lib/core/train/net';
import { batchRows, epochOrder, stepsOfEpoch } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { lookFacts } from '$lib/core/train/net-look';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import type { Gpu } from './device';
import type { Kernels } from './kernels';
import { GpuMemory } from './memory';
import { GpuNet } from './net';
import { GpuTimer } from './timer';
import { Pace } from './pace';
import { uploadRows } from './rows';

/** Rows that only measure go through at once, at most. */
const measuredRows = 1024;

/**
 * A net by the spec of core/train/net*, fitted by our own shaders: rows and numbers stay on the GPU, many steps are handed over at
 * once, and losses are read once an epoch. Sums run in a fixed order, so the same run gives the same bits on the same adapter.
 */
export async function fitMlp(
	{ gpu, kernels }: { gpu: Gpu; kernels: Kernels },
	problem: Problem,
	hooks: FitHooks
): Promise<MlpEstimator> {
	const params = resolveParams('mlp', problem.params);
	const { recorder, restored } = hooks;
	const shape = netShape(problem, params);
	const rows = problem.train.rows.length;
	const batch = batchRows(rows, params.batch);
	const steps = stepsOfEpoch(rows, params.batch);
	const most = Math.max(problem.validation.rows.length, problem.test.rows.length);
	const capacity = 8 * Math.ceil(Math.max(batch, Math.min(most, measuredRows)) / 8);
	const memory = new GpuMemory(gpu);
	const timer = gpu.hasTimestamps ? new GpuTimer(gpu, memory, recorder) : null;
	try {
		const parts = {
			train: uploadRows(memory, problem.train, shape, hooks),
			validation: uploadRows(memory, problem.validation, shape, hooks),
			test: uploadRows(memory, problem.test, shape, hooks)
		};
		const { loss, outputs, seed } = problem;
		const plan = { shape, params, loss, outputs, seed, batch, totalSteps: params.epochs * steps, capacity };
		const net = new GpuNet(gpu, kernels, memory, plan, parts, timer);
		if (restored) net.restore(restored.arrays);
		else net.write(initialNet(shape, seed));
		await memory.settle();
		recorder.gauge('gpu', memory.bytes);
		recorder.lap('upload');
		const pace = new Pace(gpu, recorder, timer === null);
		const squashed = loss === 'squared' ? 0 : outputs;
		let hasBest = restored?.numbers['hasBest'] === 1;
		let isOver = false;
		for (let epoch = (restored?.step ?? 0) + 1; epoch <= params.epochs; epoch++) {
			recorder.open('epoch', epoch);
			net.takeOrder(epochOrder(rows, seed, epoch));
			for (let done = 0; done < steps && !isOver;) {
				const step = (epoch - 1) * steps + done + 1;
				const isLooked = hooks.looks(step);
				const count = isLooked ? 1 : stepsUnseen(hooks, step, Math.min(pace.steps, steps - done));
				const batches = Array.from({ length: count }, (_, at) => {
					const start = (done + at) * batch;
					return { start, count: Math.min(batch, rows - start) };
				});
				if (isLooked) net.keepBefore();
				net.train(batches, step);
				done += count;
				recorder.lap('prepare');
				await pace.follow(count);
				if (isLooked) {
					const look = await net.look(batches[0]?.count ?? 0);
					await pace.catchUp();
					isOver = hooks.show(step, lookFacts(shape, look, squashed));
					recorder.lap('evaluate');
				}
				await hooks.pause();
			}
			await pace.catchUp();
			await timer?.settle();
			// a rule may have ended it in the middle of an epoch: that one is no step
			if (isOver) {
				recorder.close();
				break;
			}
			const losses = await net.losses();
			recorder.lap('evaluate');
			recorder.close();
			const verdict = hooks.step({ step: epoch, total: params.epochs, ...losses, train: losses.train ?? NaN });
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
		timer?.release();
		memory.release();
		recorder.gauge('gpu', memory.bytes);
	}
}

/** How many steps from `step` on, at most `most`, go by before one that rules look at. */
function stepsUnseen({ looks }: FitHooks, step: number, most: number): number {
	let count = 1;
	while (count < most && !looks(step + count)) count += 1;
	return count;
}
