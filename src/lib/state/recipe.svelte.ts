import type { Json } from '$lib/core/json';
import { AppError, isAbort } from '$lib/core/errors';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { compileRecipe, planRecipe } from '$lib/core/recipe/compile';
import type { RecipeTable } from '$lib/core/recipe/operation';
import { record, redo, startHistory, undo } from '$lib/core/recipe/history';
import { operationNamed } from '$lib/core/recipe/operations';
import { filledIn } from '$lib/core/recipe/parameter';
import { emptyRecipe, parseRecipe, unfitted, type Recipe, type RecipeStep } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableFormat } from '$lib/core/table/source';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { fitRecipe, runRecipe, type RecipeReport } from '$lib/workbench/recipe';
import { previewRecipe, type RecipePreview } from '$lib/workbench/recipe-preview';
import { tablesOf } from '$lib/workbench/recipe-tables';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';
import { openTable } from '$lib/workbench/table';

/** A step being added or edited; it is in the preview, not in the recipe. */
export interface StepDraft {
	readonly index: number;
	readonly step: RecipeStep;
	readonly isNew: boolean;
	/** Columns it may use. */
	readonly input: TableSchema;
}

/** Rows a preview shows and learns from at most. */
const sampleRows = 100_000;
const collection = 'recipe-draft';
const typingMs = 150;

/** The recipe of one dataset: its steps with undo and redo, the step being edited, and what they make of the table. */
export class RecipeState {
	#history = $state.raw(startHistory<Recipe>(emptyRecipe));
	draft = $state.raw<StepDraft | null>(null);
	/** Show the table after so many steps; null for all. */
	end = $state.raw<number | null>(null);
	preview = $state.raw<RecipePreview | null>(null);
	isBusy = $state.raw(false);
	error = $state.raw<unknown>(null);
	/** What keeps the draft from being previewed: a parameter that is not filled in, a formula that is wrong. */
	draftError = $state.raw<AppError | null>(null);

	readonly recipe = $derived(this.#history.present);
	readonly canUndo = $derived(this.#history.past.length > 0);
	readonly canRedo = $derived(this.#history.future.length > 0);
	/** With the draft in its place. */
	readonly shown = $derived(this.draft === null ? this.recipe : withDraft(this.recipe, this.draft));

	readonly schema: TableSchema;
	readonly #workspace: Workspace;
	readonly #question = { controller: new AbortController(), timer: setTimeout(() => undefined) };

	constructor(
		workspace: Workspace,
		readonly dataset: Artifact,
		/** Steps and history to go on with, those of the same table under other kinds. */
		before?: RecipeState
	) {
		this.#workspace = workspace;
		this.schema = datasetMeta(dataset).schema;
		if (before && before.recipe.steps.length > 0) {
			this.#history = before.#history;
			this.#changed();
		} else void this.#load();
	}

	async #load(): Promise<void> {
		const kept = await this.#workspace.catalog.get(this.#workspace.project, collection, this.dataset.id);
		if (kept === undefined || this.recipe !== emptyRecipe) return;
		try {
			this.#history = startHistory(parseRecipe(kept));
		} catch (error) {
			this.error = error;
		}
		this.#ask();
	}

	/** Other tables that steps may read, as far as the preview knows them. */
	readonly tables = $derived<ReadonlyMap<string, RecipeTable>>(this.preview?.tables ?? new Map());

	#faultOf(draft: StepDraft): AppError | null {
		return faultOf(draft, this.recipe, this.tables);
	}

	/** The columns that step `index` may use. */
	inputOf(index: number): TableSchema {
		const fitted = this.preview?.recipe;
		if (!fitted) return this.schema;
		const plan = planRecipe(fitted, this.schema, { tables: this.tables });
		return plan.steps[index]?.input ?? plan.steps.at(-1)?.schema ?? this.schema;
	}

	add(op: string, params: Readonly<Record<string, Json>>): void {
		const index = this.end ?? this.recipe.steps.length;
		this.#startDraft({ index, step: { op, params, enabled: true }, isNew: true, input: this.inputOf(index) });
	}

	/** A step that needs nothing more, such as the mend of a warning. */
	append(op: string, params: Readonly<Record<string, Json>>): void {
		this.#change([...this.recipe.steps, { op, params, enabled: true }]);
	}

	edit(index: number): void {
		const step = this.recipe.steps[index];
		if (step) this.#startDraft({ index, step, isNew: false, input: this.inputOf(index) });
	}

	#startDraft(draft: StepDraft): void {
		this.draft = draft;
		this.#ask();
	}

	changeDraft(params: Readonly<Record<string, Json>>): void {
		if (!this.draft) return;
		this.draft = { ...this.draft, step: { ...this.draft.step, params } };
		this.#ask(typingMs);
	}

	/** Puts the draft into the recipe; false when it cannot run yet. */
	keepDraft(): boolean {
		const { draft } = this;
		if (!draft || this.#faultOf(draft) !== null) return false;
		const next = withDraft(this.recipe, draft);
		this.draft = null;
		if (this.end !== null && draft.isNew) this.end = draft.index + 1;
		this.#change(next.steps);
		return true;
	}

	dropDraft(): void {
		if (!this.draft) return;
		this.draft = null;
		this.#ask();
	}

	remove(index: number): void {
		this.#change(this.recipe.steps.filter((_, i) => i !== index));
	}

	copy(index: number): void {
		const step = this.recipe.steps[index];
		if (step) this.#change(this.recipe.steps.toSpliced(index + 1, 0, step));
	}

	toggle(index: number): void {
		this.#change(this.recipe.steps.map((step, i) => (i === index ? { ...step, enabled: !step.enabled } : step)));
	}

	move(from: number, to: number): void {
		const step = this.recipe.steps[from];
		if (!step || to < 0 || to >= this.recipe.steps.length || from === to) return;
		this.#change(this.recipe.steps.toSpliced(from, 1).toSpliced(to, 0, step));
	}

	name(index: number, name: string): void {
		this.#change(
			this.recipe.steps.map((step, i) => {
				if (i !== index) return step;
				const { op, params, enabled } = step;
				return { op, params, enabled, ...(name.trim() !== '' && { name: name.trim() }) };
			})
		);
	}

	/** The table after the first `count` steps; null for the whole recipe. */
	showAfter(count: number | null): void {
		this.end = count === this.recipe.steps.length ? null : count;
		this.#ask();
	}

	undo(): void {
		this.#history = undo(this.#history);
		this.#changed();
	}

	redo(): void {
		this.#history = redo(this.#history);
		this.#changed();
	}

	replace(recipe: Recipe): void {
		this.#history = record(this.#history, unfitted(recipe));
		this.#changed();
	}

	#change(steps: readonly RecipeStep[]): void {
		this.#history = record(this.#history, { ...this.recipe, steps: [...steps] });
		this.#changed();
	}

	#changed(): void {
		this.draft = null;
		if (this.end !== null && this.end >= this.recipe.steps.length) this.end = null;
		this.#ask();
		const { project, catalog } = this.#workspace;
		const value: Json = JSON.parse(JSON.stringify(this.recipe));
		void catalog
			.write([{ put: { project, collection, key: this.dataset.id, value } }])
			.catch((error: unknown) => (this.error = error));
	}

	/** Makes the preview again, after the engine was lost. */
	refresh(): void {
		this.#ask();
	}

	/** Asks for a preview; an answer that a later question has overtaken is thrown away. */
	#ask(waitMs = 0): void {
		clearTimeout(this.#question.timer);
		this.#question.controller.abort();
		const controller = new AbortController();
		this.#question.controller = controller;
		this.draftError = this.draft && this.#faultOf(this.draft);
		this.#question.timer = setTimeout(() => void this.#answer(controller.signal), waitMs);
	}

	async #answer(signal: AbortSignal): Promise<void> {
		const { draft, recipe } = this;
		const ready = draft !== null && this.draftError === null;
		const asked = ready ? withDraft(recipe, draft) : recipe;
		const end = draft ? (ready ? draft.index + 1 : draft.index) : (this.end ?? asked.steps.length);
		if (asked.steps.length === 0 || (end === 0 && !draft)) {
			this.#show(null);
			return;
		}
		this.isBusy = true;
		try {
			const preview = await previewRecipe(
				this.#workspace,
				asked,
				this.dataset,
				{ sampleRows, end, compare: ready },
				signal
			);
			if (signal.aborted) await preview.dispose();
			else this.#show(preview);
		} catch (error) {
			if (!isAbort(error) && !signal.aborted) {
				this.error = error;
				this.isBusy = false;
			}
		}
	}

	#show(preview: RecipePreview | null): void {
		const old = this.preview;
		this.preview = preview;
		this.error = null;
		this.isBusy = false;
		const { draft } = this;
		if (draft && preview) {
			const input = this.inputOf(draft.index);
			this.draft = { ...draft, input };
			const wasReady = this.draftError === null;
			this.draftError = this.#faultOf({ ...draft, input });
			if (!wasReady && this.draftError === null) this.#ask();
		}
		void old?.dispose();
	}

	/** Runs the recipe on all rows: a new dataset. */
	run(
		signal: AbortSignal,
		onProgress: OnProgress
	): Promise<{ dataset: Artifact; recipe: Artifact; report: RecipeReport }> {
		return runRecipe(this.#workspace, this.recipe, this.dataset, {}, signal, onProgress);
	}

	/** The result on all rows as the bytes of a file. */
	async export(format: TableFormat, signal: AbortSignal, onProgress: OnProgress): Promise<Uint8Array> {
		const relation = await openTable(this.#workspace, this.dataset, signal);
		const { relations: tables } = await tablesOf(this.#workspace, this.recipe, signal);
		return withStagedRecipe(
			this.#workspace,
			this.recipe,
			relation,
			this.schema,
			{ tables },
			({ select }) => this.#workspace.sql.exportTable(select, format, signal),
			signal,
			onProgress
		);
	}

	asJson(): string {
		return `${JSON.stringify(unfitted(this.recipe), null, '\t')}\n`;
	}

	/** One statement over a table named like the dataset, with what the steps learn from all rows. */
	async asSql(): Promise<string> {
		const relation = await openTable(this.#workspace, this.dataset);
		const fitted = await fitRecipe(this.#workspace, this.recipe, relation, this.schema);
		const { relations } = await tablesOf(this.#workspace, fitted);
		const tables = new Map(
			Array.from(relations, ([name, { schema }]) => [name, { schema, sql: sqlName(name) }] as const)
		);
		return `${compileRecipe(fitted, this.schema, sqlName(this.dataset.name), { tables }).sql};\n`;
	}

	openJson(text: string): void {
		let value: unknown;
		try {
			value = JSON.parse(text);
		} catch (cause) {
			throw new AppError('recipe/invalid', { place: '', wanted: 'JSON', found: text.slice(0, 20) }, { cause });
		}
		this.replace(parseRecipe(value));
	}
}

function withDraft(recipe: Recipe, { index, step, isNew }: StepDraft): Recipe {
	return { ...recipe, steps: recipe.steps.toSpliced(index, isNew ? 0 : 1, step) };
}

/** What is wrong with a draft before anything is computed; null when it can be previewed. */
function faultOf(
	{ step, input }: StepDraft,
	{ parameters }: Recipe,
	tables: ReadonlyMap<string, RecipeTable>
): AppError | null {
	try {
		const operation = operationNamed(step.op);
		operation.bind(filledIn(operation.params, step.params, parameters), undefined).query(input, { row: '""', train: null, tables, computed: null });
		return null;
	} catch (error) {
		if (error instanceof AppError) return error;
		throw error;
	}
}
