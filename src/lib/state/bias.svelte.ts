import { isAbort } from '$lib/core/errors';
import type { BiasReport, FacetBias } from '$lib/core/clarify/bias';
import { mostApart } from '$lib/core/clarify/most-apart';
import { findBias, type BiasFindings } from '$lib/workbench/bias-findings';
import type { FairnessSubject } from './fairness-subject.svelte';

interface Found {
	readonly question: string;
	readonly dataset: string;
	readonly facet: string;
	readonly model: string | undefined;
	readonly findings: BiasFindings;
}

/** Bias of the subject's labels and of its model's predictions. Latest wins: a new question ends the one under way. */
export class BiasState {
	readonly #subject: FairnessSubject;
	#found = $state.raw<Found | null>(null);
	/** The facet value whose metrics are shown. */
	#value = $state('');
	error = $state.raw<unknown>(null);
	isMeasuring = $state(false);
	#asking = new AbortController();

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	/** What was found for the table and facet chosen now; while another question of them is measured, the last answer. */
	readonly findings = $derived.by((): BiasFindings | null => {
		const { dataset, facet, model } = this.#subject;
		if (this.#found?.dataset !== dataset?.id || this.#found?.facet !== facet) return null;
		return this.#found.model === model?.id ? this.#found.findings : { ...this.#found.findings, after: null };
	});
	/** Whether the findings answer what is asked now. */
	readonly isCurrent = $derived.by(
		() => this.#found?.question === this.#subject.question && this.#found?.model === this.#subject.model?.id
	);
	readonly values = $derived.by(() => this.findings?.before.facets.map(({ value }) => value) ?? []);
	readonly shown = $derived.by((): FacetBias | undefined => this.#pick(this.findings?.before));
	readonly shownAfter = $derived.by((): FacetBias | undefined => this.#pick(this.findings?.after ?? undefined));

	get value(): string {
		return this.shown?.value ?? '';
	}

	#pick(report: BiasReport | undefined): FacetBias | undefined {
		const facets = report?.facets ?? [];
		const known = this.values.includes(this.#value) ? this.#value : mostApart(this.findings?.before.facets ?? []);
		return facets.find(({ value }) => value === known) ?? (report === this.findings?.before ? facets[0] : undefined);
	}

	chooseValue(value: string): void {
		this.#value = value;
	}

	/** Measures what is chosen. A model, where there is one, adds the predictions. */
	async measure(title: string): Promise<void> {
		const { dataset, model, run, label, positive, question, session } = this.#subject;
		if (!dataset || question === null) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.isMeasuring = true;
		const facet = this.#subject.selector();
		const group = this.#subject.group === '' ? null : this.#subject.group;
		const isKept = !session.readOnly;
		try {
			const findings = await session.tasks.run(
				title,
				(signal, onProgress) =>
					findBias(
						session.workspace,
						{ dataset, model, run, label, positive, facet, group, isKept },
						signal,
						onProgress
					),
				asking.signal
			);
			if (isKept) await session.refresh();
			if (asking === this.#asking)
				this.#found = { question, dataset: dataset.id, facet: facet.column, model: model?.id, findings };
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isMeasuring = false;
		}
	}
}
