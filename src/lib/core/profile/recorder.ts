import type { Span } from './span';

/** What a run of a kind passes through, in the order of the design. Each is listed in a profile, with 0 where nothing happened. */
export const phaseNames = {
	trees: ['read', 'bin', 'gradient', 'histogram', 'split', 'partition', 'evaluate', 'checkpoint', 'idle'],
	nets: ['read', 'prepare', 'upload', 'forward', 'backward', 'update', 'evaluate', 'checkpoint', 'idle']
} as const;
export type Phase = (typeof phaseNames)[keyof typeof phaseNames][number];

/**
 * Times a run. `lap(phase)` gives the time since the last lap to a phase; `open` and `close` put spans around laps. Totals are
 * exact; single spans of phases are kept up to `most`, after that only the groups.
 */
export class Recorder {
	readonly #elapsed: () => number;
	readonly #worker: string;
	readonly #most: number;
	readonly #origin: number;
	readonly #totals: Map<string, number>;
	readonly #spans: { name: string; worker: string; start: number; end: number; parent: number }[] = [];
	readonly #open: number[] = [];
	#last: number;
	#kept = 0;

	constructor(elapsed: () => number, phases: readonly string[], worker: string, most = 24_000) {
		this.#elapsed = elapsed;
		this.#worker = worker;
		this.#most = most;
		this.#totals = new Map(phases.map((phase) => [phase, 0]));
		this.#origin = this.#last = elapsed();
	}

	/** Milliseconds since the run began. */
	get now(): number {
		return this.#elapsed() - this.#origin;
	}

	/** Milliseconds from the beginning to the last lap: what the phases add up to. */
	get lapped(): number {
		return this.#last - this.#origin;
	}

	lap(phase: Phase): void {
		const now = this.#elapsed();
		this.#totals.set(phase, (this.#totals.get(phase) ?? 0) + now - this.#last);
		if (this.#kept < this.#most) this.#keep(phase, this.#last - this.#origin, now - this.#origin);
		this.#last = now;
	}

	#keep(name: string, start: number, end: number): void {
		const parent = this.#open.at(-1) ?? -1;
		const before = this.#spans.at(-1);
		if (before?.name === name && before.parent === parent && before.end === start) before.end = end;
		else {
			this.#spans.push({ name, worker: this.#worker, start, end, parent });
			this.#kept += 1;
		}
	}

	open(name: string): void {
		const start = this.#last - this.#origin;
		this.#spans.push({ name, worker: this.#worker, start, end: start, parent: this.#open.at(-1) ?? -1 });
		this.#open.push(this.#spans.length - 1);
	}

	close(): void {
		const index = this.#open.pop();
		const span = index === undefined ? undefined : this.#spans[index];
		if (span) span.end = this.#last - this.#origin;
	}

	get phases(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.#totals);
	}

	get spans(): readonly Span[] {
		return this.#spans;
	}
}
