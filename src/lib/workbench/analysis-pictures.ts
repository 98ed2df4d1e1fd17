import type { AnalysisFigures, AnalysisSpec, BoxGroup } from '$lib/core/insight/analysis';
import type { SqlEngine } from '$lib/core/ports';
import { toRows, type Cell } from '$lib/core/table/columns';
import { measuredAs, numberExpression } from '$lib/core/table/profile';
import { isTemporalType, type Field, type TableSchema } from '$lib/core/table/schema';
import { sqlList, sqlName, sqlValue } from '$lib/core/table/sql';
import { fieldOf } from './analysis-columns';
import { placed } from './insight-rows';

export interface PictureSource {
	readonly sql: Pick<SqlEngine, 'query'>;
	/** The rows it is of. */
	readonly relation: string;
	readonly schema: TableSchema;
	readonly signal?: AbortSignal | undefined;
}
type Of<Type extends AnalysisSpec['type']> = Extract<AnalysisSpec, { type: Type }>;
type Figures<Type extends AnalysisSpec['type']> = Extract<AnalysisFigures, { type: Type }>;

const mostMarks = 5000;
const mostColours = 7;
const mostFacets = 6;
const mostBars = 30;
const mostGroups = 20;
const mostBeyond = 60;
const heatBins = 12;
const heatValues = 15;

const labelSql = ({ name }: Pick<Field, 'name'>) => `left(CAST(${sqlName(name)} AS VARCHAR), 60)`;
const textOf = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
const numberOf = (cell: Cell | undefined) => (typeof cell === 'number' && Number.isFinite(cell) ? cell : NaN);

async function rowsOf({ sql, signal }: PictureSource, query: string) {
	return toRows(await sql.query(query, signal));
}

/** SQL of a column's most frequent labels; NULL for the others and where it is missing. NULL everywhere without a column. */
async function groupSql(source: PictureSource, name: string | null, most: number): Promise<string> {
	if (name === null) return 'NULL::VARCHAR';
	const field = fieldOf(source.schema, name);
	const label = labelSql(field);
	const found = await rowsOf(
		source,
		`SELECT ${label} AS g, count(*) AS n FROM ${source.relation} WHERE ${sqlName(name)} IS NOT NULL GROUP BY 1 ORDER BY n DESC, g LIMIT ${most}`
	);
	const names = found.map(({ g }) => String(g ?? ''));
	return names.length === 0 ? 'NULL::VARCHAR' : `CASE WHEN ${label} IN ${sqlList(names)} THEN ${label} END`;
}

async function rangeOf(source: PictureSource, x: string): Promise<{ low: number; high: number } | null> {
	const [found] = await rowsOf(source, `SELECT min(${x}) AS low, max(${x}) AS high FROM ${source.relation}`);
	const [low, high] = [numberOf(found?.['low']), numberOf(found?.['high'])];
	return Number.isNaN(low) ? null : { low, high };
}

export async function drawHistogram(source: PictureSource, spec: Of<'histogram'>): Promise<Figures<'histogram'>> {
	const field = fieldOf(source.schema, spec.column);
	const colour = await groupSql(source, spec.colour, mostColours);
	const facet = await groupSql(source, spec.facet, mostFacets);
	const isTime = isTemporalType(field.type);
	if (measuredAs(field) === 'text') {
		const value = await groupSql(source, spec.column, mostBars);
		const found = await rowsOf(
			source,
			`SELECT ${value} AS v, ${colour} AS c, ${facet} AS f, count(*)::DOUBLE AS n FROM ${source.relation} WHERE ${sqlName(field.name)} IS NOT NULL GROUP BY ALL ORDER BY n DESC, v, c, f`
		);
		return {
			type: 'histogram',
			isTime: false,
			bars: found.map(({ v, c, f, n }) => ({
				...{ from: null, to: null, value: textOf(v), colour: textOf(c), facet: textOf(f), count: numberOf(n) }
			}))
		};
	}
	const x = numberExpression(sqlName(field.name), field.type);
	const range = await rangeOf(source, x);
	if (!range) return { type: 'histogram', isTime, bars: [] };
	const bins = range.high > range.low ? spec.bins : 1;
	const width = (range.high - range.low) / bins;
	const bin =
		width > 0 ? `least(floor((x - ${sqlValue(range.low)}) / ${sqlValue(width)}), ${bins - 1})::DOUBLE` : '0::DOUBLE';
	const found = await rowsOf(
		source,
		`SELECT ${bin} AS b, c, f, count(*)::DOUBLE AS n FROM (SELECT ${x} AS x, ${colour} AS c, ${facet} AS f FROM ${source.relation}) WHERE x IS NOT NULL GROUP BY ALL ORDER BY b, c, f`
	);
	return {
		type: 'histogram',
		isTime,
		bars: found.map(({ b, c, f, n }) => {
			const at = numberOf(b);
			return {
				from: range.low + at * width,
				to: at === bins - 1 ? range.high : range.low + (at + 1) * width,
				...{ value: null, colour: textOf(c), facet: textOf(f), count: numberOf(n) }
			};
		})
	};
}

export async function drawScatter(
	source: PictureSource,
	spec: Of<'scatter'>,
	seed: number
): Promise<Figures<'scatter'>> {
	const [x, y] = [fieldOf(source.schema, spec.x), fieldOf(source.schema, spec.y)];
	const colour = await groupSql(source, spec.colour, mostColours);
	const facet = await groupSql(source, spec.facet, mostFacets);
	const { place, sql } = placed(source.relation, source.schema);
	const found = await rowsOf(
		source,
		`SELECT x, y, c, f FROM (SELECT ${numberExpression(sqlName(x.name), x.type)} AS x, ${numberExpression(sqlName(y.name), y.type)} AS y, ${colour} AS c, ${facet} AS f, hash(${sqlName(place)}, ${seed}) AS h FROM ${sql}) WHERE x IS NOT NULL AND y IS NOT NULL ORDER BY h LIMIT ${mostMarks}`
	);
	const points = found.map((row) => ({
		...{ x: numberOf(row['x']), y: numberOf(row['y']), colour: textOf(row['c']), facet: textOf(row['f']) }
	}));
	const isTime = { x: isTemporalType(x.type), y: isTemporalType(y.type) };
	return { type: 'scatter', isTime, points, pearson: pearsonOf(points) };
}

function pearsonOf(points: readonly { readonly x: number; readonly y: number }[]): number | null {
	const n = points.length;
	const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / n;
	const [mx, my] = [mean('x'), mean('y')];
	const sum = (f: (dx: number, dy: number) => number) =>
		points.reduce((total, { x, y }) => total + f(x - mx, y - my), 0);
	const spread = Math.sqrt(sum((dx) => dx * dx) * sum((_, dy) => dy * dy));
	return n > 1 && spread > 0 ? sum((dx, dy) => dx * dy) / spread : null;
}

export async function drawBox(source: PictureSource, spec: Of<'box'>): Promise<Figures<'box'>> {
	const field = fieldOf(source.schema, spec.value);
	const group = await groupSql(source, spec.by, mostGroups);
	const v = `v AS (SELECT ${group} AS g, ${numberExpression(sqlName(field.name), field.type)} AS x FROM ${source.relation}),
q AS (SELECT g, count(x)::DOUBLE AS n, quantile_cont(x, 0.25) AS q1, quantile_cont(x, 0.5) AS q2, quantile_cont(x, 0.75) AS q3 FROM v WHERE x IS NOT NULL GROUP BY g),
j AS (SELECT v.x, q.*, x < q1 - 1.5e0 * (q3 - q1) OR x > q3 + 1.5e0 * (q3 - q1) AS beyond FROM v JOIN q ON v.g IS NOT DISTINCT FROM q.g WHERE x IS NOT NULL)`;
	const found = await rowsOf(
		source,
		`WITH ${v} SELECT g, any_value(n) AS n, any_value(q1) AS q1, any_value(q2) AS q2, any_value(q3) AS q3,
	min(x) FILTER (NOT beyond) AS low, max(x) FILTER (NOT beyond) AS high, (count(*) FILTER (beyond))::DOUBLE AS outliers FROM j GROUP BY g ORDER BY n DESC, g`
	);
	const far = await rowsOf(
		source,
		`WITH ${v} SELECT g, x FROM j WHERE beyond QUALIFY row_number() OVER (PARTITION BY g ORDER BY hash(x), x) <= ${mostBeyond}`
	);
	return {
		type: 'box',
		groups: found.map((row): BoxGroup => {
			const name = textOf(row['g']);
			return {
				group: name,
				rows: numberOf(row['n']),
				...{ q1: numberOf(row['q1']), median: numberOf(row['q2']), q3: numberOf(row['q3']) },
				...{ low: numberOf(row['low']), high: numberOf(row['high']), outliers: numberOf(row['outliers']) },
				beyond: far.filter(({ g }) => textOf(g) === name).map(({ x }) => numberOf(x))
			};
		})
	};
}

interface Axis {
	/** SQL of the place of a row on the axis; NULL where it has none. */
	readonly sql: string;
	readonly labels: readonly string[];
}

async function axisOf(source: PictureSource, name: string): Promise<Axis> {
	const field = fieldOf(source.schema, name);
	if (measuredAs(field) === 'text') {
		const label = labelSql(field);
		const found = await rowsOf(
			source,
			`SELECT ${label} AS g, count(*) AS n FROM ${source.relation} WHERE ${sqlName(name)} IS NOT NULL GROUP BY 1 ORDER BY n DESC, g LIMIT ${heatValues}`
		);
		const labels = found.map(({ g }) => String(g ?? ''));
		const cases = labels.map((text, at) => `WHEN ${sqlValue(text)} THEN ${at}`).join(' ');
		return { labels, sql: labels.length === 0 ? 'NULL::DOUBLE' : `(CASE ${label} ${cases} END)::DOUBLE` };
	}
	const x = numberExpression(sqlName(name), field.type);
	const range = await rangeOf(source, x);
	if (!range) return { labels: [], sql: 'NULL::DOUBLE' };
	const bins = range.high > range.low ? heatBins : 1;
	const width = (range.high - range.low) / bins;
	const write = (value: number) =>
		isTemporalType(field.type) ? new Date(value).toISOString().slice(0, 10) : String(Number(value.toPrecision(3)));
	const labels = Array.from(
		{ length: bins },
		(_, at) => `${write(range.low + at * width)} – ${write(range.low + (at + 1) * width)}`
	);
	const sql = width > 0 ? `least(floor((${x} - ${sqlValue(range.low)}) / ${sqlValue(width)}), ${bins - 1})` : '0';
	// least passes over a missing value
	return { labels, sql: `(CASE WHEN ${x} IS NOT NULL THEN ${sql} END)::DOUBLE` };
}

export async function drawHeatmap(source: PictureSource, spec: Of<'heatmap'>): Promise<Figures<'heatmap'>> {
	const [x, y] = [await axisOf(source, spec.x), await axisOf(source, spec.y)];
	const found = await rowsOf(
		source,
		`SELECT x, y, count(*)::DOUBLE AS n FROM (SELECT ${x.sql} AS x, ${y.sql} AS y FROM ${source.relation}) WHERE x IS NOT NULL AND y IS NOT NULL GROUP BY ALL ORDER BY x, y`
	);
	return {
		type: 'heatmap',
		xs: x.labels,
		ys: y.labels,
		cells: found.map((row) => ({
			x: x.labels[numberOf(row['x'])] ?? '',
			y: y.labels[numberOf(row['y'])] ?? '',
			count: numberOf(row['n'])
		}))
	};
}
