import { isAbort } from '$lib/core/errors';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { findMitigations, type MitigationFindings } from '$lib/workbench/mitigation-findings';
import { kindsOf, saveTable } from '$lib/workbench/table';
import type { FairnessSubject } from './fairness-subject.svelte';

interface Found {
	readonly question: string;
	readonly model: string | undefined;
	readonly findings: MitigationFindings;
}

/** What can be done about bias of the subject. Latest wins. */
export class MitigationsState {
	readonly #subject: FairnessSubject;
	#found = $state.raw<Found | null>(null);
	error = $state.raw<unknown>(null);
	isMeasuring = $state(false);
	#asking = new AbortController();

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	/** What was found for what is asked now. */
	readonly findings = $derived.by((): MitigationFindings | null =>
		this.#found?.question === this.#subject.question && this.#found?.model === this.#subject.model?.id
			? this.#found.findings
			: null
	);

	async measure(title: string): Promise<void> {
		const { dataset, model, run, label, positive, question, session } = this.#subject;
		if (!dataset || question === null) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.isMeasuring = true;
		const facet = this.#subject.selector();
		try {
			const findings = await session.tasks.run(
				title,
				(signal) => findMitigations(session.workspace, { dataset, model, run, label, positive, facet }, signal),
				asking.signal
			);
			if (asking === this.#asking) this.#found = { question, model: model?.id, findings };
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isMeasuring = false;
		}
	}

	/** Saves the dataset with weights that make the facet independent of the label. */
	async keepWeights(title: string, name: string): Promise<Artifact | null> {
		const { findings } = this;
		const { dataset, session } = this.#subject;
		if (!dataset || !findings) return null;
		try {
			const made = await session.tasks.run(title, (signal, onProgress) =>
				saveTable(
					session.workspace,
					findings.reweighing.select,
					{ name, parents: { dataset: dataset.id }, kinds: kindsOf(datasetMeta(dataset).schema) },
					signal,
					onProgress
				)
			);
			await session.refresh();
			return made;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		}
	}
}
