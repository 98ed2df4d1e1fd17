const firstRoom = 64;

/** Points in time with one or two numbers each. When `most` are kept, every second one goes, and of what follows as many. */
export class KeptSeries {
	readonly #most: number;
	#kept = 0;
	#count = 0;
	#stride = 1;
	#at = new Float64Array(firstRoom);
	#first = new Float64Array(firstRoom);
	#second = new Float64Array(firstRoom);

	constructor(most: number) {
		this.#most = Math.max(most, firstRoom);
	}

	add(at: number, first: number, second = 0): void {
		if (this.#count++ % this.#stride !== 0) return;
		if (this.#kept === this.#most) {
			this.#thin();
			if ((this.#count - 1) % this.#stride !== 0) return;
		}
		if (this.#kept === this.#at.length) this.#grow();
		this.#at[this.#kept] = at;
		this.#first[this.#kept] = first;
		this.#second[this.#kept] = second;
		this.#kept += 1;
	}

	#thin(): void {
		const kept = Math.ceil(this.#kept / 2);
		for (const column of [this.#at, this.#first, this.#second])
			for (let place = 0; place < kept; place++) column[place] = column[place * 2] ?? 0;
		this.#kept = kept;
		this.#stride *= 2;
	}

	#grow(): void {
		const grown = (column: Float64Array) => {
			const larger = new Float64Array(Math.min(this.#most, column.length * 2));
			larger.set(column);
			return larger;
		};
		this.#at = grown(this.#at);
		this.#first = grown(this.#first);
		this.#second = grown(this.#second);
	}

	/** How many points there were. */
	get count(): number {
		return this.#count;
	}

	/** One in how many is kept. */
	get stride(): number {
		return this.#stride;
	}

	/** Copies, trimmed to what is kept. */
	get at(): Float64Array {
		return this.#at.slice(0, this.#kept);
	}

	get first(): Float64Array {
		return this.#first.slice(0, this.#kept);
	}

	get second(): Float64Array {
		return this.#second.slice(0, this.#kept);
	}
}
