import { isAbort } from '$lib/core/errors';
import type { BiasSpec } from '$lib/core/clarify/bias';
import { goodValues, outcomeReading } from '$lib/core/clarify/good-outcome';
import type { SliceRule } from '$lib/core/clarify/slice-rule';
import { selectionText, type Selection, type Selector } from '$lib/core/clarify/selector';
import {
	facetFields,
	guessFacet,
	guessLabel,
	isReadable,
	labelFields,
	readingOf,
	type Reading
} from '$lib/core/clarify/subject-guess';
import { readModelMeta } from '$lib/core/model/model-meta';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Field } from '$lib/core/table/schema';
import { readRunMeta } from '$lib/core/train/run-meta';
import { commonValues, medianCut, type ValueCount } from '$lib/workbench/bias';
import { openTable } from '$lib/workbench/table';
import type { Session } from './session.svelte';

/** Some rows of the table, by a rule. */
export interface RowSlice {
	readonly dataset: string;
	readonly rule: SliceRule;
	/** Holds for its rows. */
	readonly sql: string;
}

/** What every view of the stage looks at: a table, a model of it, the outcome that is good to get, and the groups compared. */
export class FairnessSubject {
	readonly session: Session;
	#datasetId = $state('');
	#modelId = $state('');
	#facet = $state('');
	#label = $state('');
	#positives = $state.raw<readonly string[]>([]);
	#group = $state('');
	threshold = $state<number | null>(null);
	#slice = $state.raw<RowSlice | null>(null);
	/** How a facet that is stored as numbers is read, where that differs from its kind. */
	#reading = $state<Reading | null>(null);
	#labelReading = $state<Reading | null>(null);
	/** Undefined: not chosen. */
	#labelCut = $state<number | null | undefined>(undefined);
	#labelMedian = $state<number | null>(null);
	labelValues = $state.raw<readonly ValueCount[]>([]);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.session = session;
	}

	get datasets(): readonly Artifact[] {
		return this.session.datasets;
	}

	readonly dataset = $derived.by(() => {
		const of = (id: string | undefined) => this.datasets.find((dataset) => dataset.id === id);
		const trained = this.#all('run').find((run) => readRunMeta(run)?.task === 'classification');
		return of(this.#datasetId) ?? of(trained?.parents['dataset']) ?? this.datasets[0];
	});
	readonly fields = $derived.by((): readonly Field[] => (this.dataset ? datasetMeta(this.dataset).schema : []));
	/** Models that were trained on the dataset, and those made elsewhere that read columns of it. */
	readonly models = $derived.by(() => {
		const names = new Set(this.fields.map(({ name }) => name));
		return this.session.models.filter((model) => {
			const inputs = readModelMeta(model)?.imported?.inputs;
			return inputs
				? inputs.every((name) => names.has(name))
				: this.#runOf(model)?.parents['dataset'] === this.dataset?.id;
		});
	});
	readonly model = $derived.by(() => this.models.find(({ id }) => id === this.#modelId) ?? this.models[0]);
	/** The run that made the model. */
	readonly run = $derived.by(() => (this.model ? this.#runOf(this.model) : undefined));
	/** What the model predicts, and its classes. */
	readonly predicts = $derived.by(() => {
		const run = this.run && readRunMeta(this.run);
		if (run) return { target: run.target, classes: run.classes };
		const meta = this.model && readModelMeta(this.model);
		return meta?.imported ? { target: meta.target, classes: meta.imported.classes } : null;
	});
	readonly labelFields = $derived.by(() => labelFields(this.fields));
	readonly label = $derived.by(() => {
		const chosen = this.fields.find(({ name }) => name === this.#label);
		const known = this.fields.find(({ name }) => name === this.predicts?.target);
		return (chosen ?? known ?? guessLabel(this.fields))?.name ?? '';
	});
	readonly facetFields = $derived.by(() => facetFields(this.fields, this.label));
	readonly facet = $derived.by(() => {
		const chosen = this.facetFields.find(({ name }) => name === this.#facet);
		return (chosen ?? guessFacet(this.fields, this.label))?.name ?? '';
	});
	/** Whether the facet can be read both as values and as a number. */
	readonly isReadable = $derived.by(() => isReadable(this.#field(this.facet)));
	/** Whether the facet is a number to be cut at a threshold. */
	readonly isThreshold = $derived.by(() => readingOf(this.#field(this.facet), this.#reading) === 'number');
	/** Whether the outcome can be read both as values and as a number. */
	readonly isLabelReadable = $derived.by(() => isReadable(this.#field(this.label)));
	/** Whether good is what lies above a number. */
	readonly isLabelCut = $derived.by(
		() => outcomeReading(this.#field(this.label), this.#labelReading, this.predicts) === 'number'
	);
	/** The values that are good to get; none where a number is cut. */
	readonly positives = $derived.by((): readonly string[] => {
		const occurring = this.labelValues.map(({ value }) => value);
		return this.isLabelCut ? [] : goodValues(occurring, this.#positives, this.predicts);
	});
	/** What is good to get; null while something is still to be chosen. */
	readonly positiveSelection = $derived.by((): BiasSpec['positive'] | null => {
		const { isLabelCut, labelCut, positives } = this;
		if (isLabelCut) return labelCut === null ? null : { threshold: labelCut };
		return positives.length === 0 ? null : { values: positives };
	});
	/** The good outcome in words; empty while something is still to be chosen. */
	readonly positive = $derived.by(() => {
		const text = this.positiveSelection ? selectionText(this.positiveSelection) : '';
		// a bare number would run into those of a sentence
		return this.isLabelCut && text !== '' ? `${this.label} ${text}` : text;
	});
	readonly group = $derived.by(() => (this.facetFields.some(({ name }) => name === this.#group) ? this.#group : ''));

	/** What is asked of the labels, as a key; null while something is still to be chosen. */
	readonly question = $derived.by((): string | null => {
		const { dataset, label, positiveSelection, facet, threshold } = this;
		const isOpen =
			!dataset ||
			label === '' ||
			positiveSelection === null ||
			facet === '' ||
			(this.isThreshold && threshold === null);
		return isOpen
			? null
			: JSON.stringify([dataset.id, label, positiveSelection, facet, this.isThreshold && threshold, this.group]);
	});

	#all(type: Artifact['type']): Artifact[] {
		return this.session.artifacts.filter((artifact) => artifact.type === type);
	}

	#field(name: string): Field | undefined {
		return this.fields.find((field) => field.name === name);
	}

	#runOf(model: Artifact): Artifact | undefined {
		return this.session.artifacts.find(({ id, type }) => type === 'run' && id === model.parents['run']);
	}

	/** The rows that explanations keep to; null for all. */
	readonly slice = $derived.by(() => (this.#slice?.dataset === this.dataset?.id ? this.#slice : null));

	keepTo(slice: RowSlice | null): void {
		this.#slice = slice;
	}

	/** The rows of a relation that explanations keep to; can stand after FROM. */
	within(relation: string): string {
		return this.slice ? `(SELECT * FROM ${relation} WHERE ${this.slice.sql})` : relation;
	}

	selector(): Selector {
		const selection: Selection =
			this.isThreshold && this.threshold !== null ? { threshold: this.threshold } : { each: true };
		return { column: this.facet, selection };
	}

	chooseDataset(id: string): void {
		if (id === this.dataset?.id) return;
		this.#datasetId = id;
		this.#modelId = '';
		this.#label = '';
		this.#forgetOutcome();
		this.#facet = '';
		this.threshold = null;
		this.#reading = null;
	}

	chooseModel(id: string): void {
		this.#modelId = id;
	}

	chooseLabel(name: string): void {
		if (name === this.label) return;
		this.#label = name;
		this.#forgetOutcome();
	}

	#forgetOutcome(): void {
		this.#positives = [];
		this.#labelReading = null;
		this.#labelCut = undefined;
		this.#labelMedian = null;
		this.labelValues = [];
	}

	chooseFacet(name: string): void {
		if (name === this.facet) return;
		this.#facet = name;
		this.threshold = null;
		this.#reading = null;
	}

	chooseReading(reading: Reading): void {
		this.#reading = reading;
	}

	/** The first of the good values; what was added to it stays. */
	choosePositive(value: string): void {
		this.#positives = [value, ...this.positives.slice(1).filter((other) => other !== value)];
	}

	addPositive(value: string): void {
		this.#positives = [...this.positives, value];
	}

	removePositive(value: string): void {
		this.#positives = this.positives.filter((other) => other !== value);
	}

	chooseLabelReading(reading: Reading): void {
		this.#labelReading = reading;
	}

	/** What good outcomes lie above: the median, until another number is chosen. */
	get labelCut(): number | null {
		return this.#labelCut === undefined ? this.#labelMedian : this.#labelCut;
	}

	set labelCut(threshold: number | null) {
		this.#labelCut = threshold;
	}

	chooseGroup(name: string): void {
		this.#group = name;
	}

	/** The values of the label, to choose the good ones from, and where a number is cut. */
	async loadLabelValues(): Promise<void> {
		const { dataset, label } = this;
		if (!dataset || label === '') return;
		this.error = null;
		try {
			const { workspace } = this.session;
			const table = await openTable(workspace, dataset);
			const values = await commonValues(workspace, table, label);
			const median = this.isLabelReadable ? await medianCut(workspace, table, label) : null;
			if (this.dataset !== dataset || this.label !== label) return;
			this.labelValues = values;
			this.#labelMedian = median;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}
}
