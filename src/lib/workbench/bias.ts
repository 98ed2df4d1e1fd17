import { AppError } from '$lib/core/errors';
import { groupsLeftOut, type BiasReport, type BiasSpec, type FacetBias, type FacetJob } from '$lib/core/clarify/bias';
import {
	countSql,
	distinctParts,
	probeSql,
	readCounts,
	type CountCell,
	type CountPart,
	type CountPlan,
	type CountQuery
} from '$lib/core/clarify/counts';
import { flipColumns, flipRowsOf, flipSql } from '$lib/core/clarify/flip-rows';
import { classesOf, mostClasses, overallPerformance } from '$lib/core/clarify/performance';
import {
	facetName,
	facetParts,
	numberSql,
	selectionText,
	type Facet,
	type Selection,
	type Selector
} from '$lib/core/clarify/selector';
import type { Reach } from '$lib/core/clarify/warnings';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { toRows } from '$lib/core/table/columns';
import type { Field } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { describeRelation } from './describe';
import { openTable } from './table';

/** Asks for no intervals and no group: set what differs. */
export const biasDefaults = {
	predicted: null,
	group: null,
	dropMissingFacet: false,
	intervals: 1000,
	seed: 0,
	flipRows: 100_000
} as const;

/** Facets counted together: a mask of their columns is a number, and must stay an exact one. */
const facetsAtOnce = 16;
/** Up to so many combinations of all facets are counted first, and summed by facet then. */
const mostJoint = 100_000;

/**
 * Bias of the labels, and of predictions where `spec.predicted` names a column, for every facet asked: one scan counts all of
 * them, a second one reads the rows of the flip test. Refuses with clarify/label-missing, clarify/facet-missing or
 * table/column-missing for a column that is not there, and with clarify/positive-missing when no row has a positive label.
 */
export async function biasReport(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	relation: string,
	spec: BiasSpec,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<BiasReport> {
	const schema = await describeRelation(workspace, relation, {}, signal);
	const found: { readonly jobs: FacetJob[]; readonly facets: FacetBias[] }[] = [];
	for (let from = 0; from < spec.facets.length; from += facetsAtOnce) {
		const facets = spec.facets.slice(from, from + facetsAtOnce);
		const jobs = await biasJobs(workspace, relation, schema, { ...spec, facets }, signal);
		found.push({ jobs, facets: await workspace.explainer.measureBias(jobs, signal, onProgress) });
	}
	const jobs = found.flatMap((part) => part.jobs);
	const cells = jobs[0]?.cells ?? [];
	return {
		rows: cells.reduce((sum, cell) => sum + cell.count, 0),
		label: spec.label,
		positive: selectionText(spec.positive),
		kinds: kindsRead(spec),
		overall: jobs[0]
			? {
					classes: classesOf(cells, spec.positive),
					performance: overallPerformance(cells, spec.positive, spec.predicted !== null)
				}
			: null,
		leftOut: jobs.flatMap((job) => {
			const groups = groupsLeftOut(job);
			return groups === 0 ? [] : [{ facet: facetName(job.facet), groups }];
		}),
		facets: found.flatMap((part) => part.facets)
	};
}

/** The facets of a report with their counts and, where there are predictions, the rows for the flip test. */
async function biasJobs(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	schema: readonly Field[],
	spec: BiasSpec,
	signal?: AbortSignal
): Promise<FacetJob[]> {
	const plan = await countPlan(workspace, relation, schema, spec, signal);
	const counts = readCounts(await workspace.sql.query(countSql(relation, plan), signal), plan);
	const [first = []] = counts;
	requirePositive(first, spec);
	const numbers = flipColumns(schema, plan);
	const flip = plan.predicted ? await drawFlipRows(workspace, relation, plan, numbers, first, spec, signal) : null;
	const jobs: FacetJob[] = [];
	for (const [at, facet] of spec.facets.entries()) {
		const cells = counts[at] ?? [];
		jobs.push({
			facet,
			cells,
			positive: spec.positive,
			flip: flip && flipRowsOf(facet, plan, numbers, flip.columns, flip.drawnFrom),
			predicted: spec.predicted !== null,
			grouped: spec.group !== null,
			dropMissingFacet: spec.dropMissingFacet,
			intervals: spec.intervals,
			seed: spec.seed,
			reaches: await reachesOf(workspace, relation, schema, facet, cells, signal),
			...(spec.mostGroups === undefined ? {} : { mostGroups: spec.mostGroups })
		});
	}
	return jobs;
}

/** What is counted and how, once every column is found. */
export async function countPlan(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	schema: readonly Field[],
	spec: BiasSpec,
	signal?: AbortSignal
): Promise<CountPlan> {
	const facets = spec.facets.map((facet) => facetParts(facet).map((part) => countPart(schema, part)));
	const plan = { ...outcomeFields(schema, spec), facets, byClass: false, joint: false };
	const [counts = {}] = toRows(await workspace.sql.query(probeSql(relation, plan), signal));
	const [labels = 0, predictions = 0, groups = 0, ...values] = Object.values(counts).map(Number);
	const byClass = 'values' in spec.positive && labels <= mostClasses && predictions <= mostClasses;
	const flags = distinctParts(plan).length - values.length;
	const sides = byClass ? (labels + 1) * (predictions + 1) : 9;
	const combinations = [...values, groups].reduce((product, count) => product * (count + 1), sides * 3 ** flags);
	return { ...plan, byClass, joint: combinations <= mostJoint };
}

/** The rows of the flip test: all, or about `spec.flipRows` of them. */
async function drawFlipRows(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	plan: CountPlan,
	numbers: readonly Field[],
	cells: readonly CountCell[],
	{ flipRows = biasDefaults.flipRows, seed }: BiasSpec,
	signal?: AbortSignal
) {
	const all = cells.reduce(
		(sum, { label, predicted, count }) => sum + (label === null || predicted === null ? 0 : count),
		0
	);
	const draw = all > flipRows ? { share: flipRows / all, seed } : null;
	const columns = await workspace.sql.query(flipSql(relation, plan, numbers, draw), signal);
	return { columns, drawnFrom: draw ? all : null };
}

/** What the columns of thresholds that leave a side empty reach from and to. */
async function reachesOf(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	schema: readonly Field[],
	facet: Facet,
	cells: readonly CountCell[],
	signal?: AbortSignal
): Promise<Record<string, Reach>> {
	const parts = facetParts(facet).filter(({ selection }) => 'threshold' in selection);
	const told = cells.flatMap(({ facet: key }) => key ?? []);
	const isSplit = told.includes('0') && told.some((key) => key !== '0');
	const reaches: Record<string, Reach> = {};
	for (const part of isSplit ? [] : parts) {
		const number = numberSql(countPart(schema, part).field);
		const [reach] = toRows(
			await workspace.sql.query(
				`SELECT min(x) AS least, max(x) AS most FROM (SELECT ${number} AS x FROM ${relation}) WHERE NOT isnan(x)`,
				signal
			)
		);
		const end = (name: string) => (typeof reach?.[name] === 'number' ? reach[name] : null);
		reaches[part.column] = { least: end('least'), most: end('most') };
	}
	return reaches;
}

function kindsRead({ label, positive, facets }: BiasSpec): BiasReport['kinds'] {
	const kind = (selection: Selection) => ('threshold' in selection ? 'continuous' : 'categorical');
	const parts = facets.flatMap(facetParts).map(({ column, selection }) => [column, kind(selection)] as const);
	return Object.fromEntries([[label, kind(positive)], ...parts]);
}

export function requirePositive(
	cells: readonly Pick<CountCell, 'label'>[],
	{ label, positive }: { readonly label: string; readonly positive: Exclude<Selection, { each: true }> }
): void {
	if (cells.length > 0 && !cells.some((cell) => cell.label === true))
		throw new AppError('clarify/positive-missing', { column: label, value: selectionText(positive) });
}

/** The counting query of one facet, once every column it names is found. */
export function countQuery(
	schema: readonly Field[],
	facet: Selector,
	spec: Pick<BiasSpec, 'label' | 'positive' | 'predicted' | 'group'>
): CountQuery {
	return { ...outcomeFields(schema, spec), facet: countPart(schema, facet) };
}

function countPart(schema: readonly Field[], { column, selection }: Selector): CountPart {
	const field = schema.find(({ name }) => name === column);
	if (!field) throw new AppError('clarify/facet-missing', { column });
	return { field, selection };
}

function outcomeFields(
	schema: readonly Field[],
	spec: Pick<BiasSpec, 'label' | 'positive' | 'predicted' | 'group'>
): Omit<CountQuery, 'facet'> {
	const find = (name: string) => schema.find((field) => field.name === name);
	const label = find(spec.label);
	if (!label) throw new AppError('clarify/label-missing', { column: spec.label });
	const optional = (name: string | null): Field | null => {
		const found = name === null ? null : find(name);
		if (found === undefined) throw new AppError('table/column-missing', { column: name });
		return found;
	};
	return {
		label: { field: label, positive: spec.positive },
		predicted: optional(spec.predicted),
		group: optional(spec.group)
	};
}

/** The facet of the rows above the median of a number column; null where it holds no number. */
export async function medianFacet(
	workspace: Workspace,
	dataset: Artifact,
	column: string,
	signal?: AbortSignal
): Promise<Selector | null> {
	const threshold = await medianCut(workspace, await openTable(workspace, dataset, signal), column, signal);
	return threshold === null ? null : { column, selection: { threshold } };
}

/**
 * Where a column stored as numbers is cut in two: at its median, or at the number below the largest where the median is the largest, so that
 * something lies above. Null where it holds no finite number.
 */
export async function medianCut(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	column: string,
	signal?: AbortSignal
): Promise<number | null> {
	const answer = await workspace.sql.query(
		`WITH finite AS (SELECT x FROM (SELECT CAST(${sqlName(column)} AS DOUBLE) AS x FROM ${relation}) WHERE isfinite(x)),
	below AS (SELECT max(x) AS most FROM finite WHERE x < (SELECT max(x) FROM finite))
	SELECT least(quantile_disc(x, 0.5), (SELECT most FROM below)) AS cut FROM finite`,
		signal
	);
	const cut = toRows(answer)[0]?.['cut'];
	return typeof cut === 'number' ? cut : null;
}

export interface ValueCount {
	readonly value: string;
	readonly count: number;
}

/** The commonest values of a column as text, the commonest first. */
export async function commonValues(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	column: string,
	most = 50
): Promise<ValueCount[]> {
	const name = sqlName(column);
	const answer = await workspace.sql.query(
		`SELECT CAST(${name} AS VARCHAR) AS value, CAST(count(*) AS DOUBLE) AS n FROM ${relation}
	WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT ${most}`
	);
	return toRows(answer).map((row) => ({ value: String(row['value']), count: Number(row['n']) }));
}
