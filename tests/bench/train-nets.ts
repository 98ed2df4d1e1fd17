import { measurementJob, rowsPerSecond } from '$lib/core/train/measurement';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { breathe, createKernelTrainer } from '$lib/engines/kernels/trainer';
import { createTfjsTrainer } from '$lib/engines/tfjs/trainer';
import { plainFit } from './twins/plain-mlp-fast';

export const name = 'training of nets: one thread each';

interface Row {
	readonly what: string;
	readonly ours: number;
	readonly peer: number;
	readonly peerName: string;
	readonly ratio: number;
}

const context = { engine: 'kernels', worker: 'bench', elapsed: () => performance.now(), breathe } as const;

async function benchMlp(): Promise<Row[]> {
	const kernels = createKernelTrainer();
	await kernels.train(measurementJob('kernels'));
	const microseconds = (rate: number) => 1e6 * (256 / rate);
	const ours = microseconds(rowsPerSecond(await kernels.train(measurementJob('kernels'))));
	const what = 'mlp 32-64-64-1, a step of 256 rows, µs';
	const made: Row[] = [];
	const add = (peerName: string, rate: number) =>
		made.push({ what, ours, peer: microseconds(rate), peerName, ratio: microseconds(rate) / ours });
	const plain: Fit = (problem, hooks) => Promise.resolve(plainFit(problem, hooks));
	await runTraining(measurementJob('kernels'), plain, context);
	add('plain JavaScript', rowsPerSecond(await runTraining(measurementJob('kernels'), plain, context)));
	const tfjs = createTfjsTrainer(breathe, 'bench');
	for (const engine of ['tfjs-cpu', 'tfjs-wasm'] as const) {
		await tfjs.train(measurementJob(engine));
		add(engine, rowsPerSecond(await tfjs.train(measurementJob(engine))));
	}
	return made;
}

export async function run(): Promise<{ rows: Row[] }> {
	return { rows: await benchMlp() };
}
