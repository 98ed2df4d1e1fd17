import { isAbort } from '$lib/core/errors';
import type { Line } from '$lib/core/recipe/edit';
import type { RecipePreview } from '$lib/workbench/recipe-preview';

export interface LinePreview {
	readonly line: Line;
	/** How many of the preview's steps come before the line's own. */
	readonly before: number;
	readonly preview: RecipePreview;
}

/** The preview on screen and the one being made; an answer that a later question has overtaken is thrown away. */
export class LatestPreview {
	shown = $state.raw<LinePreview | null>(null);
	isBusy = $state.raw(false);
	error = $state.raw<unknown>(null);
	#controller = new AbortController();
	#timer = setTimeout(() => undefined);

	/** `made` is told what came on screen. */
	ask(make: (signal: AbortSignal) => Promise<LinePreview | null>, waitMs: number, made: () => void): void {
		clearTimeout(this.#timer);
		this.#controller.abort();
		const { signal } = (this.#controller = new AbortController());
		this.#timer = setTimeout(() => void this.#answer(make, signal, made), waitMs);
	}

	async #answer(
		make: (signal: AbortSignal) => Promise<LinePreview | null>,
		signal: AbortSignal,
		made: () => void
	): Promise<void> {
		this.isBusy = true;
		try {
			const answer = await make(signal);
			if (signal.aborted) {
				await answer?.preview.dispose();
				return;
			}
			const old = this.shown;
			this.shown = answer;
			this.error = null;
			this.isBusy = false;
			await old?.preview.dispose();
			made();
		} catch (error) {
			if (isAbort(error) || signal.aborted) return;
			this.error = error;
			this.isBusy = false;
		}
	}
}
