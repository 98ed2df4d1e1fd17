import { isAbort } from '$lib/core/errors';
import type { AnalysisResult, AnalysisSpec } from '$lib/core/insight/analysis';
import { recipeMark } from '$lib/core/insight/kept-report';
import type { Artifact } from '$lib/core/project/artifact';
import type { TableSchema } from '$lib/core/table/schema';
import {
	deleteAnalysis,
	keepAnalysis,
	listAnalyses,
	newAnalysis,
	runAnalysis,
	type NamedAnalysis
} from '$lib/workbench/analysis';
import type { RecipeState } from './recipe.svelte';
import type { Session } from './session.svelte';

/** What an analysis gave, or why it gave nothing, and the recipe it was made with. */
export interface AnalysisAnswer {
	readonly mark: string;
	readonly result: AnalysisResult | null;
	readonly error: unknown;
}

const seed = 0;

/** The analyses of one dataset, kept in the project by name; each is made again when the recipe has changed. */
export class Analyses {
	readonly #session: Session;
	readonly #recipe: RecipeState;
	readonly #asked = new Map<string, { readonly mark: string; readonly controller: AbortController }>();
	list = $state.raw<readonly NamedAnalysis[]>([]);
	answers = $state.raw<ReadonlyMap<string, AnalysisAnswer>>(new Map());
	error = $state.raw<unknown>(null);
	isLoaded = $state(false);

	constructor(
		session: Session,
		readonly dataset: Artifact,
		recipe: RecipeState
	) {
		this.#session = session;
		this.#recipe = recipe;
		void this.#load();
	}

	/** Columns of the table as the main steps prepare it. */
	readonly schema = $derived.by((): TableSchema => this.#recipe.mainSchema);
	/** Changes with what the recipe does. */
	readonly mark = $derived.by(() => recipeMark(this.#recipe.recipe));

	async #load(): Promise<void> {
		try {
			this.list = await listAnalyses(this.#session.workspace, this.dataset.id);
		} catch (error) {
			this.error = error;
		}
		this.isLoaded = true;
	}

	async add(name: string, spec: AnalysisSpec): Promise<void> {
		const made = newAnalysis(this.#session.workspace, this.dataset, name, spec);
		await this.#keep(made);
		this.list = [...this.list, made];
	}

	async rename(analysis: NamedAnalysis, name: string): Promise<void> {
		if (name.trim() === '' || name === analysis.name) return;
		const changed = { ...analysis, name: name.trim() };
		await this.#keep(changed);
		this.list = this.list.map((each) => (each.id === analysis.id ? changed : each));
	}

	async remove(analysis: NamedAnalysis): Promise<void> {
		this.#asked.get(analysis.id)?.controller.abort();
		await deleteAnalysis(this.#session.workspace, analysis.id);
		this.list = this.list.filter(({ id }) => id !== analysis.id);
	}

	async putBack(analysis: NamedAnalysis): Promise<void> {
		await this.#keep(analysis);
		this.list = [...this.list, analysis].sort((a, b) => a.createdAt - b.createdAt);
	}

	async #keep(analysis: NamedAnalysis): Promise<void> {
		try {
			await keepAnalysis(this.#session.workspace, analysis);
		} catch (error) {
			this.error = error;
		}
	}

	/** Makes those that the recipe, as it is now, has not made yet; a later recipe ends what is under way. */
	refresh(title: (name: string) => string): void {
		const { mark } = this;
		for (const analysis of this.list) {
			if (this.answers.get(analysis.id)?.mark === mark || this.#asked.get(analysis.id)?.mark === mark) continue;
			this.#asked.get(analysis.id)?.controller.abort();
			void this.#make(analysis, mark, title(analysis.name));
		}
	}

	async #make({ id, spec }: NamedAnalysis, mark: string, title: string): Promise<void> {
		const controller = new AbortController();
		const asked = { mark, controller };
		this.#asked.set(id, asked);
		const { recipe } = this.#recipe;
		const answer = (result: AnalysisResult | null, error: unknown) => {
			if (this.#asked.get(id) === asked) this.answers = new Map(this.answers).set(id, { mark, result, error });
		};
		try {
			const { workspace, tasks } = this.#session;
			const result = await tasks.run(
				title,
				(signal, onProgress) => runAnalysis(workspace, this.dataset, recipe, spec, seed, signal, onProgress),
				controller.signal
			);
			answer(result, null);
		} catch (error) {
			if (!isAbort(error) || !controller.signal.aborted) answer(null, error);
		} finally {
			if (this.#asked.get(id) === asked) this.#asked.delete(id);
		}
	}

	/** Makes one again that was stopped or failed. */
	again(id: string): void {
		const left = new Map(this.answers);
		left.delete(id);
		this.answers = left;
	}

	/** A selection in a picture as a step that keeps its rows. */
	keepRows(condition: string): void {
		this.#recipe.appendToMain('filter', { condition });
	}

	undo(): void {
		this.#recipe.edits.undo();
	}
}
