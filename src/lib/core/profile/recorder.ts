import type { EstimatorName } from '../train/job';
import { KeptSeries } from './kept-series';
import { KeptSpans } from './kept-spans';
import type { GaugeName, MoveKind, Profile, SpanKind, SpanName } from './profile';

/** What a run of a kind passes through, in the order of the design. Each is listed in a profile, with 0 where nothing happened. */
export const phaseNames = {
	trees: ['read', 'bin', 'gradient', 'histogram', 'split', 'partition', 'evaluate', 'checkpoint', 'idle'],
	nets: ['read', 'prepare', 'upload', 'forward', 'backward', 'update', 'evaluate', 'checkpoint', 'idle'],
	neighbours: ['read', 'index', 'distance', 'select', 'evaluate', 'checkpoint', 'idle']
} as const;
/** What the page does around a run: has the table's rows read, has them learned from, packs the model, keeps what was made. */
export const jobPhases = ['table', 'train', 'pack', 'keep'] as const;
/** The phases of a fit by this estimator, in their order. */
export function phasesOf(estimator: EstimatorName): readonly Phase[] {
	if (estimator === 'knn') return phaseNames.neighbours;
	return estimator === 'trees' ? phaseNames.trees : phaseNames.nets;
}

export type Phase = (typeof phaseNames)[keyof typeof phaseNames][number] | (typeof jobPhases)[number];

/** These are no part of a step, though they may happen during one. */
const besideSteps: ReadonlySet<string> = new Set(['read', 'bin', 'index', 'upload', 'evaluate', 'checkpoint', 'idle']);

/** Single kernels are timed in the first of so many steps: timing all would slow short ones down. */
export const kernelsTimedEvery = 64;

export interface RecorderLimits {
	/** Most single spans that are kept. */
	readonly spans: number;
	/** Most steps that are kept. */
	readonly steps: number;
	/** Most points of a gauge, and most single transfers of a kind. */
	readonly points: number;
}
const usualLimits: RecorderLimits = { spans: 100_000, steps: 50_000, points: 4_000 };

interface Total {
	readonly worker: number;
	readonly name: number;
	readonly isStep: boolean;
	calls: number;
	ms: number;
}
interface OpenSpan {
	readonly total: Total;
	readonly number: number;
	readonly start: number;
}

/**
 * Times a job on one thread. `lap(phase)` gives the time since the last lap to a phase, `open` and `close` put groups around laps, `kernel`
 * gives the time since the last kernel or lap to a kernel: each reads the clock once at most. Totals are exact; single spans are kept
 * up to a limit, then thinned evenly. All times it takes and gives are milliseconds since it was made.
 */
export class Recorder {
	readonly #elapsed: () => number;
	readonly #origin: number;
	readonly #timeOrigin: number;
	readonly #epoch: number;
	readonly #limits: RecorderLimits;
	readonly #workers: string[];
	readonly #names: SpanName[] = [];
	readonly #totals = new Map<string, Total>();
	readonly #phases = new Map<string, Total>();
	readonly #kernels = new Map<string, Total>();
	readonly #spans: KeptSpans;
	readonly #steps: KeptSeries;
	readonly #gauges = new Map<GaugeName, { series: KeptSeries; most: number; last: number }>();
	readonly #watched = new Map<GaugeName, () => number>();
	readonly #moves = new Map<MoveKind, { series: KeptSeries; bytes: number; ms: number }>();
	readonly #lastOf = new Map<string, number>();
	readonly #open: OpenSpan[] = [];
	#last: number;
	#lastKernel: number;
	#stepMs = 0;
	#lastStep = 0;

	/**
	 * `elapsed` gives monotonic milliseconds; `timeOrigin` says when they were 0, in milliseconds since 1970, so that profiles of threads
	 * can be laid over each other.
	 */
	constructor(
		elapsed: () => number,
		phases: readonly Phase[],
		worker: string,
		{ timeOrigin = 0, limits = usualLimits }: { timeOrigin?: number; limits?: RecorderLimits } = {}
	) {
		this.#elapsed = elapsed;
		this.#limits = limits;
		this.#workers = [worker];
		this.#spans = new KeptSpans(limits.spans);
		this.#steps = new KeptSeries(limits.steps);
		for (const phase of phases) this.#phaseTotal(phase);
		this.#origin = elapsed();
		this.#timeOrigin = timeOrigin;
		this.#epoch = timeOrigin + this.#origin;
		this.#last = this.#lastKernel = 0;
	}

	/** Milliseconds since the job began. */
	get now(): number {
		return this.#elapsed() - this.#origin;
	}

	/** Milliseconds from the beginning to the last lap: what the phases add up to. */
	get lapped(): number {
		return this.#last;
	}

	/** Where a moment of another thread (its `performance.timeOrigin + performance.now()`) lies on this axis. */
	fromEpoch(ms: number): number {
		return ms - this.#epoch;
	}

	lap(phase: Phase): void {
		const now = this.now;
		const total = this.#phases.get(phase) ?? this.#phaseTotal(phase);
		const ms = now - this.#last;
		total.calls += 1;
		total.ms += ms;
		if (total.isStep) this.#stepMs += ms;
		this.#spans.add(0, total.name, this.#open.length, this.#last, now);
		this.#last = this.#lastKernel = now;
	}

	/** Whether single kernels are to be timed in this step (1, 2, ...). */
	timesKernels(step: number): boolean {
		return (step - 1) % kernelsTimedEvery === 0;
	}

	/** A kernel ended: it took the time since the last one, or since the last lap. */
	kernel(name: string): void {
		const now = this.now;
		let total = this.#kernels.get(name);
		if (!total) this.#kernels.set(name, (total = this.#total(0, name, 'kernel')));
		this.#count(total, this.#open.length + 1, this.#lastKernel, now);
		this.#lastKernel = now;
	}

	/** A group of laps begins at the last lap; `number` says which round or epoch it is. */
	open(name: string, number = 0): void {
		this.#open.push({ total: this.#total(0, name, 'group'), number, start: this.#last });
	}

	/** The last group opened ends at the last lap. */
	close(): void {
		const group = this.#open.pop();
		if (group) this.#count(group.total, this.#open.length, group.start, this.#last, group.number);
	}

	/** A step (a batch, a round) ended at the last lap: it took what its own laps took. */
	step(): void {
		this.#addStep(this.#last, this.#stepMs);
		this.#stepMs = 0;
	}

	/** So many steps that a device did one after the other, the last of which ended at `end`: they took `ms` together. */
	stepsElsewhere(count: number, ms: number, end = this.now): void {
		for (let left = count - 1; left >= 0; left--) this.#addStep(end - (left * ms) / count, ms / count);
	}

	/**
	 * A span measured elsewhere, on a row of its own. What overlaps the one before it on the row and level (two clocks never agree) is cut
	 * off its beginning.
	 */
	add(worker: string, name: string, start: number, end: number, level = 0): void {
		const row = this.#rowOf(worker);
		const key = `${row} ${level}`;
		const from = Math.max(start, this.#lastOf.get(key) ?? 0);
		const to = Math.max(from, end);
		this.#lastOf.set(key, to);
		this.#count(this.#total(row, name, 'other'), level, from, to);
	}

	/** Bytes of a kind of memory, now. */
	gauge(name: GaugeName, bytes: number): void {
		let gauge = this.#gauges.get(name);
		if (!gauge)
			this.#gauges.set(name, (gauge = { series: new KeptSeries(this.#limits.points), most: bytes, last: bytes }));
		gauge.series.add(this.now, bytes);
		gauge.most = Math.max(gauge.most, bytes);
		gauge.last = bytes;
	}

	/** Memory to be read whenever `readGauges` is called. */
	watch(name: GaugeName, read: () => number): void {
		this.#watched.set(name, read);
		this.gauge(name, read());
	}

	readGauges(): void {
		for (const [name, read] of this.#watched) this.gauge(name, read());
	}

	/** Bytes by kind of memory as they were last read. */
	get memory(): Readonly<Partial<Record<GaugeName, number>>> {
		const all: Partial<Record<GaugeName, number>> = {};
		for (const [name, { last }] of this.#gauges) all[name] = last;
		return all;
	}

	/** A transfer ended now. */
	moved(kind: MoveKind, bytes: number, ms: number): void {
		let move = this.#moves.get(kind);
		if (!move) this.#moves.set(kind, (move = { series: new KeptSeries(this.#limits.points), bytes: 0, ms: 0 }));
		move.series.add(this.now, bytes, ms);
		move.bytes += bytes;
		move.ms += ms;
	}

	/** Milliseconds by phase, in the order of the design. */
	get phases(): Readonly<Record<string, number>> {
		const all: Record<string, number> = {};
		for (const [phase, { ms }] of this.#phases) all[phase] = ms;
		return all;
	}

	/** Milliseconds of the steps so far (of every second, fourth, ... when there are many). */
	get stepMs(): Float64Array {
		return this.#steps.first;
	}

	/** What was recorded so far. */
	profile(): Profile {
		const steps = this.#steps;
		return {
			timeOrigin: this.#timeOrigin,
			epoch: this.#epoch,
			end: Math.max(this.now, ...this.#lastOf.values()),
			names: [...this.#names],
			workers: [...this.#workers],
			spans: this.#spans.columns,
			totals: Array.from(this.#totals.values(), ({ worker, name, calls, ms }) => ({ worker, name, calls, ms })),
			leftOut: this.#spans.leftOut,
			steps: { ms: steps.first, end: steps.at, count: steps.count, stride: steps.stride },
			gauges: Array.from(this.#gauges, ([name, { series, most }]) => ({
				name,
				most,
				at: series.at,
				bytes: series.first
			})),
			moved: Array.from(this.#moves, ([kind, { series, bytes, ms }]) => ({
				kind,
				count: series.count,
				bytes,
				ms,
				each: { at: series.at, bytes: series.first, ms: series.second }
			}))
		};
	}

	/** Steps end one after the other, whatever a device's clock says. */
	#addStep(end: number, ms: number): void {
		this.#lastStep = Math.max(this.#lastStep, end);
		this.#steps.add(this.#lastStep, ms);
	}

	#count(total: Total, level: number, start: number, end: number, number = 0): void {
		total.calls += 1;
		total.ms += end - start;
		this.#spans.add(total.worker, total.name, level, start, end, number);
	}

	#phaseTotal(phase: Phase): Total {
		const total = this.#total(0, phase, 'phase');
		this.#phases.set(phase, total);
		return total;
	}

	#total(worker: number, name: string, kind: SpanKind): Total {
		const key = `${worker} ${kind} ${name}`;
		let total = this.#totals.get(key);
		if (total) return total;
		let place = this.#names.findIndex((other) => other.name === name && other.kind === kind);
		if (place < 0) place = this.#names.push({ name, kind }) - 1;
		total = { worker, name: place, isStep: kind === 'phase' && !besideSteps.has(name), calls: 0, ms: 0 };
		this.#totals.set(key, total);
		return total;
	}

	#rowOf(worker: string): number {
		const row = this.#workers.indexOf(worker);
		return row < 0 ? this.#workers.push(worker) - 1 : row;
	}
}
