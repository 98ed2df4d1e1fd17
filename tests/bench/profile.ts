import type { GaugeName } from '$lib/core/profile/profile';
import { phasesOf, Recorder, type Phase } from '$lib/core/profile/recorder';
import { noRules, type RuleSettings } from '$lib/core/profile/rules/settings';
import { seededRandom } from '$lib/core/random';
import { numberVector } from '$lib/core/table/columns';
import type { TrainJob } from '$lib/core/train/job';
import { median } from '$lib/core/train/verified';
import { measurementJob } from '$lib/core/train/measurement';
import type { Fit, FitHooks, Problem } from '$lib/core/train/problem';
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

/** A recorder that keeps nothing while it is off. */
class Switched extends Recorder {
	isOn = true;
	override lap(phase: Phase): void {
		if (this.isOn) super.lap(phase);
	}
	override kernel(name: string): void {
		if (this.isOn) super.kernel(name);
	}
	override timesKernels(step: number): boolean {
		return this.isOn && super.timesKernels(step);
	}
	override open(name: string, number?: number): void {
		if (this.isOn) super.open(name, number);
	}
	override close(): void {
		if (this.isOn) super.close();
	}
	override step(): void {
		if (this.isOn) super.step();
	}
	override gauge(name: GaugeName, bytes: number): void {
		if (this.isOn) super.gauge(name, bytes);
	}
	override readGauges(): void {
		if (this.isOn) super.readGauges();
	}
}

interface Side {
	readonly hooks: FitHooks;
	readonly isRecorded: boolean;
}
interface Sides {
	readonly on: Side;
	readonly off: Side;
}

/** Steps between two changes of side are worth about 10 ms; the first pairs only warm up. */
const sliceMs = 10;
const warmUp = 20;
const pairs = 250;

const context = { engine: 'kernels', worker: 'bench', elapsed: () => performance.now(), breathe } as const;

/** Milliseconds of this process's processor time: what else the machine does counts less than on a wall clock. */
function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/**
 * What one side costs beyond the other, in percent: within one long fit each few steps are taken by one side, the next by the other, so
 * that a machine that slows down slows both. The median of the pairs, with their quartiles and the error of the median (1.25 standard
 * deviations, as the quartiles tell them, over the root of the number).
 */
async function compare(
	what: string,
	aim: number | undefined,
	job: TrainJob,
	fitOn: (fit: (problem: Problem, sides: Sides) => ReturnType<Fit>) => Promise<unknown>
): Promise<Row> {
	const slices: number[] = [];
	await fitOn((problem, { on, off }) => {
		const recorder = new Switched(() => performance.now(), phasesOf(job.estimator), 'bench');
		let side = on;
		let steps = 0;
		let wanted = 0;
		let began = cpuMs();
		const turn = () => {
			const now = cpuMs();
			if (wanted === 0) {
				// as many steps as fill a slice, from the first one that ran warm
				if (steps === 8) wanted = Math.max(1, Math.round(sliceMs / (now - began)));
			} else slices.push(now - began);
			const isFirstOn = Math.floor(slices.length / 2) % 2 === 0;
			side = isFirstOn === (slices.length % 2 === 0) ? on : off;
			recorder.isOn = side.isRecorded;
			steps = wanted === 0 ? steps : 0;
			began = cpuMs();
		};
		return kernelFits(null)[job.estimator](problem, {
			...on.hooks,
			recorder,
			looks: (batch, every) => side.hooks.looks(batch, every),
			show: (batch, facts) => side.hooks.show(batch, facts),
			step: (losses) => {
				const verdict = side.hooks.step(losses);
				steps += 1;
				if (wanted === 0 || steps === wanted) turn();
				return { ...verdict, stop: slices.length === 2 * (warmUp + pairs) };
			},
			pause: () => Promise.resolve(),
			checkpoint: () => Promise.resolve()
		});
	});
	const paired = Array.from({ length: pairs }, (_, at) => {
		const place = 2 * (warmUp + at);
		const [first = NaN, second = NaN] = slices.slice(place, place + 2);
		return (place / 2) % 2 === 0 ? { on: first, off: second } : { on: second, off: first };
	});
	const costs = paired.map(({ on, off }) => 100 * (on / off - 1)).toSorted((a, b) => a - b);
	const [low = NaN, high = NaN] = [costs[pairs >> 2], costs[pairs - (pairs >> 2)]];
	const error = (1.25 * (high - low)) / 1.35 / Math.sqrt(pairs);
	const cost = median(costs);
	return {
		what: `${what} (± ${error.toFixed(1)})`,
		ours: cost,
		peer: paired.reduce((sum, { off }) => sum + off, 0),
		...{ peerName: 'CPU ms without', ratio: 1 / (1 + cost / 100), aim }
	};
}

const compareRecorder = (what: string, aim: number | undefined, job: TrainJob, isRecordedOff = false) =>
	compare(what, aim, job, (fit) =>
		runTraining(
			{ ...job, rules: noRules },
			(problem, hooks) => fit(problem, { on: { hooks, isRecorded: true }, off: { hooks, isRecorded: isRecordedOff } }),
			context
		)
	);

/** Every rule as it is unless someone sets it otherwise, or as `rules` says, against none. */
const compareRules = (what: string, aim: number | undefined, job: TrainJob, rules: RuleSettings = {}) =>
	compare(what, aim, job, (fit) =>
		runTraining(
			{ ...job, rules: noRules },
			async (_, without) => {
				const off = { hooks: without, isRecorded: true };
				let fitted: ReturnType<Fit> | undefined;
				await runTraining(
					{ ...job, rules },
					(problem, hooks) => (fitted = fit(problem, { on: { hooks, isRecorded: true }, off })),
					context
				);
				return fitted ?? Promise.reject(new Error('nothing was fitted'));
			},
			context
		)
	);

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
		params: { rounds: 10_000 }
	};
}

export async function run(): Promise<{ rows: Row[] }> {
	const measured = measurementJob('kernels');
	const net = { ...measured, params: { ...measured.params, epochs: 10_000 } };
	const usual = { ...measured, params: { ...measured.params, batch: 128, epochs: 10_000 } };
	const small = { ...measured, params: { ...measured.params, batch: 32, epochs: 10_000 } };
	const [few, many] = [treesJob(5_000), treesJob(50_000)];
	const ends: RuleSettings = { 'exploding-tensor': { action: 'stop' } };
	return {
		rows: [
			await compareRecorder('nothing, % of a net, batches of 32', undefined, small, true),
			await compareRecorder('recorder, % of a net, batches of 256', 2, net),
			await compareRecorder('recorder, % of a net, batches of 32', 2, small),
			await compareRecorder('recorder, % of trees, 5,000 rows', 2, few),
			await compareRecorder('recorder, % of trees, 50,000 rows', 2, many),
			await compareRules('rules, % of a net, batches of 256', 5, net),
			await compareRules('rules, % of a net, batches of 128', 5, usual),
			await compareRules('rules, % of a net, batches of 32', 5, small),
			await compareRules('rules, % of a net that one may end', undefined, net, ends),
			await compareRules('rules, % of trees, 5,000 rows', 5, few)
		]
	};
}
