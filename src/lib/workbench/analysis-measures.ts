import { AppError } from '$lib/core/errors';
import type { AnalysisFigures, AnalysisSpec } from '$lib/core/insight/analysis';
import { relationOf } from '$lib/core/insight/relations';
import { evenSeries } from '$lib/core/insight/series';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { seededRandom, shuffledIndex } from '$lib/core/random';
import { columnNamed, takeRows, toRows, type Columns } from '$lib/core/table/columns';
import { numberExpression } from '$lib/core/table/profile';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { guessTask, readTarget } from '$lib/core/train/target';
import { comparedFields, fieldOf, numberFields, onlyColumns, readFields } from './analysis-columns';
import { drawBox, drawHeatmap, drawHistogram, drawScatter, type PictureSource } from './analysis-pictures';
import { measurePower } from './insight-models';
import { kindsOf } from './table';
import { profileTable } from './table-profile';

type Ports = Pick<Workspace, 'sql' | 'trainer' | 'analyst'>;
type Of<Type extends AnalysisSpec['type']> = Extract<AnalysisSpec, { type: Type }>;
type Source = Omit<PictureSource, 'sql'> & { readonly seed: number };

const mostSteps = 5000;
/** Rows that are compared in pairs, as in the report. */
const mostPairRows = 10_000;
const mostTargets = 20;

/** Computes what an analysis asks of a relation. */
export async function measureAnalysis(
	workspace: Ports,
	spec: AnalysisSpec,
	source: Source,
	onProgress?: OnProgress
): Promise<AnalysisFigures> {
	const { sql } = workspace;
	const { seed } = source;
	const picture = { ...source, sql };
	switch (spec.type) {
		case 'histogram':
			return drawHistogram(picture, spec);
		case 'scatter':
			return drawScatter(picture, spec, seed);
		case 'box':
			return drawBox(picture, spec);
		case 'heatmap':
			return drawHeatmap(picture, spec);
		case 'correlation':
			return correlation(workspace, spec, source, onProgress);
		case 'vif':
		case 'components':
		case 'lasso':
			return collinearity(workspace, spec, source);
		case 'leakage':
			return leakage(workspace, spec, source, onProgress);
		case 'decomposition':
			return decomposition(workspace, spec, source);
		case 'summary':
			return summary(workspace, source, onProgress);
	}
}

async function summary(
	{ sql }: Ports,
	{ relation, schema, signal }: Source,
	onProgress?: OnProgress
): Promise<AnalysisFigures> {
	const { rows, columns } = await profileTable({ sql }, relation, schema, {}, signal, onProgress);
	const rarest = new Map<string, string>();
	for (const { name, type } of schema) {
		if (type !== 'VARCHAR') continue;
		const text = `left(CAST(${sqlName(name)} AS VARCHAR), 60)`;
		const [found] = toRows(
			await sql.query(
				`SELECT ${text} AS v, count(*) AS n FROM ${relation} WHERE ${sqlName(name)} IS NOT NULL GROUP BY 1 ORDER BY n, v LIMIT 1`,
				signal
			)
		);
		if (found) rarest.set(name, String(found['v'] ?? ''));
	}
	return {
		type: 'summary',
		columns: columns.map(({ name, type, missing, min, max, mean, std, top }) => ({
			...{ name, type, mean, std, count: rows - missing },
			min: typeof min === 'number' ? min : null,
			max: typeof max === 'number' ? max : null,
			least: rarest.get(name) ?? null,
			most: typeof min === 'number' ? null : (top[0]?.value ?? null)
		}))
	};
}

async function correlation(
	{ sql, analyst }: Ports,
	{ measure }: Of<'correlation'>,
	{ relation, schema, signal, seed }: Source,
	onProgress?: OnProgress
): Promise<AnalysisFigures> {
	const fields = await comparedFields(sql, relation, schema, signal);
	enough(fields.length, 2, 'correlation');
	const read = await readFields(sql, relation, fields, signal);
	const chosen = shuffledIndex(read.rows, seededRandom(seed)).slice(0, mostPairRows).sort();
	const columns = takeRows(read, chosen);
	const numbers = numberFields(fields).map(({ name }) => name);
	const pairs = await analyst.correlate({ columns, numbers }, signal, onProgress);
	const cells = pairs.flatMap((pair) => {
		if (measure === 'auto') return relationOf(pair) ?? [];
		const value = pair[measure];
		return value === null ? [] : { a: pair.a, b: pair.b, value, measure };
	});
	enough(cells.length, 1, 'correlation');
	return { type: 'correlation', cells };
}

async function collinearity(
	{ sql, analyst }: Ports,
	spec: Of<'vif' | 'components' | 'lasso'>,
	{ relation, schema, signal }: Source
): Promise<AnalysisFigures> {
	const target = spec.type === 'lasso' ? spec.target : null;
	const fields = numberFields(schema).filter(({ name }) => name !== target);
	enough(fields.length, spec.type === 'lasso' ? 1 : 2, spec.type);
	const wanted = target === null ? fields : [...fields, fieldOf(schema, target)];
	const read = await readFields(sql, relation, wanted, signal);
	const names = fields.map(({ name }) => name);
	const { labels, rows } = target === null ? { labels: [], rows: null } : labelsOf(read, target, schema);
	const columns = onlyColumns(rows ? takeRows(read, rows) : read, names);
	const found = await analyst.measureCollinearity({ columns, labels, l1: spec.type === 'lasso' ? spec.l1 : 0 });
	if (spec.type === 'vif') return { type: 'vif', columns: [...found.inflation].sort((a, b) => b.factor - a.factor) };
	if (spec.type === 'components')
		return {
			type: 'components',
			columns: found.inflation.map(({ column }) => column),
			components: found.components
		};
	return { type: 'lasso', columns: [...found.lasso].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)) };
}

/** The target as numbers: itself, or whether it is each class (of two classes the second); of the rows that have one. */
function labelsOf(columns: Columns, target: string, schema: TableSchema) {
	const task = guessTask(columns, target, fieldOf(schema, target).kind);
	const { values, classes } = readTarget(columns, target, task);
	const rows = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row] ?? NaN));
	const present = Float64Array.from(rows, (row) => values[row] ?? 0);
	if (task === 'regression') return { labels: [present], rows };
	const wanted = classes.length === 2 ? [1] : Array.from(classes.keys()).slice(0, mostTargets);
	return { labels: wanted.map((own) => present.map((label) => (label === own ? 1 : 0))), rows };
}

async function leakage(
	{ sql, trainer }: Ports,
	{ target }: Of<'leakage'>,
	{ relation, schema, signal, seed }: Source,
	onProgress?: OnProgress
): Promise<AnalysisFigures> {
	fieldOf(schema, target);
	const columns = await readFields(sql, relation, schema, signal);
	const task = guessTask(columns, target, fieldOf(schema, target).kind);
	const powers = await measurePower(
		trainer,
		{ columns, kinds: kindsOf(schema), target, task, seed },
		signal,
		onProgress
	);
	const found = Array.from(powers.of, ([column, { leakage: alone, predictionPower }]) => ({
		column,
		alone,
		predictionPower
	}));
	return {
		type: 'leakage',
		metric: task === 'classification' ? 'auc' : 'r2',
		columns: found
			.flatMap(({ column, alone, predictionPower }) =>
				alone ? [{ column, score: alone.score, interval: alone.interval, power: predictionPower }] : []
			)
			.sort((a, b) => b.score - a.score)
	};
}

async function decomposition(
	{ sql, analyst }: Ports,
	{ time, value, every, period, k }: Of<'decomposition'>,
	{ relation, schema, signal }: Source
): Promise<AnalysisFigures> {
	const [t, x] = [fieldOf(schema, time), fieldOf(schema, value)];
	const read = await sql.query(
		`SELECT epoch_ms(date_trunc('${every}', ${sqlName(t.name)}::TIMESTAMP))::DOUBLE AS t, avg(${numberExpression(sqlName(x.name), x.type)}) AS x
FROM ${relation} WHERE ${sqlName(t.name)} IS NOT NULL GROUP BY 1 HAVING x IS NOT NULL ORDER BY 1`,
		signal
	);
	const numbers = (name: string) => {
		const vector = columnNamed(read, name)?.vector;
		return vector?.kind === 'number' ? vector.values : new Float64Array(0);
	};
	const series = evenSeries(numbers('t'), numbers('x'), every, mostSteps);
	if (series.times.length < 2 * period)
		throw new AppError('analysis/too-short', { steps: series.times.length, least: 2 * period });
	const observed = Array.from(series.values);
	const parts = await analyst.decomposeSeries({ values: series.values, period, k });
	return {
		type: 'decomposition',
		times: series.times,
		observed,
		trend: Array.from(parts.trend),
		seasonal: Array.from(parts.seasonal),
		residual: Array.from(parts.residual),
		odd: parts.odd
	};
}

function enough(found: number, least: number, analysis: string): void {
	if (found < least) throw new AppError('analysis/no-columns', { analysis, found, least });
}
