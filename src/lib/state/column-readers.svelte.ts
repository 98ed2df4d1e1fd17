import type { Workspace } from '$lib/core/ports';
import { groupsReading } from '$lib/workbench/feature-readers';

/** Which feature groups read which columns of a dataset; none until they are known. */
export class ColumnReaders {
	groups = $state.raw<ReadonlyMap<string, readonly string[]>>(new Map());
	error = $state.raw<unknown>(null);

	constructor(workspace: Workspace, dataset: string) {
		groupsReading(workspace, dataset).then(
			(groups) => (this.groups = groups),
			(error: unknown) => (this.error = error)
		);
	}
}
