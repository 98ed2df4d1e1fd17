import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { Json } from '$lib/core/json';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { lineageOfRecipe, type RecipeLineage } from '$lib/core/recipe/column-lineage';
import { stepsOf, type Line } from '$lib/core/recipe/edit';
import { fieldsOf } from '$lib/core/recipe/control';
import { lineInput, lineRecipe, lineTables, planLine, type LinePlan } from '$lib/core/recipe/line';
import { mendsOfStep, type StepMend } from '$lib/core/recipe/mend-step';
import type { RecipeTable } from '$lib/core/recipe/operation';
import { operationNamed } from '$lib/core/recipe/operations';
import { putParameter, removeParameter } from '$lib/core/recipe/parameter';
import type { PythonLibrary } from '$lib/core/recipe/python/export-python';
import { emptyRecipe, JsonSchema, parseRecipe, type Recipe, type RecipeParameter } from '$lib/core/recipe/recipe';
import type { Params } from '$lib/core/recipe/suggest';
import { suggestTables, withTable } from '$lib/core/recipe/suggest-table';
import { faultsOfSteps, withParametersOf } from '$lib/core/recipe/transfer';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import type { TableFormat } from '$lib/core/table/source';
import { sqlName } from '$lib/core/table/sql';
import { runRecipe, type RecipeReport } from '$lib/workbench/recipe';
import { exportRecipe, recipePython, recipeSql } from '$lib/workbench/recipe-export';
import { previewRecipe, type RecipePreview } from '$lib/workbench/recipe-preview';
import type { StepReport } from '$lib/workbench/recipe-stage';
import { newestByName } from '$lib/workbench/recipe-tables';
import { LatestPreview, type LinePreview } from './latest-preview.svelte';
import { faultOf, withDraft, withTrial, type StepDraft } from './recipe-draft';
import { RecipeEdits } from './recipe-edits.svelte';

/** Rows a preview shows and learns from at most. */
const sampleRows = 100_000;
const collection = 'recipe-draft';
const typingMs = 150;

/**
 * The recipe of one dataset: its edits, the step being written, and what the line on screen (the main steps or a branch) makes of its
 * table.
 */
export class RecipeState {
	readonly edits: RecipeEdits;
	draft = $state.raw<StepDraft | null>(null);
	/** Show the table after so many steps; null for all. */
	end = $state.raw<number | null>(null);
	/** Where the next step goes, when a person chose; null for after what is shown. */
	insertAt = $state.raw<number | null>(null);
	#fault = $state.raw<unknown>(null);
	readonly #latest = new LatestPreview();
	readonly #workspace: Workspace;
	readonly #datasets: () => readonly Artifact[];
	readonly schema: TableSchema;

	readonly #newest = $derived.by(() => newestByName(this.#datasets()));
	/** Tables of the project that steps may read, its own last, known from the catalog: none is loaded for it. */
	readonly #known = $derived.by(() => {
		const own = ({ name }: Artifact) => Number(name === this.dataset.name);
		const others = [...this.#newest.values()].sort((a, b) => own(a) - own(b));
		return new Map(
			others.map((each): [string, RecipeTable] => [
				each.name,
				{ schema: datasetMeta(each).schema, sql: sqlName(each.name) }
			])
		);
	});

	constructor(
		workspace: Workspace,
		readonly dataset: Artifact,
		/** Those of the project, for steps that read others. */
		datasets: () => readonly Artifact[],
		/** Steps and history to go on with, those of the same table under other kinds. */
		before?: RecipeState
	) {
		this.#workspace = workspace;
		this.#datasets = datasets;
		this.schema = datasetMeta(dataset).schema;
		this.edits = new RecipeEdits(
			() => this.#newest.keys(),
			() => this.#changed()
		);
		if (before && before.recipe !== emptyRecipe) this.edits.goOn(before.edits);
		else void this.#load();
	}

	get recipe(): Recipe {
		return this.edits.recipe;
	}
	get line(): Line {
		return this.edits.line;
	}
	/** With the draft in its place. */
	get shown(): Recipe {
		return this.draft ? withDraft(this.recipe, this.line, this.draft) : this.recipe;
	}
	/** Where a step begun now goes. */
	get place(): number {
		return this.insertAt ?? this.end ?? this.edits.steps.length;
	}
	get preview(): RecipePreview | null {
		return this.#latest.shown?.preview ?? null;
	}
	/** The preview on screen with the line it is of. */
	get latest(): LinePreview | null {
		return this.#latest.shown;
	}
	get isBusy(): boolean {
		return this.#latest.isBusy;
	}
	get error(): unknown {
		return this.#fault ?? this.#latest.error;
	}

	/** What the steps of the line did to the rows shown. */
	readonly results = $derived.by((): readonly StepReport[] => {
		const shown = this.#latest.shown;
		if (shown?.line !== this.line) return [];
		const own = shown.preview.steps.filter(({ step }) => step >= shown.before);
		return own.map((report) => ({ ...report, step: report.step - shown.before }));
	});
	/** The line as it would run with the draft. */
	readonly plan = $derived.by(() => {
		const { draft, recipe, line } = this;
		const ran = this.#latest.shown?.line === line ? (this.preview?.recipe ?? null) : null;
		return planLine(draft ? withTrial(recipe, line, draft) : recipe, line, this.schema, this.#known, ran);
	});
	/** What keeps the draft from being previewed: a parameter that is not filled in, a formula that is wrong. */
	readonly draftError = $derived.by((): AppError | null => this.draft && faultOf(this.plan, this.draft));

	/** Columns that the main steps leave, also while a branch is on screen. */
	readonly mainSchema = $derived.by((): TableSchema => {
		if (this.line === null) return this.preview?.schema ?? this.schema;
		return lineInput(this.planOf(null), this.recipe.steps.length);
	});

	/** Adds a step at the end of the main steps, which come on screen: what a report on them asked for. */
	appendToMain(op: string, params: Params): void {
		this.showLine(null);
		this.edits.append(op, params);
	}

	/** A line as it would run, also one that is not on screen. */
	planOf(line: Line): LinePlan {
		if (line === this.line) return this.plan;
		const ran = this.#latest.shown?.line === line ? (this.preview?.recipe ?? null) : null;
		return planLine(this.recipe, line, this.schema, this.#known, ran);
	}

	/** Where the columns on screen come from; the steps on the way to a branch count before its own. */
	lineage(): RecipeLineage {
		const { plan, before, tables } = this.plan;
		const ran = this.#latest.shown?.line === this.line ? this.preview?.recipe : undefined;
		const recipe = ran ?? lineRecipe(this.recipe, this.line).recipe;
		const end = before + (this.end ?? this.edits.steps.length);
		return lineageOfRecipe({ ...recipe, steps: recipe.steps.slice(0, end) }, plan.source, tables);
	}

	/** The columns that the step at a place may use. */
	inputOf(index: number): TableSchema {
		return lineInput(this.plan, index);
	}

	/** The tables and branches that the step at a place may read, by name. */
	tablesOf(index: number): ReadonlyMap<string, TableSchema> {
		return lineTables(this.plan, index);
	}

	/** What would mend the step at a place. */
	mendsOf(index: number, fault: Pick<AppError, 'code' | 'details'>): StepMend[] {
		const step = this.edits.steps[index];
		return step ? mendsOfStep(step, fault, this.inputOf(index), [...this.tablesOf(index).keys()]) : [];
	}

	/** For each step of another recipe why it would not run at the end of the line; null where it fits. */
	faultsOf(other: Recipe, chosen: ReadonlySet<number>): (AppError | null)[] {
		const { parameters } = withParametersOf(this.recipe, other);
		const trial = { ...other, ...(parameters && { parameters }) };
		return faultsOfSteps(trial, chosen, this.inputOf(this.edits.steps.length), { tables: this.plan.tables });
	}

	showLine(line: Line): void {
		if (line === this.line) return;
		this.edits.showLine(line);
		this.end = null;
		this.#leave();
		this.#ask();
	}

	/** The table after the first `count` steps; null for the whole line. */
	showAfter(count: number | null): void {
		this.end = count === this.edits.steps.length ? null : count;
		this.#ask();
	}

	/** Begins a step; where it wants another table it reads the likeliest. */
	add(op: string, params: Params): void {
		const draft = { index: this.place, step: { op, params, enabled: true }, isNew: true };
		this.draft = draft;
		const input = this.inputOf(draft.index);
		const filled = suggestTables(operationNamed(op), params, input, this.tablesOf(draft.index));
		this.draft = { ...draft, step: { ...draft.step, params: filled } };
		this.#ask();
	}

	/** Begins a step that reads a table or a branch by one of its parameters. */
	addReading(op: string, field: string, table: string): void {
		this.add(op, {});
		if (!this.draft) return;
		const { index, step } = this.draft;
		const tables = this.tablesOf(index);
		this.changeDraft(withTable(operationNamed(op), step.params, field, table, this.inputOf(index), tables));
	}

	edit(index: number): void {
		const step = this.edits.steps[index];
		if (!step) return;
		this.draft = { index, step, isNew: false };
		this.#ask();
	}

	changeDraft(params: Params): void {
		if (!this.draft) return;
		this.draft = { ...this.draft, step: { ...this.draft.step, params } };
		this.#ask(typingMs);
	}

	/** Adds a parameter, or changes the one called `old`; a step being written goes on, and follows the new name. */
	putParameter(parameter: RecipeParameter, old: string | null): void {
		this.#besideDraft((recipe) => putParameter(recipe, parameter, old));
	}

	/** Its value takes its place in the steps, also in one being written. */
	removeParameter(name: string): void {
		this.#besideDraft((recipe) => removeParameter(recipe, name));
	}

	#besideDraft(change: (recipe: Recipe) => Recipe): void {
		const { draft, insertAt } = this;
		const step = draft && stepsOf(change(this.shown), this.line)[draft.index];
		this.edits.change(change(this.recipe));
		if (!draft || !step) return;
		this.draft = { ...draft, step };
		this.insertAt = insertAt;
		this.#ask();
	}

	/** A new parameter of the recipe with the value of a field of the draft, which then takes it. */
	takeParameter(field: string): void {
		const { draft } = this;
		if (!draft) return;
		const value = draft.step.params[field] ?? initialOf(draft.step.op, field);
		if (value === undefined) return;
		const taken = new Set(this.recipe.parameters?.map(({ name }) => name));
		let name = field;
		for (let n = 2; taken.has(name); n++) name = `${field}_${n}`;
		this.putParameter({ name, value }, null);
		this.changeDraft({ ...draft.step.params, [field]: { parameter: name } });
	}

	/** Puts the draft into the recipe; false when it cannot run yet. */
	keepDraft(): boolean {
		const { draft, shown } = this;
		if (!draft || this.draftError !== null) return false;
		if (draft.step === this.edits.steps[draft.index] && !draft.isNew) {
			this.dropDraft();
			return true;
		}
		if (this.end !== null && draft.isNew) this.end = draft.index + 1;
		this.edits.change(shown);
		return true;
	}

	dropDraft(): void {
		if (!this.draft) return;
		this.#leave();
		this.#ask();
	}

	/** Makes the preview again, after the engine was lost. */
	refresh(): void {
		this.#ask();
	}

	#leave(): void {
		this.draft = null;
		this.insertAt = null;
	}

	async #load(): Promise<void> {
		try {
			const kept = await this.#workspace.catalog.get(this.#workspace.project, collection, this.dataset.id);
			if (kept === undefined || this.recipe !== emptyRecipe) return;
			this.edits.open(parseRecipe(kept));
			this.#ask();
		} catch (error) {
			this.#fault = error;
		}
	}

	#changed(): void {
		this.#leave();
		if (this.end !== null && this.end >= this.edits.steps.length) this.end = null;
		this.#ask();
		const { project, catalog } = this.#workspace;
		const value: Json = JSON.parse(JSON.stringify(this.recipe));
		void catalog
			.write([{ put: { project, collection, key: this.dataset.id, value } }])
			.catch((error: unknown) => (this.#fault = error));
	}

	#ask(waitMs = 0): void {
		const isWaiting = this.draftError !== null;
		this.#latest.ask(
			(signal) => this.#preview(signal),
			waitMs,
			() => {
				// what the steps before it learned can be what the draft was waiting for
				if (isWaiting && this.draft && this.draftError === null) this.#ask();
			}
		);
	}

	async #preview(signal: AbortSignal): Promise<LinePreview | null> {
		const { draft, recipe, line } = this;
		const isReady = draft !== null && this.draftError === null;
		const trial = isReady ? withTrial(recipe, line, draft) : recipe;
		const { table, before, recipe: flat } = lineRecipe(trial, line);
		const own = draft ? draft.index + (isReady ? 1 : 0) : (this.end ?? this.edits.steps.length);
		if (table === null && before + own === 0) return null;
		const dataset = table === null ? this.dataset : this.#newest.get(table);
		if (!dataset) throw new AppError('recipe/table-missing', { table: table ?? '' });
		const options = { sampleRows, end: before + own, compare: isReady };
		return { line, before, preview: await previewRecipe(this.#workspace, flat, dataset, options, signal) };
	}

	/** Runs the main steps on all rows: a new dataset. */
	run(
		signal: AbortSignal,
		onProgress: OnProgress
	): Promise<{ dataset: Artifact; recipe: Artifact; report: RecipeReport }> {
		return runRecipe(this.#workspace, this.recipe, this.dataset, {}, signal, onProgress);
	}

	/** Writes the result on all rows as a file, a part at a time. */
	export(
		format: TableFormat,
		write: (part: Uint8Array) => Promise<void>,
		signal: AbortSignal,
		onProgress: OnProgress
	): Promise<void> {
		return exportRecipe(this.#workspace, this.recipe, this.dataset, format, write, signal, onProgress);
	}

	asPython(library: PythonLibrary): Promise<string> {
		return recipePython(this.#workspace, this.recipe, this.dataset, library);
	}

	asSql(): Promise<string> {
		return recipeSql(this.#workspace, this.recipe, this.dataset);
	}
}

/** The value that a field has when it is left out. */
function initialOf(op: string, field: string): Json | undefined {
	const initial = fieldsOf(operationNamed(op).params).find(({ name }) => name === field)?.initial;
	const read = v.safeParse(JsonSchema, initial);
	return read.success ? read.output : undefined;
}
