import type { Phase, Recorder } from '$lib/core/profile/recorder';
import type { TreesFunction, TreesKernel } from './trees-kernel';

/** What a thread is asked to do: a function of the kernel, by name, and its arguments. */
export type Call = readonly [name: TreesFunction, ...args: readonly number[]];

/** Threads over one memory, the calling one first. */
export interface Team {
	readonly kernel: TreesKernel;
	readonly size: number;
	/** Begins the calls of each thread, in order; the calling thread's own are done when it returns. */
	begin(callsOf: (thread: number) => readonly Call[]): void;
	/** Waits until all has been done; the answers of each thread since the last time. */
	join(): readonly (readonly number[])[];
	/** Ends the threads. */
	end(): Promise<void>;
}

const phases = {
	findEdges: 'bin',
	binRows: 'bin',
	gradientLogistic: 'gradient',
	gradientSquared: 'gradient',
	gradientPinball: 'gradient',
	gradientPoisson: 'gradient',
	gradientSoftmax: 'gradient',
	sumMagnitudes: 'gradient',
	packGradients: 'gradient',
	sumPacked: 'gradient',
	histogram: 'histogram',
	subtract: 'histogram',
	countRows: 'histogram',
	subtractCounts: 'histogram',
	split: 'split',
	partition: 'partition',
	partitionPart: 'partition',
	mergePart: 'partition',
	sumRows: 'partition',
	addLeaf: 'partition',
	leafQuantile: 'partition',
	applyTree: 'evaluate'
} as const satisfies Record<TreesFunction, Phase>;

/** The phase of the profile that a call belongs to. */
export function phaseOf(name: TreesFunction): Phase {
	return phases[name];
}

/** Makes a call on this thread; 0 where the function answers nothing. */
function runCall(kernel: TreesKernel, [name, ...args]: Call): number {
	const run: (...args: readonly number[]) => unknown = kernel[name];
	const answer = run(...args);
	return typeof answer === 'number' ? answer : 0;
}

/** Makes calls on this thread; what follows each other in a phase is one lap. Adds the answers to `answers`. */
export function runCalls(kernel: TreesKernel, calls: readonly Call[], recorder: Recorder, answers: number[]): void {
	calls.forEach((call, at) => {
		answers.push(runCall(kernel, call));
		const next = calls[at + 1];
		if (!next || phaseOf(next[0]) !== phaseOf(call[0])) recorder.lap(phaseOf(call[0]));
	});
}

const mostAtOnce = 256;

/** Deals calls out to the threads in turn; their answers in the order of the calls. */
export function deal(
	{ size, begin, join }: Team,
	count: number,
	callOf: (at: number, thread: number) => Call
): number[] {
	const answers: number[] = [];
	for (let from = 0; from < count; from += mostAtOnce * size) {
		const to = Math.min(from + mostAtOnce * size, count);
		begin((thread) => {
			const own: Call[] = [];
			for (let at = from + thread; at < to; at += size) own.push(callOf(at, thread));
			return own;
		});
		const given = join();
		for (let at = from; at < to; at++) answers.push(given[at % size]?.[Math.floor((at - from) / size)] ?? 0);
	}
	return answers;
}

/** A team of the calling thread alone. */
export function teamOfOne(kernel: TreesKernel, recorder: Recorder): Team {
	let answers: number[] = [];
	return {
		kernel,
		size: 1,
		begin(callsOf) {
			runCalls(kernel, callsOf(0), recorder, answers);
		},
		join() {
			const given = [answers];
			answers = [];
			return given;
		},
		end: () => Promise.resolve()
	};
}
