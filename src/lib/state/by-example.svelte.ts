import { runProgram, type Program } from '$lib/core/example/program';
import type { RankedProgram } from '$lib/core/example/search';
import type { Workspace } from '$lib/core/ports';
import { cellAt } from '$lib/core/table/columns';
import { countMissing, exampleRows, findPrograms } from '$lib/workbench/value-finder';

const shownRows = 12;
/** Programs whose results are compared to find the rows worth a look. */
const rivals = 3;

export interface ExampleRow {
	readonly texts: ReadonlyMap<string, string | null>;
	/** What a person typed; empty: not an example. */
	wanted: string;
}

/** Results typed for a few rows, the programs that give them, and what the chosen one gives for the others. */
export class ByExample {
	readonly #workspace: Workspace;
	#asked = 0;
	columns = $state.raw<readonly string[]>([]);
	rows = $state<ExampleRow[]>([]);
	name = $state('');
	programs = $state.raw<readonly RankedProgram[]>([]);
	chosen = $state(0);
	/** Rows of the table for which the chosen program gives nothing. */
	missing = $state<number | null>(null);
	error = $state.raw<unknown>(null);

	constructor(
		workspace: Workspace,
		readonly relation: string,
		column: string
	) {
		this.#workspace = workspace;
		this.columns = [column];
		this.name = `${column}_2`;
		void this.load();
	}

	readonly program = $derived<Program | null>(this.programs[this.chosen]?.program ?? null);
	readonly hasExamples = $derived(this.rows.some(({ wanted }) => wanted !== ''));

	/** What the chosen program gives for a row. */
	given(row: ExampleRow): string | null {
		return this.program && runProgram(this.program, row.texts);
	}

	/** The likeliest programs do not agree on this row: it is a good one for the next example. */
	isUnsure(row: ExampleRow): boolean {
		if (row.wanted !== '') return false;
		const given = this.programs.slice(0, rivals).map(({ program }) => runProgram(program, row.texts));
		return new Set(given).size > 1;
	}

	async load(): Promise<void> {
		try {
			const found = await exampleRows(this.#workspace, this.relation, this.columns, shownRows);
			this.rows = Array.from({ length: found.rows }, (_, i) => ({
				texts: new Map(
					found.columns.map(({ name, vector }) => {
						const cell = cellAt(vector, i);
						return [name, cell === null ? null : String(cell)] as const;
					})
				),
				wanted: ''
			}));
			this.programs = [];
		} catch (error) {
			this.error = error;
		}
	}

	setColumns(columns: readonly string[]): void {
		this.columns = columns;
		void this.load();
	}

	/** Searches again for the examples as they stand; an answer that a later one has overtaken is dropped. */
	async search(): Promise<void> {
		const asked = ++this.#asked;
		const examples = this.rows
			.filter(({ wanted }) => wanted !== '')
			.map(({ texts, wanted }) => ({ row: new Map(texts), wanted }));
		try {
			const programs = examples.length === 0 ? [] : await findPrograms(this.#workspace, examples);
			if (asked !== this.#asked) return;
			this.programs = programs;
			this.chosen = 0;
			this.error = null;
			this.missing = null;
			const [best] = programs;
			if (best) this.missing = await countMissing(this.#workspace, this.relation, best.program);
		} catch (error) {
			if (asked === this.#asked) this.error = error;
		}
	}
}
