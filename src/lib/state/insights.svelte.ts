import { isAbort } from '$lib/core/errors';
import { readInsightMeta, recipeMark } from '$lib/core/insight/kept-report';
import type { InsightMend, InsightReport } from '$lib/core/insight/report';
import { canonicalJson } from '$lib/core/json';
import type { Progress } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { RecipeStep } from '$lib/core/recipe/recipe';
import type { TableSchema } from '$lib/core/table/schema';
import type { Task } from '$lib/core/train/job';
import { readRunMeta } from '$lib/core/train/run-meta';
import { keepReport, readReport, reportPrepared } from '$lib/workbench/insight-report';
import type { RecipeState } from './recipe.svelte';
import type { Session } from './session.svelte';

interface Made {
	readonly report: InsightReport;
	/** The recipe it was made with. */
	readonly mark: string;
	readonly task: Task | null;
	readonly at: number;
}

/** What tells a step from others. */
export function markOf({ op, params }: InsightMend): string {
	return canonicalJson({ op, params });
}

/** Marks of the steps that run. */
export function marksOf(steps: readonly RecipeStep[]): ReadonlySet<string> {
	return new Set(steps.filter(({ enabled }) => enabled).map(markOf));
}

/** The data quality and insights report of one dataset: what is asked, the last answer, and whether it still holds. */
export class Insights {
	readonly #session: Session;
	readonly #recipe: RecipeState;
	#target = $state<string | null>(null);
	task = $state<Task | null>(null);
	seed = $state(0);
	#made = $state.raw<Made | null>(null);
	/** How far the report being made is; null while none is. */
	progress = $state.raw<Progress | null>(null);
	error = $state.raw<unknown>(null);
	#asking = new AbortController();

	constructor(
		session: Session,
		readonly dataset: Artifact,
		recipe: RecipeState
	) {
		this.#session = session;
		this.#recipe = recipe;
		const isOwn = (artifact: Artifact) => artifact.parents['dataset'] === dataset.id;
		const run = session.artifacts.find((artifact) => artifact.type === 'run' && isOwn(artifact));
		this.#target = (run && readRunMeta(run)?.target) ?? null;
		const kept = session.artifacts.find((artifact) => artifact.type === 'insight-report' && isOwn(artifact));
		if (kept) void this.#open(kept);
	}

	async #open(kept: Artifact): Promise<void> {
		const meta = readInsightMeta(kept);
		if (!meta) return;
		this.#target = meta.target;
		this.task = meta.task;
		this.seed = meta.seed;
		try {
			const report = await readReport(this.#session.workspace, kept);
			this.#made ??= { report, mark: meta.recipe, task: meta.task, at: kept.createdAt };
		} catch (error) {
			this.error = error;
		}
	}

	/** Columns of the table as the main steps prepare it. */
	readonly schema = $derived.by((): TableSchema => this.#recipe.mainSchema);
	readonly report = $derived(this.#made?.report ?? null);
	readonly madeAt = $derived(this.#made?.at ?? null);
	readonly target = $derived.by(() => (this.schema.some(({ name }) => name === this.#target) ? this.#target : null));
	readonly isMaking = $derived(this.progress !== null);
	/** Whether the recipe has changed since. */
	readonly isStale = $derived.by(() => this.#made !== null && this.#made.mark !== recipeMark(this.#recipe.recipe));
	/** Whether another target or problem is chosen now. */
	readonly isOther = $derived.by(
		() =>
			this.#made !== null && (this.#made.task !== this.task || (this.#made.report.target?.name ?? null) !== this.target)
	);
	/** Steps of the recipe, to tell which mends are in it. */
	readonly #steps = $derived.by(() => marksOf(this.#recipe.recipe.steps));

	chooseTarget(name: string | null): void {
		this.#target = name;
		this.task = null;
	}

	isInRecipe(mend: InsightMend): boolean {
		return this.#steps.has(markOf(mend));
	}

	/** Adds a step to the main steps, which the report read; it can be undone there. */
	mend({ op, params }: InsightMend): void {
		this.#recipe.appendToMain(op, params);
	}

	undo(): void {
		this.#recipe.edits.undo();
	}

	cancel(): void {
		this.#asking.abort();
	}

	/** Makes the report; a new question ends the one under way. Where the project may be written the report is kept. */
	async make(title: string): Promise<void> {
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		const { recipe } = this.#recipe;
		const question = { recipe, target: this.target, task: this.task, seed: this.seed };
		const { workspace, tasks, readOnly } = this.#session;
		this.error = null;
		this.progress = { phase: 'load', done: 0, total: null };
		try {
			const report = await tasks.run(
				title,
				async (signal, onProgress) => {
					const found = await reportPrepared(workspace, this.dataset, question, signal, (progress) => {
						onProgress(progress);
						if (asking === this.#asking) this.progress = progress;
					});
					signal.throwIfAborted();
					if (!readOnly) await keepReport(workspace, this.dataset, question, found);
					return found;
				},
				asking.signal
			);
			if (asking === this.#asking)
				this.#made = { report, mark: recipeMark(recipe), task: question.task, at: workspace.clock.now() };
			if (!readOnly) await this.#session.refresh();
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.progress = null;
		}
	}
}
