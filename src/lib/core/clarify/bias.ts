import { cellAt, columnNamed, type Columns } from '../table/columns';
import type { Checkpoint } from './checkpoint';
import type { CountCell } from './counts';
import { flipTest, type FlipTest } from './flip-test';
import { withIntervals } from './intervals';
import type { Metric, PostMetric, PreMetric } from './metric';
import { postTrainingBias } from './post-training';
import { preTrainingBias } from './pre-training';
import { selectionText, type Selection, type Selector } from './selector';
import { facetTable, tallySide, type SideTally } from './tally';

/** What to look at. Columns are checked against the table before counting. */
export interface BiasSpec {
	readonly label: string;
	readonly positive: Exclude<Selection, { each: true }>;
	readonly facets: readonly Selector[];
	readonly predicted: string | null;
	/** The column whose groups CDDL and CDDPL condition on. */
	readonly group: string | null;
	/** Leave rows without a facet value out instead of counting them as the rest. */
	readonly dropMissingFacet: boolean;
	/** Bootstrap draws behind each interval; 0 for none. */
	readonly intervals: number;
	readonly seed: number;
}

/** One facet value against the rest. */
export interface FacetBias {
	readonly facet: string;
	readonly value: string;
	/** Rows counted: those with a label. */
	readonly n: number;
	readonly nFacet: number;
	readonly nRest: number;
	readonly inFacet: SideTally;
	readonly rest: SideTally;
	/** Rows left out or counted otherwise because something is missing in them. */
	readonly missing: {
		readonly facet: number;
		readonly label: number;
		readonly predicted: number;
		readonly group: number;
	};
	readonly pre: Partial<Record<PreMetric, Metric>>;
	readonly post: (Partial<Record<PostMetric, Metric>> & { readonly FT: FlipTest }) | null;
}

export interface BiasReport {
	readonly rows: number;
	readonly label: string;
	readonly positive: string;
	readonly facets: readonly FacetBias[];
}

/** One facet column with its counts. `flip` holds facet, predicted and the numeric columns of the rows that have a prediction. */
export interface FacetJob {
	readonly facet: Selector;
	readonly cells: readonly CountCell[];
	readonly flip: Columns | null;
	readonly predicted: boolean;
	readonly grouped: boolean;
	readonly dropMissingFacet: boolean;
	readonly intervals: number;
	readonly seed: number;
}

/** Every metric of every value of one facet column, from its counts. */
export async function measureFacet(job: FacetJob, checkpoint: Checkpoint): Promise<FacetBias[]> {
	const { selection, column } = job.facet;
	const values = 'each' in selection ? facetValues(job.cells) : [null];
	const found: FacetBias[] = [];
	for (const value of values) {
		await checkpoint(found.length, values.length);
		const inFacet = (cell: string) => (value === null ? cell === '1' : cell === value);
		const table = facetTable(job.cells, inFacet, job.dropMissingFacet);
		const sides = { inFacet: tallySide(table, true), rest: tallySide(table, false) };
		const pre = withIntervals<PreMetric>(
			table,
			(counts) => preTrainingBias(table, job.grouped, counts),
			job.intervals,
			job.seed
		);
		const post = job.predicted
			? {
					...withIntervals<PostMetric>(
						table,
						(counts) => postTrainingBias(table, job.grouped, counts),
						job.intervals,
						job.seed
					),
					FT: await flip(job, inFacet, checkpoint)
				}
			: null;
		found.push({
			facet: column,
			value: value ?? selectionText(selection),
			n: sides.inFacet.n + sides.rest.n,
			nFacet: sides.inFacet.n,
			nRest: sides.rest.n,
			...sides,
			missing: missingCounts(job),
			pre,
			post
		});
	}
	return found;
}

/** Values of the facet in order of first appearance. */
function facetValues(cells: readonly CountCell[]): string[] {
	return [...new Set(cells.map((cell) => cell.facet).filter((facet) => facet !== null))];
}

function missingCounts({ cells, predicted, grouped }: FacetJob): FacetBias['missing'] {
	const count = (lacks: (cell: CountCell) => boolean) =>
		cells.reduce((sum, cell) => sum + (lacks(cell) ? cell.count : 0), 0);
	return {
		facet: count((cell) => cell.facet === null),
		label: count((cell) => cell.label === null),
		predicted: predicted ? count((cell) => cell.label !== null && cell.predicted === null) : 0,
		group: grouped ? count((cell) => cell.label !== null && cell.group === null) : 0
	};
}

function flip(job: FacetJob, inFacet: (facet: string) => boolean, checkpoint: Checkpoint): Promise<FlipTest> {
	const columns = job.flip ?? { rows: 0, columns: [] };
	const facet = columnNamed(columns, 'facet');
	const predicted = columnNamed(columns, 'predicted');
	const numbers = columns.columns.filter((column) => column !== facet && column !== predicted);
	const rows: number[] = [];
	const inside = new Uint8Array(columns.rows);
	for (let row = 0; row < columns.rows; row++) {
		const cell = facet ? cellAt(facet.vector, row) : null;
		if (cell !== null && inFacet(String(cell))) inside[row] = 1;
		if (cell !== null || !job.dropMissingFacet) rows.push(row);
	}
	const points = new Float64Array(rows.length * numbers.length).fill(NaN);
	numbers.forEach(({ vector }, column) =>
		rows.forEach((row, place) => {
			const cell = cellAt(vector, row);
			if (typeof cell === 'number') points[place * numbers.length + column] = cell;
		})
	);
	return flipTest(
		{
			points,
			columns: numbers.length,
			facet: Uint8Array.from(rows, (row) => inside[row] ?? 0),
			predicted: Uint8Array.from(rows, (row) => (predicted && cellAt(predicted.vector, row) === 1 ? 1 : 0))
		},
		checkpoint
	);
}
