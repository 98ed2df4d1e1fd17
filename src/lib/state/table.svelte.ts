import { AppError, isAbort } from '$lib/core/errors';
import type { OnProgress, SourceFile } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { OperationId } from '$lib/core/recipe/operations';
import type { Columns } from '$lib/core/table/columns';
import type { TablePart } from '$lib/core/table/import-files';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableProfile } from '$lib/core/table/profile';
import type { Field, Kind, TableSchema } from '$lib/core/table/schema';
import type { ImportReport, ReadOptions, TableFormat } from '$lib/core/table/source';
import { deleteArtifact, restoreArtifact } from '$lib/workbench/artifact';
import { changeKinds, importParts, openRejects, openTable, readWindow } from '$lib/workbench/table';
import { listTables, lookAlike } from '$lib/workbench/table-choices';
import { profileTable } from '$lib/workbench/table-profile';
import { refreshTable } from '$lib/workbench/table-refresh';
import { RecipeState } from './recipe.svelte';
import type { Session } from './session.svelte';

export interface LastImport {
	readonly dataset: string;
	/** More than one where files were read as one table. */
	readonly parts: readonly [TablePart, ...TablePart[]];
	readonly options: ReadOptions;
	readonly report: ImportReport;
}

/** Tables that came together, to be chosen from. */
export interface TableChoices {
	readonly parts: readonly TablePart[];
	/** Whether they are likely rows of one table. */
	readonly areAlike: boolean;
}

/** What the grid shows: the dataset as it came, or what its recipe makes of it. */
export interface TableView {
	readonly relation: string;
	readonly schema: TableSchema;
	readonly rows: number;
	readonly changed: ReadonlyMap<string, Uint8Array>;
}

export interface Sort {
	readonly column: string;
	readonly descending: boolean;
}

/** The worker ended, or a fresh one does not have the tables of the one before. */
function isLost(error: unknown): boolean {
	return error instanceof AppError && error.code === 'worker/crashed';
}

const unchanged: ReadonlyMap<string, Uint8Array> = new Map();

/** The Data stage: which dataset is open, how it was read, its recipe, and what the grid shows of it. */
export class TableState {
	readonly #session: Session;
	readonly #recipes = new Map<string, RecipeState>();
	dataset = $state.raw<Artifact | null>(null);
	recipe = $state.raw<RecipeState | null>(null);
	/** SQL relation of the dataset once it is in the engine. */
	#base = $state.raw<string | null>(null);
	lastImport = $state.raw<LastImport | null>(null);
	/** Kept here: the page is made anew when the first file makes a project. */
	choices = $state.raw<TableChoices | null>(null);
	profile = $state.raw<{ readonly relation: string; readonly profile: TableProfile } | null>(null);
	sort = $state.raw<Sort | null>(null);
	selected = $state.raw<string | null>(null);
	error = $state.raw<unknown>(null);
	#opening = new AbortController();
	#profiling = new AbortController();

	constructor(session: Session) {
		this.#session = session;
	}

	readonly view = $derived.by((): TableView | null => {
		const { dataset, recipe } = this;
		if (!dataset || this.#base === null) return null;
		if (recipe?.preview) {
			const { relation, schema, rowsOut, changed } = recipe.preview;
			return { relation, schema, rows: rowsOut, changed };
		}
		const { schema, rows } = datasetMeta(dataset);
		return { relation: this.#base, schema, rows, changed: unchanged };
	});

	/** Opens a dataset; the newest when none is named. */
	async open(id?: string): Promise<void> {
		const { datasets } = this.#session;
		const dataset = datasets.find((each) => each.id === id) ?? (id === undefined ? datasets[0] : undefined);
		if (!dataset || dataset.id === this.dataset?.id) return;
		this.#opening.abort();
		const { signal } = (this.#opening = new AbortController());
		try {
			const base = await openTable(this.#session.workspace, dataset, signal);
			if (signal.aborted) return;
			let recipe = this.#recipes.get(dataset.id);
			if (!recipe) this.#recipes.set(dataset.id, (recipe = this.#recipeOf(dataset)));
			this.dataset = dataset;
			this.#base = base;
			this.recipe = recipe;
			this.sort = null;
			this.selected = null;
			this.error = null;
		} catch (error) {
			if (!isAbort(error) && !signal.aborted) this.error = error;
		}
	}

	#recipeOf(dataset: Artifact, before?: RecipeState): RecipeState {
		return new RecipeState(this.#session.workspace, dataset, () => this.#session.datasets, before);
	}

	/** Forgets the dataset on screen when it is no longer there. */
	forgetMissing(): void {
		const { dataset } = this;
		if (!dataset || this.#session.datasets.some(({ id }) => id === dataset.id)) return;
		this.dataset = null;
		this.#base = null;
		this.recipe = null;
	}

	/** The table that files hold; where they hold several these become the `choices`. What cannot be looked into is the error shown. */
	async lookInto(files: readonly SourceFile[], title: string): Promise<TablePart | null> {
		this.error = null;
		const { parts, errors } = await this.#session.tasks.run(title, () => listTables(this.#session.workspace, files));
		if (errors.length > 0) this.error = errors[0];
		const [first, ...others] = parts;
		if (others.length > 0) this.choices = { parts, areAlike: await lookAlike(parts) };
		return first && others.length === 0 ? first : null;
	}

	/** Files that are read once more take the place of their first reading, unless something was made of that. */
	async importParts(
		parts: readonly [TablePart, ...TablePart[]],
		options: ReadOptions,
		title: string,
		replaced: string
	): Promise<void> {
		this.error = null;
		const [first] = parts;
		const read = parts.map((part) => ({
			...part,
			options: { ...options, ...(part.options.part !== undefined && { part: part.options.part }) }
		}));
		try {
			const { dataset, report } = await this.#session.tasks.run(title, (signal, onProgress) =>
				importParts(this.#session.workspace, [read[0] ?? first, ...read.slice(1)], options.sample, signal, onProgress)
			);
			const before = this.lastImport;
			this.lastImport = { dataset: dataset.id, parts, options, report };
			if (before?.parts === parts && before.dataset !== dataset.id && !this.#isUsed(before.dataset)) {
				const old = await deleteArtifact(this.#session.workspace, before.dataset);
				this.#session.toasts.show(replaced, { undo: () => this.#putBack(old) });
			}
			await this.#session.refresh();
			await this.open(dataset.id);
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}

	/** Reads the source of a dataset again; the steps laid for it come along. How many rows there are now; null where nothing changed. */
	async readAgain(
		before: Artifact,
		fetch: (signal: AbortSignal, onProgress: OnProgress) => Promise<TablePart[]>,
		title: string
	): Promise<{ readonly rows: number; readonly before: number } | null> {
		this.error = null;
		const { dataset, report, isSame, parts } = await this.#session.tasks.run(title, async (signal, onProgress) => {
			const [first, ...others] = await fetch(signal, onProgress);
			if (!first) throw new AppError('internal', { reason: 'the dataset came from no source' });
			const read = [first, ...others] as const;
			return { ...(await refreshTable(this.#session.workspace, before, read, signal, onProgress)), parts: read };
		});
		if (isSame) return null;
		this.#recipes.set(dataset.id, this.#recipeOf(dataset, this.#recipes.get(before.id)));
		this.lastImport = { dataset: dataset.id, parts, options: parts[0].options, report };
		await this.#session.refresh();
		await this.open(dataset.id);
		return { rows: datasetMeta(dataset).rows, before: datasetMeta(before).rows };
	}

	async remove(dataset: Artifact, notice: string): Promise<void> {
		await deleteArtifact(this.#session.workspace, dataset.id);
		await this.#session.refresh();
		this.forgetMissing();
		await this.open();
		this.#session.toasts.show(notice, {
			undo: () => this.#putBack(dataset)
		});
	}

	async #putBack(dataset: Artifact): Promise<void> {
		await restoreArtifact(this.#session.workspace, dataset);
		await this.#session.refresh();
		await this.open(dataset.id);
	}

	/** Whether an artifact was made of a dataset, or steps were laid for it. */
	#isUsed(id: string): boolean {
		const { steps = [], branches = [] } = this.#recipes.get(id)?.recipe ?? {};
		return (
			steps.length + branches.length > 0 ||
			this.#session.artifacts.some(({ parents }) => Object.values(parents).includes(id))
		);
	}

	/** Declares what a column means; the steps of the recipe come along. */
	async setKind(column: string, kind: Kind): Promise<void> {
		const { dataset, recipe, lastImport } = this;
		if (!dataset) return;
		try {
			const changed = await changeKinds(this.#session.workspace, dataset, { [column]: kind });
			if (changed.id === dataset.id) return;
			this.#recipes.set(changed.id, this.#recipeOf(changed, recipe ?? undefined));
			await deleteArtifact(this.#session.workspace, dataset.id);
			if (lastImport?.dataset === dataset.id) this.lastImport = { ...lastImport, dataset: changed.id };
			const { selected } = this;
			await this.#session.refresh();
			await this.open(changed.id);
			this.selected = selected;
		} catch (error) {
			this.error = error;
		}
	}

	/** Measures what is shown; an answer that a later view has overtaken is thrown away. */
	async measure({ relation, schema, rows }: TableView): Promise<void> {
		if (this.profile?.relation === relation) return;
		this.#profiling.abort();
		const { signal } = (this.#profiling = new AbortController());
		try {
			const profile = await profileTable(this.#session.workspace, relation, schema, { rows }, signal);
			if (!signal.aborted) this.profile = { relation, profile };
		} catch (error) {
			if (!isAbort(error) && !signal.aborted && this.view?.relation === relation) this.error = error;
		}
	}

	/** The word for a missing value that most columns of the file just read have in common. */
	get sharedMissing(): { readonly token: string; readonly columns: number } | null {
		const { profile, lastImport } = this;
		if (!lastImport || !profile || profile.relation !== this.#base) return null;
		if (!['csv', 'tsv', 'xlsx'].includes(lastImport.report.used.format)) return null;
		const columns = new Map<string, number>();
		for (const warning of profile.profile.columns.flatMap(({ warnings }) => warnings))
			if (warning.code === 'disguised-missing' && warning.tokens !== '')
				columns.set(warning.tokens, (columns.get(warning.tokens) ?? 0) + 1);
		const [most] = [...columns].sort(([, a], [, b]) => b - a);
		return most && most[1] > 1 ? { token: most[0], columns: most[1] } : null;
	}

	/** The column with the most gaps, for operations on gaps: where to begin when no column is chosen. */
	gapFor(op: OperationId, schema: TableSchema): Field | null {
		if (op !== 'fill-missing' && op !== 'drop-missing') return null;
		const missing = new Map((this.profile?.profile.columns ?? []).map((column) => [column.name, column.missing]));
		const gaps = ({ name }: Field) => missing.get(name) ?? 0;
		const most = [...schema].sort((a, b) => gaps(b) - gaps(a))[0];
		return most && gaps(most) > 0 ? most : null;
	}

	/** Rows of a relation. When the engine was lost with its tables, the dataset is loaded from its blob again. */
	async read(
		relation: string,
		offset: number,
		limit: number,
		sort: Sort | null,
		signal?: AbortSignal
	): Promise<Columns> {
		const window = { offset, limit, ...(sort && { sort }) };
		try {
			return await readWindow(this.#session.workspace, relation, window, signal);
		} catch (error) {
			const { dataset, recipe } = this;
			if (!dataset || !isLost(error)) throw error;
			await openTable(this.#session.workspace, dataset, signal);
			if (relation === this.#base) return readWindow(this.#session.workspace, relation, window, signal);
			recipe?.refresh();
			signal?.throwIfAborted();
			throw new DOMException('the preview is made again', 'AbortError');
		}
	}

	/** Rows that could not be read, the first thousand. */
	async rejects(dataset: Artifact): Promise<Columns | null> {
		const relation = await openRejects(this.#session.workspace, dataset);
		return relation === null ? null : this.read(relation, 0, 1000, null);
	}

	/** Writes the table with its recipe run on all rows as a file, a part at a time. */
	async export(format: TableFormat, write: (part: Uint8Array) => Promise<void>, title: string): Promise<void> {
		const { recipe } = this;
		if (!recipe) return;
		await this.#session.tasks.run(title, (signal, onProgress) => recipe.export(format, write, signal, onProgress));
	}

	/** Runs the recipe on all rows and opens the new dataset. */
	async run(title: string): Promise<{ rows: number; columns: number } | null> {
		const { recipe } = this;
		if (!recipe) return null;
		const { dataset, report } = await this.#session.tasks.run(title, (signal, onProgress) =>
			recipe.run(signal, onProgress)
		);
		await this.#session.refresh();
		await this.open(dataset.id);
		return { rows: report.rowsOut, columns: report.columns };
	}
}
