import { isAbort } from '$lib/core/errors';
import type { Workspace } from '$lib/core/ports';
import {
	rangeFormula,
	rowsIn,
	sliceCube,
	type BinnedColumn,
	type BinRange,
	type BrushCube
} from '$lib/core/table/brush';
import { binTable, brushCube, facetedRelation, type BinTable, type Facet } from '$lib/workbench/brush';

/** Runs of values chosen in the columns' pictures: the other pictures follow, and the grid shows the rows left. */
export class Brushing {
	readonly #workspace: Workspace;
	#asked = new AbortController();
	readonly #binning = new AbortController();
	#bins: Promise<BinTable> | null = null;
	#facets = $state.raw<readonly Facet[]>([]);
	#cube = $state.raw<BrushCube | null>(null);
	/** What is being drawn with the pointer, before it is let go. */
	#moving = $state.raw<Facet | null>(null);
	error = $state.raw<unknown>(null);

	constructor(
		workspace: Workspace,
		readonly relation: string,
		readonly columns: readonly BinnedColumn[]
	) {
		this.#workspace = workspace;
	}

	readonly facets = $derived(this.#facets);
	readonly #activeRange = $derived.by((): BinRange | null => {
		const name = this.#cube?.active;
		if (this.#moving?.column.name === name) return this.#moving?.range ?? null;
		return this.#facets.find(({ column }) => column.name === name)?.range ?? null;
	});
	/** Counts by bin that the pictures draw in front; empty while nothing is chosen. */
	readonly counts = $derived.by((): ReadonlyMap<string, Float64Array> =>
		this.#cube && (this.#moving || this.#facets.length > 0) ? sliceCube(this.#cube, this.#activeRange) : new Map()
	);
	readonly ranges = $derived(
		new Map([...this.#facets, ...(this.#moving ? [this.#moving] : [])].map(({ column, range }) => [column.name, range]))
	);
	/** Rows left; null while nothing is chosen. */
	readonly rows = $derived(this.#cube && this.#facets.length > 0 ? rowsIn(this.#cube, this.#activeRange) : null);
	/** SQL of the rows left; can stand after FROM. */
	get shownRelation(): string {
		return facetedRelation(this.relation, this.#facets);
	}

	/** A condition that holds for the rows left, in the formula language. */
	readonly condition = $derived(this.#facets.map(({ column, range }) => rangeFormula(column, range)).join(' and '));

	/** Someone is near the pictures: the rows are put in bins, so that the first brush does not wait for it. */
	prepare(): void {
		if (this.columns.length > 0) this.#binned().catch((error: unknown) => this.#failed(error));
	}

	/** Forgets the bins of the rows, when other pictures take the place of these. */
	dispose(): void {
		this.#asked.abort();
		this.#binning.abort();
		this.#bins?.then((bins) => bins.dispose()).catch((error: unknown) => this.#failed(error));
		this.#bins = null;
	}

	#failed(error: unknown): void {
		if (!isAbort(error)) this.error = error;
	}

	/** What failed is tried again by the next brush. */
	#binned(): Promise<BinTable> {
		if (this.#bins) return this.#bins;
		const bins = binTable(this.#workspace, this.relation, this.columns, this.#binning.signal);
		this.#bins = bins;
		bins.catch(() => this.#bins === bins && (this.#bins = null));
		return bins;
	}

	/** The pointer goes over a column's bins; the first time the counts by pairs are asked for. */
	move(name: string, range: BinRange): void {
		const column = this.columns.find((each) => each.name === name);
		if (!column) return;
		this.#moving = { column, range };
		if (this.#cube?.active !== name) void this.#ask(column);
	}

	/** The pointer is let go: the run is kept. */
	keep(name: string, range: BinRange): void {
		this.move(name, range);
		if (this.#moving) this.#facets = [...this.#facets.filter(({ column }) => column.name !== name), this.#moving];
		this.#moving = null;
	}

	clear(name?: string): void {
		this.#moving = null;
		this.#facets = name === undefined ? [] : this.#facets.filter(({ column }) => column.name !== name);
		const last = this.#facets.at(-1);
		this.#cube = null;
		if (last) void this.#ask(last.column);
	}

	async #ask(column: BinnedColumn): Promise<void> {
		this.#asked.abort();
		const { signal } = (this.#asked = new AbortController());
		try {
			const cube = await brushCube(this.#workspace, await this.#binned(), column.name, this.#facets, signal);
			if (!signal.aborted) this.#cube = cube;
		} catch (error) {
			if (!isAbort(error) && !signal.aborted) this.error = error;
		}
	}
}
