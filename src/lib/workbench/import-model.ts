import type { ForeignModel, ImportNames, ModelFormat } from '$lib/core/model/foreign-model';
import type { ModelMeta, Origin } from '$lib/core/model/model-meta';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { saveArtifact } from './artifact';
import { packModel } from './model';

/** A file of a model made elsewhere. */
export interface ForeignFile {
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly format: ModelFormat;
}

/** Reads a model made elsewhere and packs it as a `.temoto-model`. Refuses with model/not-importable. */
export async function packForeign(
	workspace: Pick<Workspace, 'modelReader' | 'crypto' | 'archive'>,
	file: ForeignFile,
	names: ImportNames,
	name: string,
	signal?: AbortSignal
): Promise<ForeignModel & { readonly origin: Origin; readonly archive: Uint8Array }> {
	const hash = await workspace.crypto.sha256(file.bytes.slice());
	const read = await workspace.modelReader.readForeign(
		{ bytes: file.bytes.slice(), format: file.format, names },
		signal
	);
	const { producer, asGraph } = read;
	const origin = { format: file.format, producer, file: file.name, hash, asGraph };
	const { archive } = await packModel(workspace, read.model, { name, origin });
	return { ...read, origin, archive };
}

/** Imports a model made elsewhere into the project, as an artifact that no run made. */
export async function importModel(
	workspace: Workspace,
	file: ForeignFile,
	names: ImportNames,
	name: string,
	signal?: AbortSignal
): Promise<Artifact> {
	const { model, origin, archive } = await packForeign(workspace, file, names, name, signal);
	const meta: ModelMeta = {
		schemaVersion: 1,
		task: model.task,
		target: model.target,
		estimator: model.estimator.type,
		metrics: {},
		imported: { origin, classes: model.classes, inputs: model.inputs.map((input) => input.name) }
	};
	return saveArtifact(workspace, {
		type: 'model',
		name,
		blobs: { archive: await workspace.blobs.put(archive) },
		meta,
		parents: {}
	});
}
