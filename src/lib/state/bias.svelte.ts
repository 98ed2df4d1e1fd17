import { isAbort } from '$lib/core/errors';
import type { BiasReport, FacetBias } from '$lib/core/clarify/bias';
import { mostApart } from '$lib/core/clarify/most-apart';
import { overviewRows, type OverviewRow } from '$lib/core/clarify/overview';
import { facetName, facetParts, type Facet } from '$lib/core/clarify/selector';
import { isCut } from '$lib/core/clarify/subject-guess';
import { medianFacet } from '$lib/workbench/bias';
import { findBias, type BiasFindings } from '$lib/workbench/bias-findings';
import type { FairnessSubject } from './fairness-subject.svelte';

interface Found {
	readonly question: string;
	readonly dataset: string;
	readonly facet: string;
	readonly model: string | undefined;
	readonly findings: BiasFindings;
}

type Named = Pick<FacetBias, 'facet' | 'value'>;

/** Bias of the subject's labels and of its model's predictions. Latest wins: a new question ends the one under way. */
export class BiasState {
	readonly #subject: FairnessSubject;
	#found = $state.raw<Found | null>(null);
	/** Facets that were added to the subject's own, and the table they were added for. */
	#added = $state.raw<{ readonly dataset: string | undefined; readonly facets: readonly Facet[] } | null>(null);
	/** The group whose metrics are shown. */
	#group = $state.raw<Named | null>(null);
	dropMissing = $state(false);
	error = $state.raw<unknown>(null);
	isMeasuring = $state(false);
	#asking = new AbortController();

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	/** Facets compared by beside the subject's own. */
	readonly also = $derived.by((): readonly Facet[] => {
		const { dataset, label, facet } = this.#subject;
		if (this.#added?.dataset !== dataset?.id) return [];
		return (this.#added?.facets ?? []).filter(
			(added) => facetName(added) !== facet && facetParts(added).every(({ column }) => column !== label)
		);
	});
	/** What can be added: columns of values, and crosses of two facets that are compared by. */
	readonly offered = $derived.by((): readonly Facet[] => {
		const { facetFields, facet, isThreshold, threshold } = this.#subject;
		const own = isThreshold && threshold === null ? [] : [this.#subject.selector()];
		const columns = facetFields
			.filter((field) => field.name !== facet && !isCut(field))
			.map(({ name }): Facet => ({ column: name, selection: { each: true } }));
		const single = [...own, ...this.also.filter((added) => facetParts(added).length === 1)].flatMap(facetParts);
		const crosses = single.flatMap((first, at) =>
			single.slice(at + 1).map((second): Facet => ({ all: [first, second] }))
		);
		const there = new Set([facet, ...this.also.map(facetName)]);
		return [...crosses, ...columns].filter((facetOffered) => !there.has(facetName(facetOffered)));
	});
	/** Number columns that can be added, cut at their median. */
	readonly offeredNumbers = $derived.by((): readonly string[] => {
		const there = new Set([this.#subject.facet, ...this.also.map(facetName)]);
		return this.#subject.facetFields.filter((field) => isCut(field) && !there.has(field.name)).map(({ name }) => name);
	});
	/** What is asked, as a key; null while something is still to be chosen. */
	readonly question = $derived.by((): string | null => {
		const { question } = this.#subject;
		return question === null ? null : JSON.stringify([question, this.also, this.dropMissing]);
	});
	/** What was found for the table and facet chosen now; while another question of them is measured, the last answer. */
	readonly findings = $derived.by((): BiasFindings | null => {
		const { dataset, facet, model } = this.#subject;
		if (this.#found?.dataset !== dataset?.id || this.#found?.facet !== facet) return null;
		return this.#found.model === model?.id ? this.#found.findings : { ...this.#found.findings, after: null };
	});
	/** Whether the findings answer what is asked now. */
	readonly isCurrent = $derived.by(
		() => this.#found?.question === this.question && this.#found?.model === this.#subject.model?.id
	);
	readonly rows = $derived.by((): readonly OverviewRow[] =>
		this.findings ? overviewRows(this.findings.before, this.findings.after) : []
	);
	readonly shown = $derived.by((): FacetBias | undefined => this.#pick(this.findings?.before));
	readonly shownAfter = $derived.by((): FacetBias | undefined => {
		const { shown } = this;
		return this.findings?.after?.facets.find((group) => shown && isSame(group, shown));
	});

	/** The chosen group, else that of the subject's own facet whose outcomes lie farthest from the rest. */
	#pick(report: BiasReport | undefined): FacetBias | undefined {
		const groups = report?.facets ?? [];
		const chosen = groups.find((group) => this.#group && isSame(group, this.#group));
		if (chosen) return chosen;
		const own = groups.filter(({ facet }) => facet === this.#subject.facet);
		const value = mostApart(own);
		return own.find((group) => group.value === value) ?? groups[0];
	}

	chooseGroup(group: Named): void {
		this.#group = { facet: group.facet, value: group.value };
	}

	isShown(group: Named): boolean {
		return this.shown !== undefined && isSame(group, this.shown);
	}

	/** Compares by one more of what is offered. A number column is cut at its median. */
	async add(name: string): Promise<void> {
		const { dataset, session } = this.#subject;
		const known = this.offered.find((offered) => facetName(offered) === name);
		if (!dataset || (!known && !this.offeredNumbers.includes(name))) return;
		try {
			const facet = known ?? (await medianFacet(session.workspace, dataset, name));
			if (facet) this.#added = { dataset: dataset.id, facets: [...this.also, facet] };
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}

	/** No longer compares by a facet. */
	remove(name: string): void {
		this.#added = {
			dataset: this.#subject.dataset?.id,
			facets: this.also.filter((added) => facetName(added) !== name)
		};
	}

	/** Measures what is chosen. A model, where there is one, adds the predictions. */
	async measure(title: string): Promise<void> {
		const { dataset, model, run, label, positiveSelection: positive, session } = this.#subject;
		const { question, also, dropMissing: dropMissingFacet } = this;
		if (!dataset || !positive || question === null) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.isMeasuring = true;
		const facet = this.#subject.selector();
		const group = this.#subject.group === '' ? null : this.#subject.group;
		const isKept = !session.readOnly;
		const asked = { dataset, model, run, label, positive, facet, also, dropMissingFacet, group, isKept };
		try {
			const findings = await session.tasks.run(
				title,
				(signal, onProgress) => findBias(session.workspace, asked, signal, onProgress),
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

function isSame(a: Named, b: Named): boolean {
	return a.facet === b.facet && a.value === b.value;
}
