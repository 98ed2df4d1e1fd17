import type { Workspace } from '$lib/core/ports';
import { listArtifacts } from './artifact';
import { featureLineage } from './feature-lineage';
import { listBatches, listGroups } from './feature';

/** The feature groups that go back to a dataset, by the column of it that they read. */
export async function groupsReading(workspace: Workspace, dataset: string): Promise<Map<string, string[]>> {
	const artifacts = await listArtifacts(workspace);
	const found = new Map<string, string[]>();
	for (const group of await listGroups(workspace)) {
		const lineage = featureLineage(group, await listBatches(workspace, group.name), artifacts);
		const columns = lineage.flatMap(({ sources }) =>
			sources.flatMap(({ id, column }) => (id === dataset ? column : []))
		);
		for (const column of new Set(columns)) found.set(column, [...(found.get(column) ?? []), group.name]);
	}
	return found;
}
