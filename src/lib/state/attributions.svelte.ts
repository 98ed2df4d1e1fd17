import { isAbort } from '$lib/core/errors';
import { readAttributionDrift, type AttributionDriftMeta } from '$lib/core/monitor/attribution-report';
import type { Artifact } from '$lib/core/project/artifact';
import { compareAttributions } from '$lib/workbench/attribution-report';
import type { Session } from './session.svelte';

export interface AttributionWindow {
	readonly artifact: Artifact;
	readonly meta: AttributionDriftMeta;
	/** Null where it is not in the project any more. */
	readonly current: string | null;
}

/** Whether other columns matter to a model than when it was trained: its reports, and the comparison to make. */
export class AttributionsState {
	readonly #session: Session;
	#modelId = $state('');
	#currentId = $state('');
	#windowId = $state('');
	isComparing = $state(false);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	readonly models = $derived.by(() => this.#session.models);
	readonly model = $derived.by(() => this.models.find(({ id }) => id === this.#modelId) ?? this.models[0]);
	readonly datasets = $derived.by(() => this.#session.datasets);
	/** The newest table that the model was not trained on, when nothing else was chosen. */
	readonly current = $derived.by(() => {
		const chosen = this.datasets.find(({ id }) => id === this.#currentId);
		return chosen ?? this.datasets.find(({ id }) => id !== this.model?.parents['dataset']) ?? this.datasets[0];
	});
	/** Reports of the model, the newest first. */
	readonly windows = $derived.by((): readonly AttributionWindow[] =>
		this.#session.artifacts.flatMap((artifact) => {
			const meta = artifact.parents['model'] === this.model?.id ? readAttributionDrift(artifact) : null;
			const current = this.datasets.find(({ id }) => id === artifact.parents['current']);
			return meta ? [{ artifact, meta, current: current?.name ?? null }] : [];
		})
	);
	readonly window = $derived.by(
		() => this.windows.find(({ artifact }) => artifact.id === this.#windowId) ?? this.windows[0]
	);
	readonly canCompare = $derived.by(
		() => this.model !== undefined && this.current !== undefined && !this.isComparing && !this.#session.readOnly
	);

	chooseModel(id: string): void {
		this.#modelId = id;
		this.#windowId = '';
	}

	chooseCurrent(id: string): void {
		this.#currentId = id;
	}

	chooseWindow(id: string): void {
		this.#windowId = id;
	}

	async compare(title: string): Promise<void> {
		const { model, current } = this;
		const { workspace, tasks } = this.#session;
		if (!model || !current) return;
		this.error = null;
		this.isComparing = true;
		try {
			const made = await tasks.run(title, (signal, onProgress) =>
				compareAttributions(workspace, model, current, `${model.name} / ${current.name}`, signal, onProgress)
			);
			await this.#session.refresh();
			this.#windowId = made.id;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.isComparing = false;
		}
	}
}
