import type { CounterfactualMethod } from './counterfactual';
import type { Row } from './counterfactual-space';

/** A row that has the wanted answer and keeps the rules. */
export interface Candidate {
	readonly row: Row;
	/** Places of the changed inputs, rising. */
	readonly changed: readonly number[];
	readonly distance: number;
	readonly cost: number;
	readonly answer: readonly number[];
	readonly method: CounterfactualMethod;
	readonly proven: boolean;
}

/** Sets of columns beyond the wanted count that are remembered, so that what falls away can be made up for. */
const spare = 50;

/** The least costly candidate of every set of changed columns; what only adds columns to a cheaper one is left out. */
export class Shortlist {
	readonly #count: number;
	readonly #bySet = new Map<string, Candidate>();
	#list: readonly Candidate[] | null = null;

	constructor(count: number) {
		this.#count = count;
	}

	/** Whether it is new or costs less than what is known for its columns. */
	offer(candidate: Candidate): boolean {
		const key = candidate.changed.join();
		const known = this.#bySet.get(key);
		if (known && known.cost <= candidate.cost) return false;
		this.#bySet.set(key, candidate);
		this.#list = null;
		if (this.#bySet.size > this.#count + 2 * spare) this.#forget();
		return true;
	}

	/** What a candidate with other columns must cost less than to be listed. */
	get bound(): number {
		return this.list.length < this.#count ? Infinity : (this.list.at(-1)?.cost ?? Infinity);
	}

	get list(): readonly Candidate[] {
		if (this.#list) return this.#list;
		const kept: Candidate[] = [];
		for (const candidate of this.#sorted()) {
			if (kept.length === this.#count) break;
			if (!kept.some(({ changed }) => changed.every((place) => candidate.changed.includes(place))))
				kept.push(candidate);
		}
		return (this.#list = kept);
	}

	#sorted(): Candidate[] {
		return [...this.#bySet.values()].sort(
			(a, b) => a.cost - b.cost || a.changed.length - b.changed.length || (a.changed.join() < b.changed.join() ? -1 : 1)
		);
	}

	#forget(): void {
		for (const { changed } of this.#sorted().slice(this.#count + spare)) this.#bySet.delete(changed.join());
	}
}
