import type { LeftOut, SpanColumns } from './profile';

const firstRoom = 1024;
const windows = 128;

/**
 * Spans as growing columns. When `most` are kept, every second window of time loses the spans shorter than a window, and later spans are
 * kept by the same rule: what stays is spread evenly over the whole job, and what is left out is counted.
 */
export class KeptSpans {
	readonly #most: number;
	#room = 0;
	#count = 0;
	#leftOut = 0;
	#windowMs = 0;
	#stride = 1;
	#name = new Uint16Array(0);
	#worker = new Uint8Array(0);
	#level = new Uint8Array(0);
	#number = new Uint32Array(0);
	#start = new Float64Array(0);
	#end = new Float64Array(0);

	constructor(most: number) {
		this.#most = most;
	}

	add(worker: number, name: number, level: number, start: number, end: number, number = 0): void {
		if (this.#count === this.#room) this.#makeRoom(end);
		if (this.#count === this.#room || !this.#keeps(start, end)) {
			this.#leftOut += 1;
			return;
		}
		const at = this.#count++;
		this.#name[at] = name;
		this.#worker[at] = worker;
		this.#level[at] = level;
		this.#number[at] = number;
		this.#start[at] = start;
		this.#end[at] = end;
	}

	#keeps(start: number, end: number): boolean {
		return (
			this.#stride === 1 || end - start >= this.#windowMs || Math.floor(start / this.#windowMs) % this.#stride === 0
		);
	}

	#makeRoom(now: number): void {
		if (this.#room < this.#most) {
			this.#resize(Math.min(this.#most, Math.max(firstRoom, this.#room * 2)));
			return;
		}
		if (!(now > 0)) return;
		if (this.#stride === 1) this.#windowMs = now / windows;
		this.#stride *= 2;
		let kept = 0;
		for (let at = 0; at < this.#count; at++) {
			if (!this.#keeps(this.#start[at] ?? 0, this.#end[at] ?? 0)) continue;
			for (const column of this.#columns()) column[kept] = column[at] ?? 0;
			kept += 1;
		}
		this.#leftOut += this.#count - kept;
		this.#count = kept;
	}

	#columns() {
		return [this.#name, this.#worker, this.#level, this.#number, this.#start, this.#end];
	}

	#resize(room: number): void {
		const grown = <T extends SpanColumns[keyof SpanColumns]>(column: T, into: T): T => (into.set(column), into);
		this.#name = grown(this.#name, new Uint16Array(room));
		this.#worker = grown(this.#worker, new Uint8Array(room));
		this.#level = grown(this.#level, new Uint8Array(room));
		this.#number = grown(this.#number, new Uint32Array(room));
		this.#start = grown(this.#start, new Float64Array(room));
		this.#end = grown(this.#end, new Float64Array(room));
		this.#room = room;
	}

	get leftOut(): LeftOut {
		return { count: this.#leftOut, windowMs: this.#windowMs, stride: this.#stride, fromMs: 0 };
	}

	/** Copies, trimmed to what is kept. */
	get columns(): SpanColumns {
		const count = this.#count;
		return {
			name: this.#name.slice(0, count),
			worker: this.#worker.slice(0, count),
			level: this.#level.slice(0, count),
			number: this.#number.slice(0, count),
			start: this.#start.slice(0, count),
			end: this.#end.slice(0, count)
		};
	}
}
