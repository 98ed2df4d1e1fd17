/** Counts, by name, how many looks in a row were bad. */
export class Streaks {
	readonly #lengths = new Map<string, number>();

	/** Whether `isBad` has now held for `least` looks in a row. */
	holds(name: string, isBad: boolean, least: number): boolean {
		if (!isBad) {
			if (this.#lengths.size > 0) this.#lengths.delete(name);
			return false;
		}
		const length = (this.#lengths.get(name) ?? 0) + 1;
		this.#lengths.set(name, length);
		return length >= least;
	}
}

/** The last `size` values, oldest first. */
export class RecentValues {
	readonly #size: number;
	#values: number[] = [];

	constructor(size: number) {
		this.#size = size;
	}

	add(value: number): void {
		this.#values.push(value);
		if (this.#values.length > this.#size) this.#values.shift();
	}

	get isFull(): boolean {
		return this.#values.length === this.#size;
	}

	get values(): readonly number[] {
		return this.#values;
	}

	/** Whether the quantile is below a limit; without sorting them, since this is asked after every step. */
	isBelow(share: number, limit: number): boolean {
		let below = 0;
		for (const value of this.#values) if (value < limit) below += 1;
		return below >= Math.max(1, Math.ceil(share * this.#values.length));
	}

	/** The value below which a share of them lies (nearest rank). */
	quantile(share: number): number {
		const sorted = [...this.#values].sort((a, b) => a - b);
		return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
	}
}
