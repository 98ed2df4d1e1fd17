import { isAbort } from '$lib/core/errors';
import type { ErrorSlice } from '$lib/core/clarify/error-tree';
import { ruleFormula, ruleSql } from '$lib/core/clarify/slice-rule';
import type { Columns } from '$lib/core/table/columns';
import { readRunMeta } from '$lib/core/train/run-meta';
import { findModelErrors, readMistakes, type ErrorOptions, type FoundErrors } from '$lib/workbench/error-analysis';
import type { FairnessSubject } from './fairness-subject.svelte';
import { TableState } from './table.svelte';

interface Found {
	readonly question: string;
	readonly modelId: string;
	readonly errors: FoundErrors;
}

interface Mistakes {
	readonly slice: ErrorSlice;
	readonly rows: Columns;
}

/** Where the subject's model is worst. Latest wins: a new choice ends the search under way. */
export class ErrorAnalysisState {
	readonly #subject: FairnessSubject;
	#found = $state.raw<Found | null>(null);
	#mistakes = $state.raw<Mistakes | null>(null);
	maxDepth = $state(3);
	leastRows = $state<number | null>(null);
	/** Whether slices are named only by columns that the model may read. */
	isInputsOnly = $state(false);
	/** The slice that is open, by its place. */
	#open = $state<number | null>(null);
	error = $state.raw<unknown>(null);
	isSearching = $state(false);
	#asking = new AbortController();

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	readonly question = $derived.by((): string | null => {
		const { model, dataset, run, label } = this.#subject;
		if (!model || !dataset) return null;
		const held = run ? null : label;
		return JSON.stringify([model.id, dataset.id, held, this.maxDepth, this.leastRows, this.isInputsOnly]);
	});
	readonly errors = $derived.by((): FoundErrors | null =>
		this.#found?.modelId === this.#subject.model?.id ? (this.#found?.errors ?? null) : null
	);
	readonly isCurrent = $derived.by(() => this.#found?.question === this.question);
	readonly slices = $derived.by(() => this.errors?.found.slices ?? []);
	readonly open = $derived.by((): ErrorSlice | null =>
		this.#open === null ? null : (this.slices[this.#open] ?? null)
	);
	/** Rows of the open slice that the model got wrong; null until they are read. */
	readonly mistakes = $derived.by((): Columns | null =>
		this.#mistakes && this.#mistakes.slice === this.open ? this.#mistakes.rows : null
	);

	/** What the run left out of its training, that a slice could still be named by. */
	#options(): ErrorOptions {
		const { run, fields } = this.#subject;
		const meta = run && readRunMeta(run);
		const least = this.leastRows;
		const base = { maxDepth: this.maxDepth, leastRows: least === null || !(least >= 1) ? null : Math.floor(least) };
		if (!this.isInputsOnly || !meta) return base;
		const left = new Set([meta.target, ...meta.ignore, ...meta.dropped.map(({ column }) => column)]);
		return { ...base, without: fields.map(({ name }) => name).filter((name) => left.has(name)) };
	}

	async search(title: string): Promise<void> {
		const { model, run, dataset, label, session } = this.#subject;
		const { question } = this;
		if (!model || !dataset || question === null) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.isSearching = true;
		const options = this.#options();
		try {
			const errors = await session.tasks.run(
				title,
				(signal, onProgress) =>
					findModelErrors(session.workspace, { model, run, dataset, label }, options, signal, onProgress),
				asking.signal
			);
			if (asking !== this.#asking) return;
			this.#found = { question, modelId: model.id, errors };
			this.#open = null;
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isSearching = false;
		}
	}

	/** Opens a slice, or closes the one that is open. */
	async toggle(place: number): Promise<void> {
		this.#open = this.#open === place ? null : place;
		const { open, errors } = this;
		if (!open || !errors) return;
		try {
			const rows = await readMistakes(this.#subject.session.workspace, errors, open.rule);
			if (this.open === open) this.#mistakes = { slice: open, rows };
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}

	/** Explanations keep to the rows of a slice from now on. */
	keepTo({ rule }: ErrorSlice): void {
		const { dataset, fields } = this.#subject;
		if (dataset) this.#subject.keepTo({ dataset: dataset.id, rule, sql: ruleSql(rule, fields) });
	}

	/** Begins a step in the Data stage that keeps the rows of a slice; it is not in the recipe until it is kept there. */
	async showInData({ rule }: ErrorSlice): Promise<void> {
		const { dataset, fields, session } = this.#subject;
		if (!dataset) return;
		const tables = session.keep(`table ${session.project?.id ?? ''}`, () => new TableState(session));
		await tables.open(dataset.id);
		tables.recipe?.add('filter', { condition: ruleFormula(rule, fields) });
	}
}
