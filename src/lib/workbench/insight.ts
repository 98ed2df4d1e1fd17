import { AppError } from '$lib/core/errors';
import { findWarnings, type MeasuredColumn } from '$lib/core/insight/find-warnings';
import {
	featureTypes,
	type FeatureInsight,
	type FeatureType,
	type InsightReport,
	type QuickModel,
	type TargetInsight
} from '$lib/core/insight/report';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { seededRandom, shuffledIndex } from '$lib/core/random';
import { takeRows, toRows, type Columns } from '$lib/core/table/columns';
import { measuredAs } from '$lib/core/table/profile';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import type { Task } from '$lib/core/train/job';
import { guessTask } from '$lib/core/train/target';
import { measureColumn, type ColumnFacts } from './insight-facts';
import { fitQuickModel, measurePower, noPower, type Powers } from './insight-models';
import { findDuplicates, mostUnusual, sampleRows } from './insight-rows';
import { profileTable } from './table-profile';

type InsightPorts = Pick<Workspace, 'sql' | 'trainer' | 'analyst'>;

export interface InsightSource {
	readonly name: string;
	/** SQL that can stand after FROM. */
	readonly relation: string;
	readonly schema: TableSchema;
}

export interface InsightOptions {
	readonly target?: string;
	/** Guessed from the target when left out. */
	readonly task?: Task;
	readonly seed?: number;
}

const mostModelRows = 100_000;
const mostAnalysisRows = 10_000;
const noPowers: Powers = { of: new Map(), rows: 0 };
/** Columns that are compared with each other: pairs grow with the square. */
const mostCompared = 40;

/** The data quality and insights report. Refuses with train/target-missing when there is no such target. */
export async function reportInsights(
	workspace: InsightPorts,
	{ name, relation, schema }: InsightSource,
	options: InsightOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<InsightReport> {
	const { sql } = workspace;
	if (options.target !== undefined && !schema.some((field) => field.name === options.target))
		throw new AppError('train/target-missing', { column: options.target });
	const seed = options.seed ?? 0;
	const rows = await countRows(workspace, relation, signal);
	const profile = await profileTable(workspace, relation, schema, { rows }, signal, onProgress);
	const facts: ColumnFacts[] = [];
	for (const [at, field] of schema.entries()) {
		onProgress?.({ phase: 'measure', done: at, total: schema.length });
		const column = profile.columns[at];
		if (column) facts.push(await measureColumn(sql, relation, field, column, profile.rows, signal));
	}
	onProgress?.({ phase: 'duplicates', done: 0, total: null });
	const { ratio, duplicates } = await findDuplicates(sql, relation, schema, rows, signal);
	onProgress?.({ phase: 'sample', done: 0, total: null });
	const sampled = await sampleRows(sql, relation, schema, rows, { most: mostModelRows, seed }, signal);
	const sample = sampled.columns;
	const target =
		options.target === undefined
			? null
			: await readTargetFacts(
					workspace,
					relation,
					facts,
					{
						name: options.target,
						task:
							options.task ??
							guessTask(sample, options.target, schema.find((field) => field.name === options.target)?.kind)
					},
					signal
				);
	const chosen = shuffledIndex(sample.rows, seededRandom(seed)).slice(0, mostAnalysisRows).sort();
	const few = takeRows(sample, chosen);
	const compared = few.columns.filter(({ name }) => isCompared(schema, facts, name)).slice(0, mostCompared);
	const analysis = await workspace.analyst.analyse(
		{
			columns: takeRows(
				{ rows: few.rows, columns: compared },
				Int32Array.from({ length: few.rows }, (_, row) => row)
			),
			numbers: compared.filter(({ vector }) => vector.kind === 'number').map((column) => column.name),
			target: target?.name ?? null,
			seed
		},
		signal,
		onProgress
	);
	const models = await fitModels(workspace, sample, schema, target, seed, signal, onProgress);
	const measured = facts.map((column): MeasuredColumn => {
		const inflation = analysis.inflation.find((each) => each.column === column.feature.name)?.factor ?? null;
		const power = models.powers.of.get(column.feature.name) ?? noPower;
		return { ...column, feature: { ...column.feature, ...power, inflation } };
	});
	const warnings = findWarnings(profile.rows, ratio, measured, target);
	const features = measured.map(({ feature }) => feature);
	return {
		schemaVersion: 1,
		table: name,
		summary: {
			...summaryOf(features, profile.rows),
			duplicateRatio: ratio,
			highWarnings: warnings.filter(({ severity }) => severity === 'high').length
		},
		sample: { model: sample.rows, power: models.powers.rows, analysis: few.rows, of: rows, seed },
		target,
		quickModel: models.quickModel,
		quickModelReason: models.reason,
		warnings,
		features: features.sort((a, b) => (b.predictionPower ?? -1) - (a.predictionPower ?? -1)),
		correlations: analysis.correlations,
		anomalies: mostUnusual(
			schema,
			{ columns: few, places: Float64Array.from(chosen, (row) => sampled.places[row] ?? 0) },
			analysis.anomaly
		),
		duplicates
	};
}

async function countRows({ sql }: InsightPorts, relation: string, signal?: AbortSignal): Promise<number> {
	const [counted] = toRows(await sql.query(`SELECT count(*)::DOUBLE AS n FROM ${relation}`, signal));
	return Number(counted?.['n'] ?? 0);
}

/** Numbers, and text of few values: pairs with an identifier or prose say nothing. */
function isCompared(schema: TableSchema, facts: readonly ColumnFacts[], name: string): boolean {
	const field = schema.find((each) => each.name === name);
	const fact = facts.find(({ feature }) => feature.name === name);
	if (!field || !fact || field.kind === 'identifier' || field.kind === 'list' || field.kind === 'embedding')
		return false;
	return measuredAs(field) === 'number' || fact.feature.distinct <= 100;
}

async function readTargetFacts(
	{ sql }: InsightPorts,
	relation: string,
	facts: readonly ColumnFacts[],
	{ name, task }: { readonly name: string; readonly task: Task },
	signal?: AbortSignal
): Promise<TargetInsight> {
	const feature = facts.find((fact) => fact.feature.name === name)?.feature;
	if (!feature) throw new AppError('train/target-missing', { column: name });
	const c = sqlName(name);
	const classes =
		task === 'regression'
			? []
			: toRows(
					await sql.query(
						`SELECT left(CAST(${c} AS VARCHAR), 200) AS value, count(*)::DOUBLE AS n FROM ${relation} WHERE ${c} IS NOT NULL
GROUP BY 1 ORDER BY n DESC, value LIMIT 1000`,
						signal
					)
				).map((row) => ({ value: String(row['value'] ?? ''), count: Number(row['n']) }));
	const { missing, invalid, numbers } = feature;
	return { name, task, classes, missing, invalid, outliers: task === 'regression' ? (numbers?.outliers ?? 0) : 0 };
}

interface Models {
	readonly powers: Powers;
	readonly quickModel: QuickModel | null;
	readonly reason: string | null;
}

async function fitModels(
	workspace: InsightPorts,
	columns: Columns,
	schema: TableSchema,
	target: TargetInsight | null,
	seed: number,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Models> {
	if (!target) return { powers: noPowers, quickModel: null, reason: null };
	const kinds = Object.fromEntries(schema.map((field) => [field.name, field.kind]));
	const labelled = { columns, kinds, target: target.name, task: target.task, seed };
	let powers = noPowers;
	try {
		powers = await measurePower(workspace.trainer, labelled, signal, onProgress);
		onProgress?.({ phase: 'quick-model', done: 0, total: null });
		return { powers, quickModel: await fitQuickModel(workspace, labelled, signal, onProgress), reason: null };
	} catch (error) {
		// a target that no model can learn is a finding of the report, not its failure
		if (error instanceof AppError && error.code.startsWith('train/'))
			return { powers, quickModel: null, reason: error.code };
		throw error;
	}
}

function summaryOf(features: readonly FeatureInsight[], rows: number) {
	const missing = features.reduce((sum, feature) => sum + feature.missing, 0);
	const count = (type: FeatureType) => features.filter((feature) => feature.type === type).length;
	const types: Record<FeatureType, number> = {
		numeric: 0,
		categorical: 0,
		binary: 0,
		text: 0,
		datetime: 0,
		unknown: 0
	};
	for (const type of featureTypes) types[type] = count(type);
	return {
		rows,
		columns: features.length,
		missing,
		missingShare: missing / Math.max(1, rows * features.length),
		invalid: features.reduce((sum, feature) => sum + feature.invalid, 0),
		types
	};
}
