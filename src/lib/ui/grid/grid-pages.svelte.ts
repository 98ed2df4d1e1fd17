import { isAbort } from '$lib/core/errors';
import { cellAt, type Cell, type Columns } from '$lib/core/table/columns';
import type { TableSchema } from '$lib/core/table/schema';

export interface Sort {
	readonly column: string;
	readonly descending: boolean;
}

type Load = (offset: number, limit: number, sort: Sort | null, signal: AbortSignal) => Promise<Columns>;

/** What rows are drawn of: a source in an order. */
interface Shape {
	readonly key: string;
	readonly schema: TableSchema;
	readonly rows: number;
	readonly changed: ReadonlyMap<string, Uint8Array>;
}

interface Picture extends Shape {
	readonly pages: ReadonlyMap<number, Columns>;
}

const pageRows = 100;
const mostPages = 40;

/** Pages of rows of one source; a new source replaces the picture when its first page is there. */
export class GridPages {
	picture = $state.raw<Picture | null>(null);
	readonly #load: Load;
	readonly #onerror: (error: unknown) => void;
	#asked = { key: '', pages: new Set<number>(), controller: new AbortController() };

	constructor(load: Load, onerror: (error: unknown) => void) {
		this.#load = load;
		this.#onerror = onerror;
	}

	/** Asks for the pages of rows `first` to `last` that were not asked for yet. What an older source was asked is given up. */
	ask(shape: Shape, sort: Sort | null, first: number, last: number): void {
		if (this.#asked.key !== shape.key) {
			this.#asked.controller.abort();
			this.#asked = { key: shape.key, pages: new Set(), controller: new AbortController() };
		}
		const start = Math.floor(first / pageRows);
		const end = Math.max(start + 1, Math.ceil(last / pageRows));
		for (let page = start; page < end; page++) void this.#fetch(shape, sort, page);
	}

	async #fetch(shape: Shape, sort: Sort | null, page: number): Promise<void> {
		const mine = this.#asked;
		if (mine.pages.has(page)) return;
		mine.pages.add(page);
		try {
			const columns = await this.#load(page * pageRows, pageRows, sort, mine.controller.signal);
			if (mine !== this.#asked) return;
			const kept = this.picture?.key === shape.key ? this.picture.pages : new Map<number, Columns>();
			const pages = new Map([...kept].slice(-mostPages));
			for (const lost of kept.keys()) if (!pages.has(lost)) mine.pages.delete(lost);
			this.picture = { ...shape, pages: pages.set(page, columns) };
		} catch (error) {
			mine.pages.delete(page);
			if (mine === this.#asked && !isAbort(error)) this.#onerror(error);
		}
	}

	/** The value of a cell; undefined while its page is not here. */
	cell(row: number, column: number): Cell | undefined {
		const page = this.picture?.pages.get(Math.floor(row / pageRows));
		const vector = page?.columns[column]?.vector;
		return vector && row % pageRows < page.rows ? cellAt(vector, row % pageRows) : undefined;
	}
}
