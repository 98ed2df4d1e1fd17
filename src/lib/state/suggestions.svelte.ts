import * as v from 'valibot';
import { isAbort } from '$lib/core/errors';
import type { InsightMend } from '$lib/core/insight/report';
import type { InsightWarning } from '$lib/core/insight/warning';
import type { Artifact } from '$lib/core/project/artifact';
import type { Line } from '$lib/core/recipe/edit';
import { suggestMends } from '$lib/workbench/suggestions';
import { markOf, marksOf, type Insights } from './insights.svelte';
import type { RecipeState } from './recipe.svelte';
import type { Session } from './session.svelte';
import type { TableView } from './table.svelte';

const collection = 'suggestion-dismissed';
const most = 4;
const DismissedSchema = v.array(v.string());

/** The same thing in the same column, however many cells it is now. */
export function suggestionKey({ code, column }: InsightWarning): string {
	return `${code} ${column ?? ''}`;
}

/** What could be mended in the table on screen, without being asked; what is dismissed stays so. */
export class Suggestions {
	readonly #session: Session;
	readonly #insights: Insights;
	readonly #recipe: RecipeState;
	/** What a look at a line found. */
	#found = $state.raw<{ readonly line: Line; readonly warnings: readonly InsightWarning[] }>({
		line: null,
		warnings: []
	});
	#dismissed = $state.raw<ReadonlySet<string>>(new Set());
	#relation: string | null = null;
	#asking = new AbortController();
	error = $state.raw<unknown>(null);

	constructor(
		session: Session,
		readonly dataset: Artifact,
		insights: Insights,
		recipe: RecipeState
	) {
		this.#session = session;
		this.#insights = insights;
		this.#recipe = recipe;
		void this.#load();
	}

	async #load(): Promise<void> {
		const { workspace } = this.#session;
		const parsed = v.safeParse(
			DismissedSchema,
			await workspace.catalog.get(workspace.project, collection, this.dataset.id)
		);
		if (parsed.success) this.#dismissed = new Set(parsed.output);
	}

	readonly all = $derived.by(() => {
		// a report that still holds knows more of what it read: what gives the target away
		const { report, isStale } = this.#insights;
		const { line } = this.#recipe;
		const found = this.#found.line === line ? this.#found.warnings : [];
		const warnings = report && !isStale && line === null ? report.warnings : found;
		const steps = marksOf(this.#recipe.edits.steps);
		return warnings.filter(
			(warning) =>
				!this.#dismissed.has(suggestionKey(warning)) && !warning.mends.some((mend) => steps.has(markOf(mend)))
		);
	});
	/** The gravest, of as many columns as there are. */
	readonly shown = $derived.by(() => {
		const seen = new Set<string | null>();
		const firsts = this.all.filter(({ column }) => !seen.has(column) && seen.add(column));
		return [...firsts, ...this.all.filter((warning) => !firsts.includes(warning))].slice(0, most);
	});

	/** Adds a step to the line on screen, where it was found. */
	mend({ op, params }: InsightMend): void {
		this.#recipe.edits.append(op, params);
	}

	undo(): void {
		this.#recipe.edits.undo();
	}

	/** Looks at what is on screen; an answer that a later view has overtaken is thrown away. */
	async look({ relation, schema, rows }: TableView): Promise<void> {
		if (this.#relation === relation) return;
		this.#relation = relation;
		const { line } = this.#recipe;
		this.#asking.abort();
		const { signal } = (this.#asking = new AbortController());
		try {
			const found = await suggestMends(this.#session.workspace, relation, schema, rows, signal);
			if (!signal.aborted) this.#found = { line, warnings: found };
		} catch (error) {
			if (!isAbort(error) && !signal.aborted && this.#relation === relation) this.error = error;
		}
	}

	async dismiss(warning: InsightWarning): Promise<void> {
		this.#dismissed = new Set([...this.#dismissed, suggestionKey(warning)]);
		const { project, catalog } = this.#session.workspace;
		try {
			await catalog.write([{ put: { project, collection, key: this.dataset.id, value: [...this.#dismissed] } }]);
		} catch (error) {
			this.error = error;
		}
	}
}
