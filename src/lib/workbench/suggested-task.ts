import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { sqlName } from '$lib/core/table/sql';
import type { Task } from '$lib/core/train/job';
import { fewNumbers, guessTask } from '$lib/core/train/target';
import { openTable } from './table';

/** The task that training takes a column for where none is set, from no more of its values than tell. */
export async function suggestedTask(
	workspace: Workspace,
	dataset: Artifact,
	target: string,
	signal?: AbortSignal
): Promise<Task> {
	const from = await openTable(workspace, dataset, signal);
	const name = sqlName(target);
	const values = await workspace.sql.query(
		`SELECT DISTINCT ${name} FROM ${from} WHERE ${name} IS NOT NULL LIMIT ${fewNumbers + 1}`,
		signal
	);
	return guessTask(values, target, datasetMeta(dataset).schema.find((field) => field.name === target)?.kind);
}
