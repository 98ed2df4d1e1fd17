import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { noRules } from '$lib/core/profile/rules/settings';
import { seededRandom } from '$lib/core/random';
import { numberVector } from '$lib/core/table/columns';
import type { TrainJob, TrainResult } from '$lib/core/train/job';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { nodeThreads } from '$lib/engines/kernels/node-threads';
import { teamOfOne } from '$lib/engines/kernels/team';
import { breathe, createKernelTrainer } from '$lib/engines/kernels/trainer';
import { fitTrees } from '$lib/engines/kernels/trees';
import { plainTreesKernel } from './twins/plain-trees';
import { timePeers } from './twins/tree-peers';

export const name = 'training of trees from binning on, 100 rounds of 31 leaves, ms';

interface Row {
	readonly what: string;
	readonly ours: number;
	readonly peer: number | null;
	readonly peerName: string;
	readonly ratio: number | string;
}

const width = 20;
const test = 20_000;

/** Uniform numbers; the label follows a few of them through a wave and a product. The last rows are held out. */
function treesJob(train: number): TrainJob {
	const random = seededRandom(11);
	const rows = train + test;
	const x = Array.from({ length: width }, () => new Float64Array(rows).map(() => random()));
	const [a, b, c, d] = x;
	const label = Array.from({ length: rows }, (_, row) => {
		const score = Math.sin(6 * (a?.[row] ?? 0)) + 2 * (b?.[row] ?? 0) * (c?.[row] ?? 0) - (d?.[row] ?? 0);
		return Number(score + 0.5 * (random() - 0.5) > 0.2);
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
		rules: noRules,
		seed: 0,
		test: new Int32Array(test).map((_, at) => train + at),
		weight: null,
		ignore: [],
		refit: false
	};
}

/** The cells of a job as the other libraries read them. */
function cellsOf({ columns: { rows, columns } }: TrainJob): Float64Array {
	const cells = new Float64Array(rows * (width + 1));
	columns.forEach(({ vector }, at) => {
		if (vector.kind !== 'number') return;
		if (at === width) cells.set(vector.values, rows * width);
		else vector.values.forEach((value, row) => (cells[row * width + at] = value));
	});
	return cells;
}

/** Reading the table and measuring held-out rows are no part of what the others are timed for. */
const besides = ['read', 'evaluate', 'checkpoint'];

function timeOf({ phases, curve }: TrainResult): { ms: number; loss: number } {
	return {
		ms: Object.entries(phases).reduce((sum, [phase, ms]) => (besides.includes(phase) ? sum : sum + ms), 0),
		loss: curve.at(-1)?.testLoss ?? NaN
	};
}

async function best(repeats: number, train: () => Promise<TrainResult>): Promise<{ ms: number; loss: number }> {
	const times = [];
	for (let i = 0; i < repeats; i++) times.push(timeOf(await train()));
	return times.reduce((least, time) => (time.ms < least.ms ? time : least));
}

function compare(what: string, ours: { ms: number; loss: number }, peerName: string, ms: number, loss: number): Row {
	if (Math.abs(ours.loss - loss) > 0.01 * loss)
		throw new Error(`${what}: the test losses differ: ${ours.loss}, and ${peerName} ${loss}`);
	return { what, ours: ours.ms, peer: ms, peerName, ratio: ms / ours.ms };
}

/** Plain JavaScript on one thread. */
const plain: Fit = (problem, hooks) => fitTrees(teamOfOne(plainTreesKernel(2 ** 28), hooks.recorder), problem, hooks);

async function benchRows(train: number, repeats: number, folder: string): Promise<Row[]> {
	const job = treesJob(train);
	const file = path.join(folder, 'rows');
	await writeFile(file, cellsOf(job));
	const rows: Row[] = [];
	// two first: V8's code for a team knows one kernel then, as the peers are processes of their own
	for (const threads of [2, 1].filter((count) => count <= availableParallelism())) {
		const trainer = createKernelTrainer(nodeThreads(threads));
		const ours = await best(repeats, () => trainer.train(job));
		const what = `${train.toLocaleString('en')} x ${width}, ${threads} thread${threads > 1 ? 's' : ''}`;
		for (const peer of await timePeers(file, { train, test, width, threads, repeats }))
			rows.push(
				peer.seconds === null || peer.loss === null
					? { what, ours: ours.ms, peer: null, peerName: peer.name, ratio: '' }
					: compare(what, ours, peer.name, peer.seconds * 1000, peer.loss)
			);
		if (threads > 1 || repeats < 3) continue;
		const context = { engine: 'kernels', worker: 'bench', breathe } as const;
		const slow = timeOf(await runTraining(job, plain, { ...context, elapsed: () => performance.now() }));
		rows.push(compare(what, ours, 'plain JavaScript', slow.ms, slow.loss));
	}
	return rows;
}

export async function run(): Promise<{ rows: Row[] }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-bench-'));
	try {
		// the first runs are slower: V8 compiles kernel and code twice
		const warm = createKernelTrainer(nodeThreads(2));
		for (let i = 0; i < 3; i++) await warm.train(treesJob(50_000));
		return { rows: [...(await benchRows(50_000, 5, folder)), ...(await benchRows(500_000, 2, folder))] };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
