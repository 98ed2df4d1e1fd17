import type { OnProgress, SqlEngine } from '$lib/core/ports';
import { toRows, type Cell } from '$lib/core/table/columns';
import {
	columnWarnings,
	factsSelect,
	histogramBins,
	histogramSelect,
	measuredAs,
	topSelect,
	type ColumnProfile,
	type HistogramBin,
	type NumberFacts,
	type TableProfile,
	type TextFacts,
	type TopValue
} from '$lib/core/table/profile';
import type { Field, TableSchema } from '$lib/core/table/schema';

type Workspace = { readonly sql: Pick<SqlEngine, 'query'> };

/** Cells and columns measured by one statement: exact counts and quantiles hold every value they see. */
const cellsAtOnce = 4_000_000;
const fewestAtOnce = 40;
const mostAtOnce = 2000;
/** Above this many rows distinct values and quantiles are approximate unless exact ones are asked for. */
const exactRows = 200_000;

/** Type, missing, distinct, distribution, top values and warnings of every column. */
export async function profileTable(
	workspace: Workspace,
	relation: string,
	schema: TableSchema,
	options: { readonly exact?: boolean; readonly rows?: number } = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<TableProfile> {
	const exact = options.exact ?? (options.rows ?? 0) <= exactRows;
	const [counted] = toRows(await workspace.sql.query(`SELECT count(*) AS n FROM ${relation}`, signal));
	const rows = Number(counted?.['n'] ?? 0);
	const atOnce = Math.max(fewestAtOnce, Math.min(mostAtOnce, Math.floor(cellsAtOnce / Math.max(1, rows))));
	const columns: ColumnProfile[] = [];
	for (let start = 0; start < schema.length; start += atOnce) {
		onProgress?.({ phase: 'profile', done: start, total: schema.length });
		const part = schema.slice(start, start + atOnce);
		columns.push(...(await profileColumns(workspace, relation, part, rows, exact, signal)));
	}
	return { rows, columns };
}

async function profileColumns(
	workspace: Workspace,
	relation: string,
	fields: readonly Field[],
	rows: number,
	exact: boolean,
	signal?: AbortSignal
): Promise<ColumnProfile[]> {
	const placed = fields.map((field, place) => ({ place, field }));
	const found = new Map<number, Record<string, Cell>>();
	for (const type of new Set(fields.map((field) => field.type))) {
		const group = placed.filter(({ field }) => field.type === type);
		for (const row of toRows(await workspace.sql.query(factsSelect(relation, group, exact), signal)))
			found.set(Number(row['place']), row);
	}
	const measured = placed.map(({ place, field }) => ({
		place,
		field,
		facts: readFacts(field, found.get(place) ?? {})
	}));
	const ranged = measured.flatMap(({ place, field, facts }) =>
		'finite' in facts && facts.min !== null && facts.max !== null
			? [{ place, field, min: facts.min, max: facts.max }]
			: []
	);
	const counted = measured.filter(
		({ field, facts }) => facts.present > 0 && (measuredAs(field) === 'text' || facts.distinct <= 50)
	);
	const histograms = new Map<number, Map<number, number>>();
	if (ranged.length > 0)
		for (const row of toRows(await workspace.sql.query(histogramSelect(relation, ranged), signal))) {
			const bins = histograms.get(Number(row['place'])) ?? new Map<number, number>();
			bins.set(Number(row['bin']), Number(row['n']));
			histograms.set(Number(row['place']), bins);
		}
	const tops = new Map<number, TopValue[]>();
	if (counted.length > 0)
		for (const row of toRows(await workspace.sql.query(topSelect(relation, counted), signal))) {
			const list = tops.get(Number(row['place'])) ?? [];
			list.push({ value: String(row['value'] ?? ''), count: Number(row['n']) });
			tops.set(Number(row['place']), list);
		}
	return measured.map(({ place, field, facts: fact }): ColumnProfile => {
		const top = tops.get(place) ?? [];
		const numeric = 'finite' in fact ? fact : null;
		const { q25 = null, q50 = null, q75 = null } = numeric ?? {};
		return {
			name: field.name,
			type: field.type,
			kind: field.kind,
			missing: rows - fact.present,
			distinct: fact.distinct,
			distinctExact: exact,
			min: fact.min,
			max: fact.max,
			mean: numeric?.mean ?? null,
			std: numeric?.std ?? null,
			quantiles: q25 === null || q50 === null || q75 === null ? null : { '0.25': q25, '0.5': q50, '0.75': q75 },
			histogram: numeric ? binsOf(numeric, histograms.get(place)) : [],
			top,
			warnings: rows === 0 ? [] : columnWarnings(field, rows, fact, top)
		};
	});
}

function binsOf({ min, max }: NumberFacts, counts: Map<number, number> | undefined): HistogramBin[] {
	if (min === null || max === null || !counts) return [];
	if (min === max) return [{ from: min, to: max, count: counts.get(0) ?? 0 }];
	const width = (max - min) / histogramBins;
	return Array.from({ length: histogramBins }, (_, bin) => ({
		from: min + bin * width,
		to: bin === histogramBins - 1 ? max : min + (bin + 1) * width,
		count: counts.get(bin) ?? 0
	}));
}

function readFacts(field: Field, row: Record<string, Cell>): NumberFacts | TextFacts {
	const number = (fact: string): number | null => {
		const value = row[fact];
		return typeof value === 'number' && Number.isFinite(value) ? value : null;
	};
	const text = (fact: string): string | null => {
		const value = row[fact];
		return typeof value === 'string' ? value : null;
	};
	const present = number('present') ?? 0;
	const distinct = number('distinct') ?? 0;
	if (measuredAs(field) === 'text')
		return {
			present,
			distinct,
			min: text('min'),
			max: text('max'),
			disguised: number('disguised') ?? 0,
			tokens: text('tokens')
		};
	return {
		present,
		distinct,
		finite: number('finite') ?? 0,
		min: number('min'),
		max: number('max'),
		mean: number('mean'),
		std: number('std'),
		q25: number('q25'),
		q50: number('q50'),
		q75: number('q75'),
		skew: number('skew')
	};
}
