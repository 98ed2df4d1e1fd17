import * as v from 'valibot';
import { isAbort } from '$lib/core/errors';
import type { InsightWarning } from '$lib/core/insight/warning';
import type { Artifact } from '$lib/core/project/artifact';
import { suggestMends } from '$lib/workbench/suggestions';
import type { Insights } from './insights.svelte';
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
	#found = $state.raw<readonly InsightWarning[]>([]);
	#dismissed = $state.raw<ReadonlySet<string>>(new Set());
	#relation: string | null = null;
	#asking = new AbortController();
	error = $state.raw<unknown>(null);

	constructor(
		session: Session,
		readonly dataset: Artifact,
		insights: Insights
	) {
		this.#session = session;
		this.#insights = insights;
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
		// a report that still holds knows more: what gives the target away
		const { report, isStale } = this.#insights;
		const warnings = report && !isStale ? report.warnings : this.#found;
		return warnings.filter(
			(warning) =>
				!this.#dismissed.has(suggestionKey(warning)) && !warning.mends.some((mend) => this.#insights.isInRecipe(mend))
		);
	});
	/** The gravest, of as many columns as there are. */
	readonly shown = $derived.by(() => {
		const seen = new Set<string | null>();
		const firsts = this.all.filter(({ column }) => !seen.has(column) && seen.add(column));
		return [...firsts, ...this.all.filter((warning) => !firsts.includes(warning))].slice(0, most);
	});

	/** Looks at what is on screen; an answer that a later view has overtaken is thrown away. */
	async look({ relation, schema, rows }: TableView): Promise<void> {
		if (this.#relation === relation) return;
		this.#relation = relation;
		this.#asking.abort();
		const { signal } = (this.#asking = new AbortController());
		try {
			const found = await suggestMends(this.#session.workspace, relation, schema, rows, signal);
			if (!signal.aborted) this.#found = found;
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
