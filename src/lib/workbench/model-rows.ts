import { preparedInputs } from '$lib/core/model/preparation';
import type { Workspace } from '$lib/core/ports';
import type { Columns } from '$lib/core/table/columns';
import { describeRelation } from './describe';
import { spacedSql } from './explain';
import { graphFor, readInputs, type OpenModel } from './model';

/** What a model reads of at most so many rows of a relation, at even distances, from raw columns or prepared ones. model/input-missing. */
export async function modelRows(
	workspace: Pick<Workspace, 'sql'>,
	opened: OpenModel,
	relation: string,
	most: number,
	signal?: AbortSignal
): Promise<Columns> {
	const names = (await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name);
	const graph = graphFor(opened, names, 'prepared');
	return preparedInputs(graph, await readInputs(workspace, graph, `(${spacedSql(relation, most)})`, signal));
}
