/** A thread's mailbox in shared memory: what it is asked, and what it answers. */
export interface Mailbox {
	/** By the places below. */
	readonly state: Int32Array;
	/** A ring of calls, `fields` numbers each. */
	readonly calls: Float64Array;
}

/** Places in `state`: calls posted and done so far, whether the thread sleeps, whether a call failed, whether who posts them sleeps. */
export const posted = 0;
export const done = 1;
export const sleeps = 2;
export const failed = 3;
export const waits = 4;
const stateBytes = 64;

/** Places in a call: the function, its arguments, the answer, and when it began and ended, in milliseconds since 1970. */
export const argumentsAt = 1;
export const answerAt = 14;
export const beganAt = 15;
export const endedAt = 16;
export const fields = 17;
export const capacity = 512;
export const mailboxBytes = stateBytes + capacity * fields * 8;

export function openMailbox(buffer: ArrayBufferLike, place: number): Mailbox {
	return {
		state: new Int32Array(buffer, place, stateBytes / 4),
		calls: new Float64Array(buffer, place + stateBytes, capacity * fields)
	};
}

/**
 * The loop of a thread: takes call after call until it is told to end (function -1). Node runs the
 * text of this function in a thread that cannot load TypeScript, so it refers to nothing outside.
 */
export function serveCalls(kernel: WebAssembly.Exports, names: readonly string[], { state, calls }: Mailbox): void {
	const width = 17;
	const most = 13;
	const ring = calls.length / width;
	const spins = 10_000;
	const functions = names.map((name) => kernel[name]);
	const clock = () => performance.timeOrigin + performance.now();
	const run = (at: number): unknown => {
		const call = functions[calls[at] ?? -1];
		if (typeof call !== 'function') throw new TypeError(String(calls[at]));
		const own: (number | undefined)[] = [];
		for (let i = 1; i <= most; i++) own.push(calls[at + i]);
		return call(...own);
	};
	let last = clock();
	for (let count = 0; ;) {
		if (Atomics.load(state, 0) === count) {
			let spun = 0;
			while (Atomics.load(state, 0) === count) {
				if (++spun < spins) continue;
				Atomics.store(state, 2, 1);
				Atomics.wait(state, 0, count);
				Atomics.store(state, 2, 0);
				spun = 0;
			}
			last = clock();
		}
		const at = (count % ring) * width;
		if (calls[at] === -1) return;
		calls[at + 15] = last;
		try {
			const answer = run(at);
			if (typeof answer === 'number') calls[at + 14] = answer;
		} catch {
			// a trap in the kernel: the one who asked throws for it
			Atomics.store(state, 3, 1);
		}
		last = clock();
		calls[at + 16] = last;
		count += 1;
		Atomics.store(state, 1, count);
		if (Atomics.load(state, 4) === 1) Atomics.notify(state, 1);
	}
}
