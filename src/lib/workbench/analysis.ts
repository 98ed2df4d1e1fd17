import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import {
	KeptAnalysisSchema,
	type AnalysisResult,
	type AnalysisSpec,
	type KeptAnalysis
} from '$lib/core/insight/analysis';
import { toJson } from '$lib/core/json';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Recipe } from '$lib/core/recipe/recipe';
import { toRows } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';
import { measureAnalysis } from './analysis-measures';
import type { InsightSource } from './insight';
import { placed } from './insight-rows';
import { withPreparedTable, type PreparedTable } from './prepared-table';
import { temporaryName } from './recipe-stage';

const collection = 'analysis';
const mostRows = 100_000;

export interface NamedAnalysis extends KeptAnalysis {
	readonly id: string;
}

/** Analyses of a dataset, in the order they were made. */
export async function listAnalyses(workspace: Workspace, dataset: string): Promise<NamedAnalysis[]> {
	const records = await workspace.catalog.list(workspace.project, collection);
	return records
		.map(({ key, value }): NamedAnalysis => {
			const parsed = v.safeParse(KeptAnalysisSchema, value);
			if (!parsed.success) throw new AppError('project/invalid', { artifact: key, reason: parsed.issues[0].message });
			return { ...parsed.output, id: key };
		})
		.filter((analysis) => analysis.dataset === dataset)
		.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

export async function keepAnalysis(workspace: Workspace, { id, ...value }: NamedAnalysis): Promise<void> {
	const { project } = workspace;
	await workspace.catalog.write([{ put: { project, collection, key: id, value: toJson(value) } }]);
}

export async function deleteAnalysis(workspace: Workspace, id: string): Promise<void> {
	await workspace.catalog.write([{ delete: { project: workspace.project, collection, key: id } }]);
}

export function newAnalysis(workspace: Workspace, dataset: Artifact, name: string, spec: AnalysisSpec): NamedAnalysis {
	return {
		...{ schemaVersion: 1, dataset: dataset.id, name, spec },
		createdAt: workspace.clock.now(),
		id: temporaryName(workspace, 'analysis')
	};
}

/** Makes an analysis of a dataset as its recipe prepares it, on at most 100,000 of its rows. */
export function runAnalysis(
	workspace: Workspace,
	dataset: Artifact,
	recipe: Recipe,
	spec: AnalysisSpec,
	seed: number,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<AnalysisResult> {
	return withPreparedTable(
		workspace,
		dataset,
		recipe,
		(prepared) => analyseTable(workspace, { name: dataset.name, ...prepared }, spec, seed, signal, onProgress),
		signal,
		onProgress
	);
}

/** Makes an analysis of a table in the engine. */
export async function analyseTable(
	workspace: Workspace,
	{ name, relation, schema }: InsightSource,
	spec: AnalysisSpec,
	seed: number,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<AnalysisResult> {
	const of = await countRows(workspace, relation, signal);
	return withSample(workspace, { relation, schema }, of, seed, signal, async (sample, rows) => ({
		...{ schemaVersion: 1, table: name, spec, rows, of, seed },
		figures: await measureAnalysis(workspace, spec, { relation: sample, schema, signal, seed }, onProgress)
	}));
}

async function countRows(workspace: Workspace, relation: string, signal?: AbortSignal): Promise<number> {
	const [counted] = toRows(await workspace.sql.query(`SELECT count(*)::DOUBLE AS n FROM ${relation}`, signal));
	return Number(counted?.['n'] ?? 0);
}

/** Rows chosen by a hash of their place and the seed, where there are more than enough. */
async function withSample<Answer>(
	workspace: Workspace,
	{ relation, schema }: PreparedTable,
	rows: number,
	seed: number,
	signal: AbortSignal | undefined,
	use: (relation: string, rows: number) => Promise<Answer>
): Promise<Answer> {
	if (rows <= mostRows) return use(relation, rows);
	const table = sqlName(temporaryName(workspace, 'sample'));
	const { place, sql } = placed(relation, schema);
	try {
		await workspace.sql.execute(
			`CREATE TABLE ${table} AS SELECT ${schema.map(({ name }) => sqlName(name)).join(', ')} FROM ${sql} WHERE hash(${sqlName(place)}, ${seed}) % ${rows} < ${mostRows} LIMIT ${mostRows}`,
			signal
		);
		return await use(table, await countRows(workspace, table, signal));
	} finally {
		await workspace.sql.execute(`DROP TABLE IF EXISTS ${table}`);
	}
}
