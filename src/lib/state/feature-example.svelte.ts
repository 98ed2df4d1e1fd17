import { isAbort } from '$lib/core/errors';
import { datasetMeta } from '$lib/core/table/dataset';
import { likelyRow, rowExample, type RowExample } from '$lib/workbench/feature-example';
import type { KeptGroup } from './features.svelte';
import type { TrainingSetState } from './feature-training-set.svelte';
import type { Session } from './session.svelte';

export interface ShownExample {
	readonly row: number;
	/** By name of the group. */
	readonly lanes: ReadonlyMap<string, RowExample>;
}

/** One row to learn from, and the records that its groups hold of it. */
export class FeatureExample {
	readonly #session: Session;
	readonly #trainingSet: TrainingSetState;
	shown = $state.raw<ShownExample | null>(null);
	error = $state.raw<unknown>(null);
	#row = 0;
	#asked = '';
	#controller: AbortController | null = null;

	constructor(session: Session, trainingSet: TrainingSetState) {
		this.#session = session;
		this.#trainingSet = trainingSet;
	}

	/** Reads the example for what is ticked now; the latest call wins. */
	async read(): Promise<void> {
		const { spine, at } = this.#trainingSet;
		const groups = this.#trainingSet.joined.map(({ kept }) => kept);
		const batches = groups.flatMap((kept) => kept.batches.map(({ artifact }) => artifact.id));
		const about = `${spine?.id} ${at} `;
		if (!this.#asked.startsWith(about)) this.#row = 0;
		const key = `${about}${this.#row} ${batches.join(' ')}`;
		if (this.#asked === key) return;
		this.#asked = key;
		this.#controller?.abort();
		const controller = new AbortController();
		this.#controller = controller;
		this.error = null;
		if (!spine || at === '' || groups.length === 0) {
			this.shown = null;
			return;
		}
		try {
			const shown = await this.#lanes({ dataset: spine, at }, groups, controller.signal);
			if (this.#asked === key) this.shown = shown;
		} catch (error) {
			if (this.#asked === key && !isAbort(error)) this.error = error;
		}
	}

	/** Turns to the row after the one that is shown, and from the last to the first. */
	async next(): Promise<void> {
		const { spine } = this.#trainingSet;
		if (!spine || !this.shown) return;
		this.#row = (this.shown.row % datasetMeta(spine).rows) + 1;
		await this.read();
	}

	async #lanes(
		spine: Parameters<typeof rowExample>[1],
		groups: readonly KeptGroup[],
		signal: AbortSignal
	): Promise<ShownExample | null> {
		const { workspace } = this.#session;
		const [first] = groups;
		if (!first) return null;
		const row = this.#row === 0 ? await likelyRow(workspace, spine, first, signal) : this.#row;
		const lanes = new Map<string, RowExample>();
		for (const kept of groups) lanes.set(kept.group.name, await rowExample(workspace, spine, kept, row, signal));
		return { row, lanes };
	}
}
