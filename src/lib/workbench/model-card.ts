import { readPackageMeta } from '$lib/core/edge/package';
import type { Graph } from '$lib/core/model/preparation';
import type { Sketch } from '$lib/core/monitor/sketch';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { AppError } from '$lib/core/errors';
import { listArtifacts } from './artifact';
import { findBaseline } from './attribution';
import { makePackage, packageBaselines, savePackage, signingKey } from './edge';
import { openModel } from './model';
import { parityFrom } from './parity';
import { findSameOrigin, preparedSql } from './preparation';
import { openTable } from './table';

/** The version a package of this name gets next: one above the highest there is. */
export async function nextVersion(workspace: Workspace, name: string): Promise<number> {
	const versions = (await listArtifacts(workspace, 'package')).flatMap(({ meta }) => {
		const kept = readPackageMeta(meta);
		return kept?.name === name ? [kept.version] : [];
	});
	return Math.max(0, ...versions) + 1;
}

/**
 * Signs a model into a package with this machine's key and keeps it. Baselines come from the table it was trained on, when that is still
 * there; the graph is then tried against the plain path on its rows. Errors: edge/preparation-differs, and makePackage's.
 */
export async function packageModel(
	workspace: Workspace,
	artifact: Artifact,
	dataset: Artifact | undefined,
	options: { readonly version: number; readonly expiresAt: number },
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	onProgress?.({ phase: 'load', done: 0, total: null });
	const opened = await openModel(workspace, artifact);
	const baselines = dataset ? await trainingBaselines(workspace, opened.device, dataset, signal) : null;
	signal?.throwIfAborted();
	const bytes = await makePackage(workspace, opened.device, {
		...options,
		name: artifact.name,
		key: await signingKey(workspace, 'signing'),
		lineage: { model: artifact.id, ...artifact.parents },
		baselines: baselines ?? {},
		attribution: await findBaseline(workspace, artifact)
	});
	return savePackage(workspace, bytes, { model: artifact.id });
}

/** Parity may be this far off. */
const parityTolerance = 1e-5;

/**
 * Baselines of what a graph reads over the rows a model was trained on; null where the raw rows are gone. Where the recipe is in the graph
 * it is first tried against DuckDB and the reference. Errors: edge/preparation-differs.
 */
export async function trainingBaselines(
	workspace: Workspace,
	device: Graph,
	dataset: Artifact,
	signal?: AbortSignal
): Promise<Record<string, Sketch> | null> {
	const { preparation } = device;
	if (!preparation?.recipe)
		return packageBaselines(workspace, device, await openTable(workspace, dataset, signal), signal);
	const origin = await findSameOrigin(workspace, dataset, device);
	if (!origin) return null;
	const { rows, relative } = await parityFrom(workspace, device, origin, signal);
	if (!(relative <= parityTolerance)) throw new AppError('edge/preparation-differs', { rows, gap: relative });
	const source = await openTable(workspace, origin.source, signal);
	return packageBaselines(workspace, device, preparedSql(origin, source, preparation.recipe.start), signal);
}
