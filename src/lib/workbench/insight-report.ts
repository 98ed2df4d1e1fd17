import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { readInsightMeta, recipeMark, type InsightMeta } from '$lib/core/insight/kept-report';
import type { InsightReport } from '$lib/core/insight/report';
import { reportJson } from '$lib/core/insight/report-json';
import { InsightReportSchema } from '$lib/core/insight/report-schema';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Recipe } from '$lib/core/recipe/recipe';
import type { Task } from '$lib/core/train/job';
import { deleteArtifact, listArtifacts, saveArtifact } from './artifact';
import { reportInsights } from './insight';
import { withPreparedTable } from './prepared-table';

export interface InsightQuestion {
	readonly recipe: Recipe;
	readonly target: string | null;
	/** Null: as the target suggests. */
	readonly task: Task | null;
	readonly seed: number;
}

/** The report of a dataset as its recipe prepares it, on all rows. */
export function reportPrepared(
	workspace: Workspace,
	dataset: Artifact,
	{ recipe, target, task, seed }: InsightQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<InsightReport> {
	return withPreparedTable(
		workspace,
		dataset,
		recipe,
		({ relation, schema }) =>
			reportInsights(
				workspace,
				{ name: dataset.name, relation, schema },
				{ seed, ...(target !== null && { target }), ...(target !== null && task !== null && { task }) },
				signal,
				onProgress
			),
		signal,
		onProgress
	);
}

/** Keeps a report with its dataset, in the place of the one before. */
export async function keepReport(
	workspace: Workspace,
	dataset: Artifact,
	{ recipe, target, task, seed }: InsightQuestion,
	report: InsightReport
): Promise<Artifact> {
	const hash = await workspace.blobs.put(new TextEncoder().encode(reportJson(report)));
	const meta: InsightMeta = {
		schemaVersion: 1,
		recipe: recipeMark(recipe),
		...{ target, task, seed, warnings: report.warnings.length }
	};
	const kept = await saveArtifact(workspace, {
		type: 'insight-report',
		name: dataset.name,
		blobs: { report: hash },
		meta,
		parents: { dataset: dataset.id }
	});
	for (const old of await listArtifacts(workspace, 'insight-report'))
		if (old.id !== kept.id && old.parents['dataset'] === dataset.id) await deleteArtifact(workspace, old.id);
	return kept;
}

/** The report that an artifact keeps. Errors: project/invalid. */
export async function readReport(workspace: Workspace, artifact: Artifact): Promise<InsightReport> {
	const bytes = await workspace.blobs.get(artifact.blobs['report'] ?? '');
	const parsed = v.safeParse(InsightReportSchema, JSON.parse(new TextDecoder().decode(bytes)));
	if (!parsed.success || !readInsightMeta(artifact))
		throw new AppError('project/invalid', {
			artifact: artifact.id,
			reason: parsed.success ? 'meta' : parsed.issues[0].message
		});
	return parsed.output;
}
