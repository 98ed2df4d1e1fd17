import type { Artifact } from '$lib/core/project/artifact';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TablePart } from '$lib/core/table/import-files';
import type { ImportReport } from '$lib/core/table/source';
import { deleteArtifact, findKept, saveArtifact } from './artifact';
import { importParts } from './table';

export interface RefreshedTable {
	readonly dataset: Artifact;
	readonly report: ImportReport;
	/** Nothing changed at the source: `dataset` is the one from before. */
	readonly isSame: boolean;
}

/**
 * Reads the source of a dataset again. What came anew is a dataset beside the old one, under its name and with the kinds that were set
 * for columns of the same name and type.
 */
export async function refreshTable(
	workspace: Workspace,
	before: Artifact,
	parts: readonly [TablePart, ...TablePart[]],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<RefreshedTable> {
	const { sample } = parts[0].options;
	const { dataset: fresh, report } = await importParts(workspace, parts, sample, signal, onProgress);
	const isSame = fresh.blobs['table'] === before.blobs['table'];
	const meta = datasetMeta(fresh);
	const known = new Map(datasetMeta(before).schema.map((field) => [`${field.name}\0${field.type}`, field.kind]));
	const schema = meta.schema.map((field) => ({
		...field,
		kind: known.get(`${field.name}\0${field.type}`) ?? field.kind
	}));
	const content = { ...fresh, name: before.name, meta: { ...meta, schema } };
	const dataset = isSame ? before : await saveArtifact(workspace, content);
	if (fresh.id !== dataset.id && (await findKept(workspace, fresh.id))) await deleteArtifact(workspace, fresh.id);
	return { dataset, report, isSame };
}
