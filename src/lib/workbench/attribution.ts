import {
	readAttributionBaseline,
	typicalColumns,
	typicalRow,
	type AttributionBaseline
} from '$lib/core/clarify/attribution-baseline';
import type { ExplainJob, Explanation } from '$lib/core/clarify/explanation';
import { AppError } from '$lib/core/errors';
import {
	attributionBytes,
	attributionEntry,
	manifestBytes,
	mostModelBytes,
	readModelEntries
} from '$lib/core/model/archive';
import type { Model } from '$lib/core/model/model';
import { kinOf } from '$lib/core/model/threshold';
import { attributionDrift, type AttributionDrift } from '$lib/core/monitor/attribution-drift';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Columns } from '$lib/core/table/columns';
import { findKept, listArtifacts, saveArtifact } from './artifact';
import { openModel, type OpenModel } from './model';
import { modelRows } from './model-rows';
import { openTable } from './table';

type Ports = Pick<Workspace, 'sql' | 'explainer'>;

/** Rows explained at most: fewer where every row takes many questions to the model. */
const mostRows = (model: Model) => (['linear', 'trees'].includes(model.estimator.type) ? 500 : 100);
const samples = 400;
const seed = 0;

/** What each column adds to the answers of a model over the rows it was trained on. table/empty without rows, model/input-missing. */
export async function measureBaseline(
	workspace: Ports,
	opened: OpenModel,
	relation: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<AttributionBaseline> {
	const { model } = opened;
	const rows = await modelRows(workspace, opened, relation, mostRows(opened.model), signal);
	if (rows.rows === 0) throw new AppError('table/empty', { table: 'baseline' });
	const typical = typicalRow(model.inputs, rows);
	const count = rows.rows;
	const found = await explainAgainst(workspace, model, rows, typical, 'auto', signal, onProgress);
	return {
		schemaVersion: 1,
		kind: 'attribution-baseline',
		method: found.method,
		exact: found.exact,
		output: found.output,
		class: model.classes.at(-1) ?? null,
		rows: count,
		samples,
		seed,
		typical,
		importance: found.importance.map(({ feature, meanAbs }) => ({ feature, meanAbs }))
	};
}

export interface MeasuredAttributions {
	readonly drift: AttributionDrift;
	readonly method: Explanation['method'];
	readonly exact: boolean;
	readonly rows: { readonly baseline: number; readonly current: number };
}

/** How the attributions over rows of a relation rank against a model's baseline. model/input-missing. */
export async function measureAttributionDrift(
	workspace: Ports,
	opened: OpenModel,
	baseline: AttributionBaseline,
	relation: string,
	options: { readonly limit?: number } = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<MeasuredAttributions> {
	const rows = await modelRows(workspace, opened, relation, mostRows(opened.model), signal);
	const count = rows.rows;
	const { method, exact, importance } = baseline;
	const current =
		count === 0
			? []
			: (await explainAgainst(workspace, opened.model, rows, baseline.typical, method, signal, onProgress)).importance;
	const drift = attributionDrift(importance, current, options.limit);
	return { drift, method, exact, rows: { baseline: baseline.rows, current: count } };
}

function explainAgainst(
	{ explainer }: Ports,
	model: Model,
	rows: Columns,
	typical: AttributionBaseline['typical'],
	method: ExplainJob['method'],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Explanation> {
	const background = typicalColumns(model.inputs, typical);
	// a graph of classes has no margins
	const output = model.estimator.type === 'graph' && model.classes.length > 0 ? 'probability' : 'margin';
	return explainer.explain({ model, rows, background, method, output, samples, seed }, signal, onProgress);
}

/** Keeps a baseline with its model. */
export function keepBaseline(
	workspace: Workspace,
	model: Artifact,
	dataset: Artifact | null,
	baseline: AttributionBaseline
): Promise<Artifact> {
	return saveArtifact(workspace, {
		type: 'explanation',
		name: model.name,
		blobs: {},
		meta: baseline,
		parents: { model: model.id, ...(dataset && { dataset: dataset.id }) }
	});
}

/** The newest baseline kept of a model, in the project or in its archive; null where there is none. */
export async function findBaseline(workspace: Workspace, model: Artifact): Promise<AttributionBaseline | null> {
	const artifacts = await listArtifacts(workspace);
	const kin = kinOf(artifacts, model);
	for (const artifact of artifacts) {
		const kept = kin.has(artifact.parents['model'] ?? '') ? readAttributionBaseline(artifact) : null;
		if (kept) return kept;
	}
	return (await openModel(workspace, model)).attribution;
}

/** The baseline of a model: as kept, else measured on the table it was trained on and, where `isKept`, kept. monitor/no-attributions without either. */
export async function baselineOfModel(
	workspace: Workspace,
	model: Artifact,
	isKept: boolean,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<AttributionBaseline> {
	const known = await findBaseline(workspace, model);
	if (known) return known;
	const dataset = await findKept(workspace, model.parents['dataset'] ?? '');
	if (!dataset) throw new AppError('monitor/no-attributions', { model: model.name });
	const opened = await openModel(workspace, model);
	const made = await measureBaseline(
		workspace,
		opened,
		await openTable(workspace, dataset, signal),
		signal,
		onProgress
	);
	if (isKept) await keepBaseline(workspace, model, dataset, made);
	return made;
}

/** The bytes of a `.temoto-model` with a baseline inside, in the place of the one it may hold. Errors: as readModel. */
export async function withBaseline(
	workspace: Pick<Workspace, 'crypto' | 'archive'>,
	archive: Uint8Array,
	baseline: AttributionBaseline
): Promise<Uint8Array> {
	const entries = await workspace.archive.unpack(archive, mostModelBytes);
	const { manifest } = readModelEntries(entries);
	const bytes = attributionBytes(baseline);
	const files = { ...manifest.files, [attributionEntry]: await workspace.crypto.sha256(bytes.slice()) };
	entries.set('manifest.json', manifestBytes({ ...manifest, files }));
	entries.set(attributionEntry, bytes);
	return workspace.archive.pack(entries);
}
