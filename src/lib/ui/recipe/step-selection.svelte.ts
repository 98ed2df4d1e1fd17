/** The steps that a person chose to do something with together. */
export class StepSelection {
	chosen = $state.raw<readonly number[]>([]);
	/** Where the last choice was made: a range begins there. */
	#anchor: number | null = null;

	has(place: number): boolean {
		return this.chosen.includes(place);
	}

	toggle(place: number): void {
		this.#set(this.has(place) ? this.chosen.filter((each) => each !== place) : [...this.chosen, place]);
		this.#anchor = place;
	}

	/** With all between it and the one chosen before. */
	extend(place: number): void {
		const anchor = this.#anchor ?? place;
		const between = Array.from({ length: Math.abs(place - anchor) + 1 }, (_, i) => Math.min(place, anchor) + i);
		this.#set([...this.chosen, ...between]);
		this.#anchor = place;
	}

	/** These and no others. */
	choose(places: readonly number[]): void {
		this.#set(places);
		this.#anchor = places.at(-1) ?? null;
	}

	#set(places: readonly number[]): void {
		this.chosen = [...new Set(places)].sort((a, b) => a - b);
	}
}
