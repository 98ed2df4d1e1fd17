/** Dragging steps with mouse, pen or finger: which move, and before which place they would come. */
export class StepDrag {
	places = $state.raw<readonly number[]>([]);
	over = $state<number | null>(null);
	readonly #ondrop: (places: readonly number[], to: number) => void;

	constructor(ondrop: (places: readonly number[], to: number) => void) {
		this.#ondrop = ondrop;
	}

	start(event: PointerEvent & { readonly currentTarget: HTMLElement }, places: readonly number[]): void {
		if (event.button !== 0) return;
		event.preventDefault();
		event.currentTarget.setPointerCapture(event.pointerId);
		this.places = places;
	}

	/** The list's items carry their place in `data-place`; the lower half of one means after it. */
	move(event: PointerEvent): void {
		if (this.places.length === 0) return;
		const item = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-place]');
		if (!item) return;
		const { top, height } = item.getBoundingClientRect();
		this.over = Number(item.dataset['place']) + (event.clientY > top + height / 2 ? 1 : 0);
	}

	end(): void {
		const { places, over } = this;
		this.cancel();
		if (places.length > 0 && over !== null) this.#ondrop(places, over);
	}

	cancel(): void {
		this.places = [];
		this.over = null;
	}
}
