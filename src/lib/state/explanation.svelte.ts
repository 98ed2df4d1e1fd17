import { isAbort } from '$lib/core/errors';
import type { Explanation } from '$lib/core/clarify/explanation';
import type { Model } from '$lib/core/model/model';
import type { Columns } from '$lib/core/table/columns';
import { explainModel } from '$lib/workbench/explain';
import { openModel, readInputs } from '$lib/workbench/model';
import { openTable } from '$lib/workbench/table';
import type { FairnessSubject } from './fairness-subject.svelte';

export interface Explained {
	readonly model: Model;
	readonly explanation: Explanation;
	readonly rows: Columns;
}

const explainedRows = 200;
const backgroundRows = 100;

/** Why the subject's model answers as it does on rows of the dataset. */
export class ExplanationState {
	readonly #subject: FairnessSubject;
	#found = $state.raw<(Explained & { readonly modelId: string }) | null>(null);
	row = $state(0);
	error = $state.raw<unknown>(null);
	isExplaining = $state(false);

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	readonly explained = $derived.by((): Explained | null =>
		this.#found?.modelId === this.#subject.model?.id ? this.#found : null
	);

	async explain(title: string): Promise<void> {
		const { model: artifact, dataset, session } = this.#subject;
		if (!dataset || !artifact) return;
		this.isExplaining = true;
		this.error = null;
		try {
			const { workspace, tasks } = session;
			this.#found = await tasks.run(title, async (signal, onProgress) => {
				const { model } = await openModel(workspace, artifact);
				const table = await openTable(workspace, dataset, signal);
				const options = { rows: explainedRows, backgroundRows, samples: 300 };
				const explanation = await explainModel(workspace, model, table, table, options, signal, onProgress);
				const rows = await readInputs(workspace, { model }, `(SELECT * FROM ${table} LIMIT ${explainedRows})`, signal);
				return { modelId: artifact.id, model, explanation, rows };
			});
			this.row = 0;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.isExplaining = false;
		}
	}
}
