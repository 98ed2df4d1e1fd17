import type { AttributionBaseline } from '$lib/core/clarify/attribution-baseline';
import { AppError } from '$lib/core/errors';
import {
	attributionEntry,
	manifestBytes,
	modelBytes,
	mostModelBytes,
	preparationBytes,
	preparationEntry,
	readModelEntries,
	type ModelManifest
} from '$lib/core/model/archive';
import type { Model } from '$lib/core/model/model';
import type { Origin } from '$lib/core/model/model-meta';
import { modelToOnnx } from '$lib/core/model/onnx';
import { outputNames } from '$lib/core/model/output-names';
import { graphInputs, inputsOf, type Graph, type Preparation } from '$lib/core/model/preparation';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { columnNamed, takeRows, textVector, type Column, type Columns } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';
import { describeRelation } from './describe';

export interface PackedModel {
	readonly onnx: Uint8Array;
	/** The bytes of a `.temoto-model`. */
	readonly archive: Uint8Array;
}

export interface OpenModel {
	readonly manifest: ModelManifest;
	readonly model: Model;
	/** From the columns the model was trained on. */
	readonly onnx: Uint8Array;
	/** What devices run, and what the archive holds: the row-wise part of the recipe inside. */
	readonly device: Graph;
	/** What later attributions are compared with, where the archive holds it. */
	readonly attribution: AttributionBaseline | null;
}

/** A model as its archive: manifest, the model as data, and its ONNX graph, which begins with the preparation. */
export async function packModel(
	workspace: Pick<Workspace, 'crypto' | 'archive'>,
	model: Model,
	info: { readonly name: string; readonly preparation?: Preparation | null; readonly origin?: Origin }
): Promise<PackedModel> {
	const json = modelBytes(model);
	const { preparation } = info;
	const onnx = modelToOnnx(model, preparation?.recipe ?? undefined);
	const prepared = preparation ? preparationBytes(preparation) : null;
	const manifest = manifestBytes({
		kind: 'temoto-model',
		schemaVersion: 1,
		name: info.name,
		task: model.task,
		target: model.target,
		estimator: model.estimator.type,
		...(info.origin && { origin: info.origin }),
		files: {
			'model.json': await workspace.crypto.sha256(json.slice()),
			'model.onnx': await workspace.crypto.sha256(onnx.slice()),
			...(prepared && { [preparationEntry]: await workspace.crypto.sha256(prepared.slice()) })
		}
	});
	const entries = new Map([
		['manifest.json', manifest],
		['model.json', json],
		['model.onnx', onnx.slice()]
	]);
	if (prepared) entries.set(preparationEntry, prepared);
	return { onnx, archive: await workspace.archive.pack(entries) };
}

/** Opens a `.temoto-model`. model/invalid when an entry is missing, is not what it says, or does not match its hash. */
export async function readModel(
	workspace: Pick<Workspace, 'crypto' | 'archive'>,
	bytes: Uint8Array
): Promise<OpenModel> {
	const entries = await workspace.archive.unpack(bytes, mostModelBytes);
	const { manifest, model, onnx, preparation, attribution } = readModelEntries(entries);
	for (const name of ['model.json', 'model.onnx', preparationEntry, attributionEntry] as const) {
		const entry = entries.get(name);
		const found = entry && (await workspace.crypto.sha256(entry.slice()));
		if (found !== manifest.files[name])
			throw new AppError('model/invalid', { reason: `${name} does not match its hash` });
	}
	const device: Graph = { model, onnx, preparation };
	return { manifest, model, onnx: preparation?.recipe ? modelToOnnx(model) : onnx, device, attribution };
}

/** Opens the model of an artifact of type `model`. */
export async function openModel(workspace: Workspace, artifact: Artifact): Promise<OpenModel> {
	const hash = artifact.blobs['archive'];
	if (hash === undefined) throw new AppError('model/invalid', { reason: `${artifact.name} holds no archive` });
	return readModel(workspace, await workspace.blobs.get(hash));
}

/**
 * Which of a model's graphs a table is for: the one from the columns of training where the table has them, the device's where it has the raw
 * ones. Where both fit, as when a recipe only changes columns in place, a table with columns that the recipe made is a prepared one, and
 * else `whenBoth` decides.
 */
export function graphFor(
	{ model, onnx, device }: OpenModel,
	columns: readonly string[],
	whenBoth: 'raw' | 'prepared'
): Graph {
	const there = new Set(columns);
	const raw = inputsOf(device);
	const hasRaw = raw.every(({ name }) => there.has(name));
	const hasPrepared = model.inputs.every(({ name }) => there.has(name));
	const hasMade = model.inputs.some(({ name }) => !raw.some((input) => input.name === name));
	const isPrepared = hasPrepared && (!hasRaw || hasMade || whenBoth === 'prepared');
	return isPrepared ? { model, onnx } : device;
}

/** Rows the runtime is given at a time. */
const batchRows = 20_000;
/** Numbers that it may hold for them: a graph of neighbours measures each row against every row it keeps. */
const batchNumbers = 4e6;

function batchOf({ estimator }: Model): number {
	return estimator.type === 'knn' ? Math.max(1, Math.floor(batchNumbers / estimator.labels.length)) : batchRows;
}

/**
 * Predictions of a table's rows, in order, by the ONNX graph: `prediction`, and for classes `probability_<class>` for each.
 * model/input-missing when a column the model reads is not there.
 */
export async function predictColumns(
	workspace: Pick<Workspace, 'predictor'>,
	{ model, onnx, preparation = null }: Graph,
	columns: Columns,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Columns> {
	const inputs = graphInputs({ model, preparation }, columns);
	const session = await workspace.predictor.load(onnx.slice());
	const parts: Columns[] = [];
	const most = batchOf(model);
	for (let from = 0; from < inputs.rows || from === 0; from += most) {
		const count = Math.min(most, inputs.rows - from);
		if (count === 0) break;
		const batch = takeRows(
			inputs,
			Int32Array.from({ length: count }, (_, row) => from + row)
		);
		parts.push(await workspace.predictor.run(session, batch, signal));
		onProgress?.({ phase: 'predict', done: from + count, total: inputs.rows });
	}
	const numbers = (name: string): Float64Array =>
		joined(
			parts
				.map((part) => columnNamed(part, name)?.vector)
				.map((vector) => (vector?.kind === 'number' ? vector.values : new Float64Array(0)))
		);
	if (model.task === 'regression')
		return { rows: inputs.rows, columns: [numberColumn('prediction', numbers(outputNames.prediction))] };
	const labels = parts.flatMap((part) => {
		const vector = columnNamed(part, outputNames.label)?.vector;
		return vector?.kind === 'text' ? Array.from(vector.codes, (code) => vector.dictionary[code] ?? null) : [];
	});
	return {
		rows: inputs.rows,
		columns: [
			{ name: 'prediction', type: 'VARCHAR', vector: textVector(labels) },
			...model.classes.map((label, place) =>
				numberColumn(`probability_${label}`, numbers(`${outputNames.probabilities}_${place}`))
			)
		]
	};
}

/** Predictions of every row of a relation by a model artifact, in the relation's order, from prepared columns or else raw ones. */
export async function predictTable(
	workspace: Workspace,
	artifact: Artifact,
	relation: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Columns> {
	const opened = await openModel(workspace, artifact);
	const names = (await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name);
	const graph = graphFor(opened, names, 'prepared');
	const columns = await readInputs(workspace, graph, relation, signal);
	return predictColumns(workspace, graph, columns, signal, onProgress);
}

/** The columns a graph reads, out of a relation, in its order; model/input-missing when one is not there. */
export async function readInputs(
	workspace: Pick<Workspace, 'sql'>,
	graph: Omit<Graph, 'onnx'>,
	relation: string,
	signal?: AbortSignal
): Promise<Columns> {
	const there = new Set((await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name));
	const inputs = inputsOf(graph);
	const missing = inputs.find(({ name }) => !there.has(name));
	if (missing) throw new AppError('model/input-missing', { column: missing.name });
	const names = inputs.map(({ name }) => sqlName(name)).join(', ');
	return workspace.sql.query(`SELECT ${names} FROM ${relation}`, signal);
}

function numberColumn(name: string, values: Float64Array): Column {
	return { name, type: 'DOUBLE', vector: { kind: 'number', values, missing: null } };
}

function joined(parts: readonly Float64Array[]): Float64Array {
	const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
