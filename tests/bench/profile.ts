import { Recorder } from '$lib/core/profile/recorder';
import { noRules, type RuleSettings } from '$lib/core/profile/rules/settings';
import { seededRandom } from '$lib/core/random';
import { numberVector } from '$lib/core/table/columns';
import type { TrainJob } from '$lib/core/train/job';
import { measurementJob } from '$lib/core/train/measurement';
import type { FitHooks } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { breathe, kernelFits } from '$lib/engines/kernels/trainer';

export const name = 'cost of profiling and of rules: the same training with and without them';

interface Row {
	readonly what: string;
	/** Percent of the time without. */
	readonly ours: number;
	readonly peer: number;
	readonly peerName: string;
	readonly ratio: number;
	readonly aim: number | undefined;
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

async function compare(
	what: string,
	aim: number | undefined,
	sides: Record<'on' | 'off', () => Promise<number>>
): Promise<Row> {
	const { on: withIt, off: without } = sides;
	for (let warm = 0; warm < 3; warm++) {
		await withIt();
		await without();
	}
	const ratios: number[] = [];
	const times: number[] = [];
	for (let pair = 0; pair < pairs; pair++) {
		// which goes first changes, so that a machine that slows down slows both
		const first = pair % 2 === 0 ? await withIt() : await without();
		const second = pair % 2 === 0 ? await without() : await withIt();
		const [on, off] = pair % 2 === 0 ? [first, second] : [second, first];
		ratios.push(on / off);
		times.push(off);
	}
	const ratio = median(ratios);
	return { what, ours: 100 * (ratio - 1), peer: median(times), peerName: 'CPU ms without', ratio: 1 / ratio, aim };
}

const compareRecorder = (what: string, job: TrainJob) =>
	compare(`recorder, % of ${what}`, 2, {
		on: () => timeFit(job, ({ recorder }) => recorder),
		off: () => timeFit(job, () => new Silent(() => performance.now(), [], 'bench'))
	});

/** Every rule as it is unless someone sets it otherwise, or as `rules` says, against none. */
const compareRules = (what: string, aim: number | undefined, job: TrainJob, rules: RuleSettings = {}) =>
	compare(`rules, % of ${what}`, aim, {
		on: () => timeFit({ ...job, rules }, ({ recorder }) => recorder),
		off: () => timeFit({ ...job, rules: noRules }, ({ recorder }) => recorder)
	});

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
	const measured = measurementJob('kernels');
	const net = { ...measured, params: { ...measured.params, epochs: 12 } };
	const small = { ...measured, params: { ...measured.params, batch: 32, epochs: 6 } };
	const trees = treesJob(5_000);
	// a rule that may end the run looks at the tensors of every batch
	const ends: RuleSettings = { 'exploding-tensor': { action: 'stop' } };
	return {
		rows: [
			await compareRecorder('a net, batches of 256', net),
			await compareRecorder('a net, batches of 32', small),
			await compareRecorder('trees, 5,000 rows', trees),
			await compareRecorder('trees, 50,000 rows', treesJob(50_000)),
			await compareRules('a net, batches of 256', 5, net),
			await compareRules('a net, batches of 32', 5, small),
			await compareRules('trees, 5,000 rows', 5, trees),
			await compareRules('a net that one may end', undefined, net, ends)
		]
	};
}
