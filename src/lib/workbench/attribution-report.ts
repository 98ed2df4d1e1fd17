import type { AttributionDriftMeta } from '$lib/core/monitor/attribution-report';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { saveArtifact } from './artifact';
import { baselineOfModel, measureAttributionDrift } from './attribution';
import { openModel } from './model';
import { openTable } from './table';

/** Compares what matters to a model on the rows of a dataset with its baseline, and keeps the report. Errors: as baselineOfModel, model/input-missing. */
export async function compareAttributions(
	workspace: Workspace,
	model: Artifact,
	current: Artifact,
	name: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	const baseline = await baselineOfModel(workspace, model, true, signal, onProgress);
	const opened = await openModel(workspace, model);
	const relation = await openTable(workspace, current, signal);
	const found = await measureAttributionDrift(workspace, opened, baseline, relation, {}, signal, onProgress);
	const { drift, exact, rows } = found;
	const meta: AttributionDriftMeta = {
		...({ schemaVersion: 1, kind: 'attribution-drift' } as const),
		...{ drift, exact, rows }
	};
	return saveArtifact(workspace, {
		type: 'drift-report',
		name,
		blobs: {},
		meta,
		parents: { model: model.id, current: current.id },
		isNewest: true
	});
}
