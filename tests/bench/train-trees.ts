import { seededRandom } from '$lib/core/random';
import { numberVector } from '$lib/core/table/columns';
import type { TrainJob } from '$lib/core/train/job';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { breathe, createKernelTrainer } from '$lib/engines/kernels/trainer';
import { teamOfOne } from '$lib/engines/kernels/team';
import { fitTrees } from '$lib/engines/kernels/trees';
import { plainTreesKernel } from './twins/plain-trees';

export const name = 'training of trees: one thread each';

interface Row {
	readonly what: string;
	readonly ours: number;
	readonly peer: number;
	readonly peerName: string;
	readonly ratio: number;
}

const width = 20;

/** 50,000 x 20 uniform numbers; the label follows a few of them through a wave and a product. */
export function treesJob(rows = 50_000): TrainJob {
	const random = seededRandom(11);
	const x = Array.from({ length: width }, () => Float64Array.from({ length: rows }, () => random()));
	const label = Array.from({ length: rows }, (_, row) => {
		const at = (column: number) => x[column]?.[row] ?? 0;
		return Number(Math.sin(6 * at(0)) + 2 * at(1) * at(2) - at(3) + 0.5 * (random() - 0.5) > 0.2);
	});
	return {
		columns: {
			rows,
			columns: [
				...x.map((values, at) => ({
					name: `x${at}`,
					type: 'DOUBLE',
					vector: { kind: 'number' as const, values, missing: null }
				})),
				{ name: 'y', type: 'DOUBLE', vector: numberVector(label) }
			]
		},
		kinds: {},
		target: 'y',
		task: 'classification',
		estimator: 'trees',
		engine: 'kernels',
		params: { rounds: 100, leaves: 31 },
		seed: 0,
		test: new Int32Array(0),
		weight: null,
		ignore: [],
		refit: false
	};
}

const context = { engine: 'kernels', worker: 'bench', elapsed: () => performance.now(), breathe } as const;

/** Seconds from binning on: reading the table is the same for both. */
async function secondsOf(job: TrainJob, fit: Fit): Promise<{ seconds: number; loss: number }> {
	const { phases, curve } = await runTraining(job, fit, context);
	const spent = Object.entries(phases).reduce((sum, [phase, ms]) => (phase === 'read' ? sum : sum + ms), 0);
	return { seconds: spent / 1000, loss: curve.at(-1)?.trainLoss ?? NaN };
}

async function benchTrees(): Promise<Row> {
	const job = treesJob();
	const kernels = createKernelTrainer();
	await kernels.train({ ...job, params: { rounds: 5, leaves: 31 } });
	const { phases, curve } = await kernels.train(job);
	const ours = Object.entries(phases).reduce((sum, [phase, ms]) => (phase === 'read' ? sum : sum + ms), 0) / 1000;
	const plain: Fit = (problem, hooks) => fitTrees(teamOfOne(plainTreesKernel(2 ** 28), hooks.recorder), problem, hooks);
	const peer = await secondsOf(job, plain);
	const loss = curve.at(-1)?.trainLoss ?? NaN;
	if (Math.abs(loss - peer.loss) > 0.002) throw new Error(`losses differ: ${loss} and ${peer.loss}`);
	return {
		what: 'trees 50,000 x 20, 100 x 31 leaves, ms',
		ours: ours * 1000,
		peer: peer.seconds * 1000,
		peerName: 'plain JavaScript',
		ratio: peer.seconds / ours
	};
}

export async function run(): Promise<{ rows: Row[] }> {
	return { rows: [await benchTrees()] };
}
