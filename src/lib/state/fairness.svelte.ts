import { isAbort } from '$lib/core/errors';
import type { BiasReport, FacetBias } from '$lib/core/clarify/bias';
import type { Explanation } from '$lib/core/clarify/explanation';
import type { Selection, Selector } from '$lib/core/clarify/selector';
import type { Model } from '$lib/core/model/model';
import type { Artifact } from '$lib/core/project/artifact';
import type { Columns } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { isNumericType, type Field } from '$lib/core/table/schema';
import { readRunMeta } from '$lib/core/train/run-meta';
import { findBias, mostApart, type BiasFindings } from '$lib/workbench/bias-findings';
import { commonValues, explainModel, type ValueCount } from '$lib/workbench/clarify';
import { openModel, readInputs } from '$lib/workbench/model';
import { kindsOf, openTable, saveTable } from '$lib/workbench/table';
import type { Session } from './session.svelte';

export interface Explained {
	readonly model: Model;
	readonly explanation: Explanation;
	readonly rows: Columns;
}

const explainedRows = 200;
const backgroundRows = 100;
const likelyFacets = /^(sex|gender|race|ethnic|genre|age_?group|nationality|country|religion|性別|人種)/i;

/** What is looked at for bias, and what was found. Latest wins: a new question ends the one under way. */
export class FairnessState {
	readonly #session: Session;
	#datasetId = $state('');
	#runId = $state('');
	#facet = $state('');
	#label = $state('');
	#positive = $state('');
	#group = $state('');
	threshold = $state<number | null>(null);
	/** The facet value whose metrics are shown. */
	#value = $state('');
	labelValues = $state.raw<readonly ValueCount[]>([]);
	findings = $state.raw<BiasFindings | null>(null);
	explained = $state.raw<Explained | null>(null);
	row = $state(0);
	error = $state.raw<unknown>(null);
	isMeasuring = $state(false);
	isExplaining = $state(false);
	#asking = new AbortController();

	constructor(session: Session) {
		this.#session = session;
	}

	get datasets(): readonly Artifact[] {
		return this.#session.datasets;
	}

	readonly runs = $derived.by(() =>
		this.#session.artifacts.filter((artifact) => readRunMeta(artifact)?.task === 'classification')
	);
	readonly dataset = $derived.by(() => {
		const of = (id: string | undefined) => this.datasets.find((dataset) => dataset.id === id);
		return of(this.#datasetId) ?? of(this.runs[0]?.parents['dataset']) ?? this.datasets[0];
	});
	readonly fields = $derived.by((): readonly Field[] => (this.dataset ? datasetMeta(this.dataset).schema : []));
	/** Runs that were trained on the dataset. */
	readonly ownRuns = $derived.by(() => this.runs.filter(({ parents }) => parents['dataset'] === this.dataset?.id));
	readonly run = $derived.by(() => this.ownRuns.find(({ id }) => id === this.#runId) ?? this.ownRuns[0]);
	readonly labelFields = $derived.by(() => this.fields.filter(({ kind }) => !unlabelled.has(kind)));
	readonly label = $derived.by(() => {
		const chosen = this.fields.find(({ name }) => name === this.#label);
		const target = this.ownRuns.map((run) => readRunMeta(run)?.target).find((name) => name !== undefined);
		const known = this.fields.find(({ name }) => name === target);
		const guess = this.labelFields.findLast(({ kind }) => kind === 'boolean' || kind === 'categorical');
		return (chosen ?? known ?? guess ?? this.labelFields.at(-1))?.name ?? '';
	});
	readonly facetFields = $derived.by(() =>
		this.fields.filter(({ name, kind }) => name !== this.label && !unlabelled.has(kind))
	);
	readonly facet = $derived.by(() => {
		const chosen = this.facetFields.find(({ name }) => name === this.#facet);
		const likely = this.facetFields.find(({ name }) => likelyFacets.test(name));
		const first = this.facetFields.find(({ kind }) => kind === 'categorical' || kind === 'boolean');
		return (chosen ?? likely ?? first ?? this.facetFields[0])?.name ?? '';
	});
	/** Whether the facet is a number to be cut at a threshold. */
	readonly isThreshold = $derived.by(() => {
		const field = this.fields.find(({ name }) => name === this.facet);
		return field !== undefined && field.kind === 'numeric' && isNumericType(field.type);
	});
	readonly positive = $derived.by(() => {
		const values = this.labelValues.map(({ value }) => value);
		if (values.includes(this.#positive)) return this.#positive;
		const classes = this.run ? readRunMeta(this.run)?.classes : undefined;
		const last = classes?.at(-1);
		return (last !== undefined && values.includes(last) ? last : values.at(-1)) ?? '';
	});
	readonly group = $derived.by(() => (this.facetFields.some(({ name }) => name === this.#group) ? this.#group : ''));
	readonly values = $derived.by(() => this.findings?.before.facets.map(({ value }) => value) ?? []);
	readonly shown = $derived.by((): FacetBias | undefined => this.#pick(this.findings?.before));
	readonly shownAfter = $derived.by((): FacetBias | undefined => this.#pick(this.findings?.after ?? undefined));

	/** What is asked, as a key; null while something is still to be chosen. */
	readonly question = $derived.by((): string | null => {
		const { dataset, label, positive, facet, threshold } = this;
		const isOpen =
			!dataset || label === '' || positive === '' || facet === '' || (this.isThreshold && threshold === null);
		return isOpen ? null : JSON.stringify([dataset.id, label, positive, facet, threshold, this.group, this.run?.id]);
	});

	get value(): string {
		return this.shown?.value ?? '';
	}

	#pick(report: BiasReport | undefined): FacetBias | undefined {
		const facets = report?.facets ?? [];
		const wanted = this.#value === '' ? mostApart(this.findings?.before.facets ?? []) : this.#value;
		return facets.find(({ value }) => value === wanted) ?? (report === this.findings?.before ? facets[0] : undefined);
	}

	chooseDataset(id: string): void {
		if (id === this.dataset?.id) return;
		this.#datasetId = id;
		this.#runId = '';
		this.#label = '';
		this.#facet = '';
		this.#forget();
	}

	chooseRun(id: string): void {
		this.#runId = id;
		this.explained = null;
		this.findings = this.findings && { ...this.findings, after: null, thresholds: null };
	}

	chooseLabel(name: string): void {
		if (name === this.label) return;
		this.#label = name;
		this.#positive = '';
		this.#forget();
	}

	chooseFacet(name: string): void {
		if (name === this.facet) return;
		this.#facet = name;
		this.threshold = null;
		this.#value = '';
		this.findings = null;
	}

	choosePositive(value: string): void {
		this.#positive = value;
	}

	chooseGroup(name: string): void {
		this.#group = name;
	}

	chooseValue(value: string): void {
		this.#value = value;
	}

	#forget(): void {
		this.labelValues = [];
		this.findings = null;
		this.explained = null;
		this.#value = '';
	}

	/** The values of the label, to choose the good one from. */
	async loadLabelValues(): Promise<void> {
		const { dataset, label } = this;
		if (!dataset || label === '') return;
		try {
			const { workspace } = this.#session;
			const values = await commonValues(workspace, await openTable(workspace, dataset), label);
			if (this.dataset === dataset && this.label === label) this.labelValues = values;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}

	#selector(): Selector {
		const selection: Selection =
			this.isThreshold && this.threshold !== null ? { threshold: this.threshold } : { each: true };
		return { column: this.facet, selection };
	}

	/** Measures what is chosen. A run, where one is chosen or there is one, adds the predictions. */
	async measure(title: string): Promise<void> {
		const { dataset, label, positive } = this;
		if (!dataset || this.question === null) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.isMeasuring = true;
		const facet = this.#selector();
		const { run } = this;
		const group = this.group === '' ? null : this.group;
		const isKept = !this.#session.readOnly;
		try {
			const { workspace, tasks } = this.#session;
			const findings = await tasks.run(
				title,
				(signal, onProgress) =>
					findBias(workspace, { dataset, run, label, positive, facet, group, isKept }, signal, onProgress),
				asking.signal
			);
			if (isKept) await this.#session.refresh();
			if (asking === this.#asking) this.findings = findings;
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isMeasuring = false;
		}
	}

	/** Saves the dataset with weights that make the facet independent of the label. */
	async keepWeights(title: string, name: string): Promise<Artifact | null> {
		const { dataset, findings } = this;
		if (!dataset || !findings) return null;
		try {
			const { workspace, tasks } = this.#session;
			const made = await tasks.run(title, (signal, onProgress) =>
				saveTable(
					workspace,
					findings.reweighing.select,
					{ name, parents: { dataset: dataset.id }, kinds: kindsOf(datasetMeta(dataset).schema) },
					signal,
					onProgress
				)
			);
			await this.#session.refresh();
			return made;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		}
	}

	/** Explains the model of the run on rows of the dataset. */
	async explain(title: string): Promise<void> {
		const { run } = this;
		const { dataset } = this;
		const artifact = this.#session.artifacts.find(
			({ type, parents }) => type === 'model' && parents['run'] === run?.id
		);
		if (!run || !dataset || !artifact) return;
		this.isExplaining = true;
		this.error = null;
		try {
			const { workspace, tasks } = this.#session;
			this.explained = await tasks.run(title, async (signal, onProgress) => {
				const { model } = await openModel(workspace, artifact);
				const table = await openTable(workspace, dataset, signal);
				const options = { rows: explainedRows, backgroundRows, samples: 300 };
				const explanation = await explainModel(workspace, model, table, table, options, signal, onProgress);
				const rows = await readInputs(workspace, { model }, `(SELECT * FROM ${table} LIMIT ${explainedRows})`, signal);
				return { model, explanation, rows };
			});
			this.row = 0;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.isExplaining = false;
		}
	}
}

const unlabelled = new Set(['identifier', 'text', 'list', 'embedding', 'datetime']);
