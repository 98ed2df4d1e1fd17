import type { Checkpoint } from './checkpoint';
import type { CountCell } from './counts';
import { facetGroups, type FacetGroup } from './facet-groups';
import { flipInput, type FlipRows } from './flip-rows';
import { flipTests, type FlipTest } from './flip-test';
import { withIntervals } from './intervals';
import { isPostMetric, isPreMetric, type Metric, type PostMetric, type PreMetric } from './metric';
import { performances, type Performance, type SidePerformance } from './performance';
import { postTrainingBias } from './post-training';
import { preTrainingBias } from './pre-training';
import { facetName, type Facet, type Selection } from './selector';
import { facetTables, tallySides, type FacetTable, type SideTally } from './tally';
import { groupWarnings, thresholdWarnings, type BiasWarning, type Reach } from './warnings';

/** What to look at. Columns are checked against the table before counting. */
export interface BiasSpec {
	readonly label: string;
	readonly positive: Exclude<Selection, { each: true }>;
	readonly facets: readonly Facet[];
	readonly predicted: string | null;
	/** The column whose groups CDDL and CDDPL condition on. */
	readonly group: string | null;
	/** Leave rows without a facet value out instead of counting them as the rest. */
	readonly dropMissingFacet: boolean;
	/** Bootstrap draws behind each interval; 0 for none. */
	readonly intervals: number;
	readonly seed: number;
	/** The largest so many groups of each facet; all when left out. */
	readonly mostGroups?: number;
	/** The flip test is made on about so many rows where there are more; `biasDefaults` when left out. */
	readonly flipRows?: number;
}

/** One facet value against the rest. */
export interface FacetBias {
	readonly facet: string;
	readonly value: string;
	/** Each column of the facet with what it holds: one, or those of an intersection. */
	readonly parts: FacetGroup['parts'];
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
	/** Labels and predictions class by class. */
	readonly performance: Performance;
	readonly warnings: readonly BiasWarning[];
}

export interface BiasReport {
	readonly rows: number;
	readonly label: string;
	readonly positive: string;
	/** How label and facet columns were read: as values, or cut at a threshold. */
	readonly kinds: Readonly<Record<string, 'categorical' | 'continuous'>>;
	/** Labels and predictions of all rows, class by class; null where no facet was asked for. */
	readonly overall: { readonly classes: readonly string[]; readonly performance: SidePerformance } | null;
	/** Facets with more groups than were asked for, and how many were left out. */
	readonly leftOut: readonly { readonly facet: string; readonly groups: number }[];
	readonly facets: readonly FacetBias[];
}

/** One facet with its counts, and the rows for its flip test. */
export interface FacetJob {
	readonly facet: Facet;
	readonly cells: readonly CountCell[];
	readonly positive: Exclude<Selection, { each: true }>;
	readonly flip: FlipRows | null;
	readonly predicted: boolean;
	readonly grouped: boolean;
	readonly dropMissingFacet: boolean;
	readonly intervals: number;
	readonly seed: number;
	readonly mostGroups?: number;
	/** What the values of columns that are cut at a threshold reach from and to, where a cut leaves a side empty. */
	readonly reaches?: Readonly<Record<string, Reach>>;
}

/** Every metric of every group of several facets, facet by facet. */
export async function measureFacets(jobs: readonly FacetJob[], checkpoint: Checkpoint): Promise<FacetBias[]> {
	const found: FacetBias[] = [];
	for (const job of jobs) found.push(...(await measureFacet(job, checkpoint)));
	return found;
}

/** Every metric of every group of one facet, from its counts, in order of first appearance. */
export async function measureFacet(job: FacetJob, checkpoint: Checkpoint): Promise<FacetBias[]> {
	const { facet, cells, positive, dropMissingFacet } = job;
	const groups = largestGroups(facet, cells, job.mostGroups ?? Infinity);
	const tableOf = facetTables(cells, dropMissingFacet);
	const performanceOf = performances(cells, positive, job.predicted, dropMissingFacet);
	const flips = job.predicted
		? await flipTests(
				job.flip ? flipInput(job.flip, facet, groups, dropMissingFacet) : noRows(groups.length),
				checkpoint
			)
		: [];
	const missing = missingCounts(job);
	const found: FacetBias[] = [];
	for (const { key, value, parts } of groups) {
		await checkpoint(found.length, groups.length);
		const table = tableOf(key);
		const { facet: inFacet, rest } = tallySides(table, table.counts);
		const { pre, post } = measureTable(job, table);
		const FT = flips[found.length];
		found.push({
			facet: facetName(facet),
			value,
			parts,
			n: inFacet.n + rest.n,
			nFacet: inFacet.n,
			nRest: rest.n,
			inFacet,
			rest,
			missing,
			pre,
			post: FT ? { ...post, FT } : null,
			performance: performanceOf(key),
			warnings: [
				...groupWarnings({ facet: inFacet, rest }, job.predicted, { ...pre, ...post }),
				...thresholdWarnings(facet, job.reaches ?? {})
			]
		});
	}
	return found;
}

/** The largest groups of a facet, in order of first appearance. */
function largestGroups(facet: Facet, cells: readonly CountCell[], most: number): FacetGroup[] {
	const groups = facetGroups(
		facet,
		cells.map((cell) => cell.facet)
	);
	if (groups.length <= most) return groups;
	const sizes = new Map<string | null, number>();
	for (const cell of cells) sizes.set(cell.facet, (sizes.get(cell.facet) ?? 0) + cell.count);
	const size = ({ key }: FacetGroup) => sizes.get(key) ?? 0;
	const kept = new Set([...groups].sort((a, b) => size(b) - size(a)).slice(0, most));
	return groups.filter((group) => kept.has(group));
}

/** How many groups of a facet `mostGroups` leaves out. */
export function groupsLeftOut({ facet, cells, mostGroups = Infinity }: FacetJob): number {
	const keys = cells.map((cell) => cell.facet);
	return Math.max(0, facetGroups(facet, keys).length - mostGroups);
}

/** Metrics before and, where there are predictions, after training, over the same resamples. */
function measureTable(
	{ predicted, grouped, intervals, seed }: FacetJob,
	table: FacetTable
): { pre: FacetBias['pre']; post: Partial<Record<PostMetric, Metric>> } {
	const measured = withIntervals<PreMetric | PostMetric>(
		table,
		(counts) => {
			const sides = tallySides(table, counts);
			const pre = preTrainingBias(table, grouped, counts, sides);
			return predicted ? { ...pre, ...postTrainingBias(table, grouped, counts, sides) } : pre;
		},
		intervals,
		seed
	);
	const pre: Partial<Record<PreMetric, Metric>> = {};
	const post: Partial<Record<PostMetric, Metric>> = {};
	for (const [name, metric] of Object.entries(measured)) {
		if (isPreMetric(name)) pre[name] = metric;
		else if (isPostMetric(name)) post[name] = metric;
	}
	return { pre, post };
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

function noRows(groups: number): Parameters<typeof flipTests>[0] {
	const none = new Uint8Array();
	return { points: new Float64Array(), columns: 0, group: new Int32Array(), groups, predicted: none, drawnFrom: null };
}
