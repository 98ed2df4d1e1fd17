import { Recorder } from '$lib/core/profile/recorder';
import { seededRandom } from '$lib/core/random';
import { numberVector } from '$lib/core/table/columns';
import type { TrainJob } from '$lib/core/train/job';
import { measurementJob } from '$lib/core/train/measurement';
import type { FitHooks } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { breathe, kernelFits } from '$lib/engines/kernels/trainer';

export const name = 'cost of profiling: the same training with the recorder and with one that does nothing';

interface Row {
	readonly what: string;
	/** Percent of the time without. */
	readonly ours: number;
	readonly peer: number;
	readonly peerName: string;
	readonly ratio: number;
	readonly aim: number;
}

/** Times nothing and keeps nothing. */
class Silent extends Recorder {
	override lap(): void {}
	override kernel(): void {}
	override timesKernels(): boolean {
		return false;
	}
	override open(): void {}
	override close(): void {}
	override step(): void {}
	override gauge(): void {}
	override watch(): void {}
	override readGauges(): void {}
}

const pairs = 25;

/** Milliseconds of this process's processor time that the fit alone takes: what else the machine does counts less than on a wall clock. */
async function timeFit(job: TrainJob, recorderOf: (hooks: FitHooks) => Recorder): Promise<number> {
	let ms = NaN;
	const context = { engine: 'kernels', worker: 'bench', elapsed: () => performance.now(), breathe } as const;
	await runTraining(
		job,
		async (problem, hooks) => {
			const own = { ...hooks, recorder: recorderOf(hooks), pause: () => Promise.resolve() };
			const began = process.cpuUsage();
			const estimator = await kernelFits(null)[job.estimator](problem, own);
			const { user, system } = process.cpuUsage(began);
			ms = (user + system) / 1000;
			return estimator;
		},
		context
	);
	return ms;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

async function compare(what: string, job: TrainJob): Promise<Row> {
	const recorded = () => timeFit(job, ({ recorder }) => recorder);
	const silent = () => timeFit(job, () => new Silent(() => performance.now(), [], 'bench'));
	for (let warm = 0; warm < 3; warm++) {
		await recorded();
		await silent();
	}
	const ratios: number[] = [];
	const times: number[] = [];
	for (let pair = 0; pair < pairs; pair++) {
		// which goes first changes, so that a machine that slows down slows both
		const first = pair % 2 === 0 ? await recorded() : await silent();
		const second = pair % 2 === 0 ? await silent() : await recorded();
		const [on, off] = pair % 2 === 0 ? [first, second] : [second, first];
		ratios.push(on / off);
		times.push(off);
	}
	const ratio = median(ratios);
	return { what, ours: 100 * (ratio - 1), peer: median(times), peerName: 'CPU ms without', ratio: 1 / ratio, aim: 2 };
}

function treesJob(rows: number): TrainJob {
	const random = seededRandom(1);
	const column = (at: number) => ({
		name: `x${at}`,
		type: 'DOUBLE',
		vector: numberVector(Array.from({ length: rows }, random))
	});
	const features = Array.from({ length: 20 }, (_, at) => column(at));
	const first = features[0]?.vector.values ?? [];
	const label = numberVector(Array.from(first, (x) => Number(x + random() / 2 > 0.7)));
	return {
		...measurementJob('kernels'),
		columns: { rows, columns: [...features, { name: 'y', type: 'DOUBLE', vector: label }] },
		estimator: 'trees',
		params: { rounds: 60 }
	};
}

export async function run(): Promise<{ rows: Row[] }> {
	const net = measurementJob('kernels');
	return {
		rows: [
			await compare('% of a net, batches of 256', { ...net, params: { ...net.params, epochs: 12 } }),
			await compare('% of a net, batches of 32', { ...net, params: { ...net.params, batch: 32, epochs: 6 } }),
			await compare('% of trees, 5,000 rows', treesJob(5_000)),
			await compare('% of trees, 50,000 rows', treesJob(50_000))
		]
	};
}
