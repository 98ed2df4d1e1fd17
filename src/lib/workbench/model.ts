import { AppError } from '$lib/core/errors';
import {
	manifestBytes,
	modelBytes,
	mostModelBytes,
	readModelEntries,
	type ModelManifest
} from '$lib/core/model/archive';
import { modelInputs } from '$lib/core/model/inputs';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx, outputNames } from '$lib/core/model/onnx';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { PortableRecipe } from '$lib/core/recipe/portable';
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
	readonly onnx: Uint8Array;
}

/** A model as its archive: manifest, the model as data, and its ONNX graph. */
export async function packModel(
	workspace: Pick<Workspace, 'crypto' | 'archive'>,
	model: Model,
	info: { readonly name: string }
): Promise<PackedModel> {
	const json = modelBytes(model);
	const onnx = modelToOnnx(model);
	const manifest = manifestBytes({
		kind: 'temoto-model',
		schemaVersion: 1,
		name: info.name,
		task: model.task,
		target: model.target,
		estimator: model.estimator.type,
		files: {
			'model.json': await workspace.crypto.sha256(json.slice()),
			'model.onnx': await workspace.crypto.sha256(onnx.slice())
		}
	});
	const entries = new Map([
		['manifest.json', manifest],
		['model.json', json],
		['model.onnx', onnx.slice()]
	]);
	return { onnx, archive: await workspace.archive.pack(entries) };
}

/** Opens a `.temoto-model`. model/invalid when an entry is missing, is not what it says, or does not match its hash. */
export async function readModel(
	workspace: Pick<Workspace, 'crypto' | 'archive'>,
	bytes: Uint8Array
): Promise<OpenModel> {
	const { manifest, model, json, onnx } = readModelEntries(await workspace.archive.unpack(bytes, mostModelBytes));
	const found = {
		'model.json': await workspace.crypto.sha256(json.slice()),
		'model.onnx': await workspace.crypto.sha256(onnx.slice())
	};
	for (const name of ['model.json', 'model.onnx'] as const)
		if (found[name] !== manifest.files[name])
			throw new AppError('model/invalid', { reason: `${name} does not match its hash` });
	return { manifest, model, onnx };
}

/** Opens the model of an artifact of type `model`. */
export async function openModel(workspace: Workspace, artifact: Artifact): Promise<OpenModel> {
	const hash = artifact.blobs['archive'];
	if (hash === undefined) throw new AppError('model/invalid', { reason: `${artifact.name} holds no archive` });
	return readModel(workspace, await workspace.blobs.get(hash));
}

/** A model as an ONNX file; with a recipe, from the columns before it. */
export function exportOnnx(model: Model, prelude?: PortableRecipe): Uint8Array {
	return modelToOnnx(model, prelude);
}

/** Rows the runtime is given at a time. */
const batchRows = 20_000;

/**
 * Predictions of a table's rows, in order, by the ONNX graph: `prediction`, and for classes `probability_<class>` for each.
 * model/input-missing when a column the model reads is not there.
 */
export async function predictColumns(
	workspace: Pick<Workspace, 'predictor'>,
	{ model, onnx }: Pick<OpenModel, 'model' | 'onnx'>,
	columns: Columns,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Columns> {
	const inputs = modelInputs(model, columns);
	const session = await workspace.predictor.load(onnx.slice());
	const parts: Columns[] = [];
	for (let from = 0; from < inputs.rows || from === 0; from += batchRows) {
		const count = Math.min(batchRows, inputs.rows - from);
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
	if (model.link === 'identity')
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

/** Predictions of every row of a relation by a model artifact, in the relation's order. */
export async function predictTable(
	workspace: Workspace,
	artifact: Artifact,
	relation: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Columns> {
	const opened = await openModel(workspace, artifact);
	const columns = await readInputs(workspace, opened.model, relation, signal);
	return predictColumns(workspace, opened, columns, signal, onProgress);
}

/** The columns a model reads, out of a relation, in its order; model/input-missing when one is not there. */
export async function readInputs(
	workspace: Pick<Workspace, 'sql'>,
	model: Pick<Model, 'inputs'>,
	relation: string,
	signal?: AbortSignal
): Promise<Columns> {
	const there = new Set((await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name));
	const missing = model.inputs.find(({ name }) => !there.has(name));
	if (missing) throw new AppError('model/input-missing', { column: missing.name });
	const names = model.inputs.map(({ name }) => sqlName(name)).join(', ');
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
