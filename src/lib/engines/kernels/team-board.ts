/** Where a team's work is posted, in shared memory: whoever is free takes the next task, the thread that posts among them. */
export interface Board {
	/** By the places below. */
	readonly state: Int32Array;
	/** A ring of calls, `fields` numbers each. */
	readonly calls: Float64Array;
}

/**
 * Places in `state`, each on a cache line of its own: calls posted, calls taken, calls done by others than who posts them, how many threads
 * sleep, whether a call failed, whether who posts them sleeps.
 */
export const posted = 0;
export const taken = 16;
export const done = 32;
export const sleeping = 48;
export const failed = 64;
export const waits = 80;
const stateBytes = 384;

/** Places in a call after the function and its arguments: the answer, when it began and ended (ms since 1970), who made it, the calls of its task. */
export const answerAt = 14;
export const beganAt = 15;
export const endedAt = 16;
export const threadAt = 17;
export const lengthAt = 18;
export const fields = 19;
export const capacity = 512;
export const boardBytes = stateBytes + capacity * fields * 8;

export function openBoard(buffer: ArrayBufferLike, place: number): Board {
	return {
		state: new Int32Array(buffer, place, stateBytes / 4),
		calls: new Float64Array(buffer, place + stateBytes, capacity * fields)
	};
}

/**
 * The loop of a thread: takes task after task until it is told to end (function -1). Node runs the text of this function in a thread that
 * cannot load TypeScript, so it refers to nothing outside.
 */
export function serveTasks(
	kernel: WebAssembly.Exports,
	names: readonly string[],
	{ state, calls }: Board,
	thread: number
): void {
	const width = 19;
	const most = 13;
	const ring = calls.length / width;
	// a third of a millisecond, which the leading thread is at work alone between two trees; longer would take a busy machine's core from it
	const spins = 60_000;
	const functions = names.map((name) => kernel[name]);
	const origin = performance.timeOrigin;
	const own = Array.from({ length: most }, () => 0);
	const run = (at: number): unknown => {
		const call = functions[calls[at] ?? -1];
		if (typeof call !== 'function') throw new TypeError(String(calls[at]));
		for (let i = 0; i < most; i++) own[i] = calls[at + 1 + i] ?? 0;
		return call(...own);
	};
	for (;;) {
		const first = Atomics.load(state, 16);
		let spun = 0;
		while (Atomics.load(state, 0) === first && Atomics.load(state, 16) === first) {
			if (++spun < spins) continue;
			Atomics.add(state, 48, 1);
			Atomics.wait(state, 0, first);
			Atomics.sub(state, 48, 1);
			spun = 0;
		}
		const length = calls[(first % ring) * width + 18] ?? 0;
		if (Atomics.load(state, 0) === first || Atomics.compareExchange(state, 16, first, first + length) !== first)
			continue;
		let last = origin + performance.now();
		for (let call = first; call < first + length; call++) {
			const at = (call % ring) * width;
			if (calls[at] === -1) return;
			calls[at + 15] = last;
			try {
				const answer = run(at);
				calls[at + 14] = typeof answer === 'number' ? answer : 0;
			} catch {
				// a trap in the kernel: the one who asked throws for it
				Atomics.store(state, 64, 1);
			}
			last = origin + performance.now();
			calls[at + 16] = last;
			calls[at + 17] = thread;
		}
		Atomics.add(state, 32, length);
		if (Atomics.load(state, 80) === 1) Atomics.notify(state, 32);
	}
}
