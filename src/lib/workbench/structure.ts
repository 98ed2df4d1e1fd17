import { AppError } from '$lib/core/errors';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Column, Columns } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Kind, TableSchema } from '$lib/core/table/schema';
import type { Anomalies } from '$lib/core/unsupervised/anomalies';
import type { Components } from '$lib/core/unsupervised/components';
import type { RowsJob } from '$lib/core/unsupervised/encoded-rows';
import type { Groups } from '$lib/core/unsupervised/groups';
import { besideRows } from './beside-rows';
import { freeName } from './free-name';
import { dropWorking, kindsOf, openTable, saveTable, workingName } from './table';

/** A table that structure is looked for in. */
export interface StructureTable {
	readonly relation: string;
	readonly schema: TableSchema;
}

/** The rows of a table as a job for the StructureFinder. table/column-missing names a column to ignore that is not there. */
export async function structureJob(
	workspace: Workspace,
	{ relation, schema }: StructureTable,
	{ ignore, seed }: Pick<RowsJob, 'ignore' | 'seed'>,
	signal?: AbortSignal
): Promise<RowsJob> {
	const names = schema.map(({ name }) => name);
	for (const column of ignore)
		if (!names.includes(column)) throw new AppError('table/column-missing', { column, columns: names.join(', ') });
	const columns = await workspace.sql.query(`SELECT * FROM ${relation}`, signal);
	return { columns, kinds: kindsOf(schema), ignore, seed };
}

/** What an answer adds to a table: columns, and the kinds they have. */
export interface AddedColumns {
	readonly columns: Columns;
	readonly kinds: Readonly<Record<string, Kind>>;
}

/** `group`: 1 is the largest. */
export function groupColumn({ labels }: Groups, schema: TableSchema): AddedColumns {
	return added(schema, [['group', 'BIGINT', Float64Array.from(labels, (label) => label + 1), 'categorical']]);
}

/** `component_1` and so on. */
export function componentColumns({ scores }: Pick<Components, 'scores'>, schema: TableSchema): AddedColumns {
	return added(
		schema,
		scores.map((values, at) => [`component_${at + 1}`, 'DOUBLE', values, 'numeric'])
	);
}

/** `anomaly_score` and `anomaly`. */
export function anomalyColumns(
	{ scores, flagged }: Pick<Anomalies, 'scores' | 'flagged'>,
	schema: TableSchema
): AddedColumns {
	return added(schema, [
		['anomaly_score', 'DOUBLE', scores, 'numeric'],
		['anomaly', 'BOOLEAN', Float64Array.from(flagged), 'boolean']
	]);
}

function added(schema: TableSchema, lists: readonly (readonly [string, string, Float64Array, Kind])[]): AddedColumns {
	const taken = schema.map(({ name }) => name);
	const columns = lists.map(([wanted, type, values]): Column => {
		const name = freeName(taken, wanted);
		taken.push(name);
		return { name, type, vector: { kind: 'number', values, missing: null } };
	});
	const kinds = Object.fromEntries(columns.map(({ name }, at) => [name, lists[at]?.[3] ?? 'numeric']));
	return { columns: { rows: lists[0]?.[2].length ?? 0, columns }, kinds };
}

/** Gives `use` a SELECT of the table with the added columns behind its own. */
export async function withAdded<Answer>(
	workspace: Workspace,
	table: StructureTable,
	{ columns }: AddedColumns,
	use: (select: string) => Promise<Answer>
): Promise<Answer> {
	const working = workingName(workspace);
	try {
		const { select } = await besideRows(workspace, table, columns, working);
		return await use(select);
	} finally {
		await dropWorking(workspace, working);
	}
}

/** Saves the rows of a dataset, the added columns behind its own, as another dataset. */
export async function keepAdded(
	workspace: Workspace,
	dataset: Artifact,
	added: AddedColumns,
	name: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	const { schema } = datasetMeta(dataset);
	const table = { relation: await openTable(workspace, dataset, signal), schema };
	const kinds = { ...kindsOf(schema), ...added.kinds };
	const parents: Artifact['parents'] = { dataset: dataset.id };
	return withAdded(workspace, table, added, (select) =>
		saveTable(workspace, select, { name, parents, kinds }, signal, onProgress)
	);
}
