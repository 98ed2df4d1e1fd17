import type { PairedDifference } from '$lib/core/evaluation/paired-difference';
import { compareRuns } from '$lib/workbench/evaluate';
import type { Session } from './session.svelte';
import type { TrainedRuns } from './trained-runs.svelte';

const mostCompared = 4;

/** Runs that are laid beside each other, and how far each lies from the first. */
export class RunComparison {
	readonly #session: Session;
	readonly #runs: TrainedRuns;
	#ids = $state.raw<readonly string[]>([]);
	#differences = $state.raw<{ readonly key: string; readonly found: readonly (PairedDifference | null)[] }>({
		key: '',
		found: []
	});

	constructor(session: Session, runs: TrainedRuns) {
		this.#session = session;
		this.#runs = runs;
	}

	readonly runs = $derived.by(() => this.#ids.flatMap((id) => this.#runs.byId(id) ?? []));

	has(id: string): boolean {
		return this.#ids.includes(id);
	}

	compare(ids: readonly string[]): void {
		this.#ids = ids.slice(-mostCompared);
	}

	/** Adds a run, or takes it away; a fifth pushes out the first. */
	toggle(id: string): void {
		this.compare(this.has(id) ? this.#ids.filter((one) => one !== id) : [...this.#ids, id]);
	}

	/** Of each run but the first, on the rows that both were measured on. */
	get differences(): readonly (PairedDifference | null)[] {
		return this.#differences.found;
	}

	/** The latest call wins. */
	async loadDifferences(): Promise<void> {
		const [first, ...others] = this.runs;
		const key = this.runs.map(({ artifact, threshold }) => `${artifact.id} ${threshold ?? ''}`).join(' ');
		if (!first || this.#differences.key === key) return;
		this.#differences = { key, found: [] };
		const found: (PairedDifference | null)[] = [];
		for (const other of others) found.push(await compareRuns(this.#session.workspace, first.artifact, other.artifact));
		if (this.#differences.key === key) this.#differences = { key, found };
	}
}
