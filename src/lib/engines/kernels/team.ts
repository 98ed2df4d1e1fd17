import type { Phase, Recorder } from '$lib/core/profile/recorder';
import type { TreesFunction, TreesKernel } from './trees-kernel';

/** What a thread is asked to do: a function of the kernel, by name, and its arguments. */
export type Call = readonly [name: TreesFunction, ...args: readonly number[]];

/** Threads over one memory, the calling one first. */
export interface Team {
	readonly kernel: TreesKernel;
	readonly size: number;
	/** Makes the calls of as many shares as there are threads, those of a share in order on one thread; the answers of each. */
	run(callsOf: (share: number) => readonly Call[]): readonly (readonly number[])[];
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
	add: 'histogram',
	addCounts: 'histogram',
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

/** Makes calls on this thread and gives their answers; what follows each other in a phase is one lap. */
export function runCalls(kernel: TreesKernel, calls: readonly Call[], recorder: Recorder): number[] {
	return calls.map((call, at) => {
		const answer = runCall(kernel, call);
		const next = calls[at + 1];
		if (!next || phaseOf(next[0]) !== phaseOf(call[0])) recorder.lap(phaseOf(call[0]));
		return answer;
	});
}

/** Of a share; those of all must have room on the board. */
const mostAtOnce = 32;

/** Deals calls out to the shares in turn; their answers in the order of the calls. */
export function deal({ size, run }: Team, count: number, callOf: (at: number, share: number) => Call): number[] {
	const answers: number[] = [];
	for (let from = 0; from < count; from += mostAtOnce * size) {
		const to = Math.min(from + mostAtOnce * size, count);
		const given = run((share) => {
			const own: Call[] = [];
			for (let at = from + share; at < to; at += size) own.push(callOf(at, share));
			return own;
		});
		for (let at = from; at < to; at++) answers.push(given[at % size]?.[Math.floor((at - from) / size)] ?? 0);
	}
	return answers;
}

/** A team of the calling thread alone. */
export function teamOfOne(kernel: TreesKernel, recorder: Recorder): Team {
	return {
		kernel,
		size: 1,
		run: (callsOf) => [runCalls(kernel, callsOf(0), recorder)],
		end: () => Promise.resolve()
	};
}
