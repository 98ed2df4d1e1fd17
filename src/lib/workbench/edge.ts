import * as v from 'valibot';
import type { AttributionBaseline } from '$lib/core/clarify/attribution-baseline';
import { AppError } from '$lib/core/errors';
import { goldenInputs } from '$lib/core/edge/golden-inputs';
import { manifestBytes, maxPackageBytes, packageFiles, readContent } from '$lib/core/edge/package';
import type { Manifest, PackageContent, PackageMeta, PackageSignature, TrustedKey } from '$lib/core/edge/package';
import { verifyContent } from '$lib/core/edge/verify';
import type { Installed, Verification } from '$lib/core/edge/verify';
import { predictionColumn } from '$lib/core/edge/sync-batch';
import { askModel } from '$lib/core/model/asked-model';
import { ModelSchema } from '$lib/core/model/model';
import type { ModelInput } from '$lib/core/model/model';
import { preparationBytes, readPreparation } from '$lib/core/model/archive';
import { inputsOf, preparedInputs, type Graph } from '$lib/core/model/preparation';
import { baselineOf } from '$lib/core/monitor/baseline';
import type { Sketch } from '$lib/core/monitor/sketch';
import type { KeyPair, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { seededRandom } from '$lib/core/random';
import { cellAt, columnNamed, numberVector, textVector } from '$lib/core/table/columns';
import type { Cell, Columns } from '$lib/core/table/columns';
import { saveArtifact } from './artifact';
import { predictColumns, readInputs } from './model';
import { makeBaselines } from './monitor';

type PackagePorts = Pick<Workspace, 'crypto' | 'archive' | 'clock' | 'predictor'>;

/** Answers of the graph may differ from the reference by this much. */
const goldenTolerance = 1e-5;
const goldenCount = 24;

export interface PackageOptions {
	readonly name: string;
	readonly version: number;
	readonly key: KeyPair;
	readonly expiresAt: number;
	readonly lineage: Readonly<Record<string, string>>;
	/** Of the data the model was trained on; see packageBaselines. None: drift cannot be measured. */
	readonly baselines: Readonly<Record<string, Sketch>>;
	/** What mattered to the model when it was trained. */
	readonly attribution?: AttributionBaseline | null;
}

/**
 * Signs a model for devices: its ONNX graph, the model as data, golden rows with the answers of the plain reference, baselines.
 * Errors: edge/golden-mismatch when the graph does not answer the golden rows as the reference does.
 */
export async function makePackage(ports: PackagePorts, graph: Graph, options: PackageOptions): Promise<Uint8Array> {
	const { model, onnx, preparation = null } = graph;
	const golden = goldenInputs(graph, goldenCount, seededRandom(options.version));
	const width = model.task === 'regression' ? 1 : model.classes.length;
	const asked = await askModel(model, ports.predictor);
	const answers = await asked.answers(asked.encode(preparedInputs(graph, golden)));
	const rows = Array.from({ length: golden.rows }, (_, row) => golden.columns.map(({ vector }) => cellAt(vector, row)));
	const json = new TextEncoder().encode(JSON.stringify(model));
	const prepared = preparation ? preparationBytes(preparation) : null;
	const manifest: Manifest = {
		schemaVersion: 1,
		format: 'temoto-package',
		name: options.name,
		version: options.version,
		createdAt: ports.clock.now(),
		expiresAt: options.expiresAt,
		model: {
			task: model.task,
			target: model.target,
			classes: model.classes,
			inputs: inputsOf(graph).map(({ name, type, kind }) => ({ name, type, kind }))
		},
		...(preparation?.notInside && { notInside: preparation.notInside }),
		files: {
			[packageFiles.graph]: await ports.crypto.sha256(onnx.slice()),
			[packageFiles.model]: await ports.crypto.sha256(json.slice()),
			...(prepared && { [packageFiles.preparation]: await ports.crypto.sha256(prepared.slice()) })
		},
		baselines: { ...options.baselines },
		...(options.attribution && { attribution: options.attribution }),
		golden: {
			rows,
			answers: rows.map((_, row) => Array.from(answers.subarray(row * width, (row + 1) * width))),
			tolerance: goldenTolerance
		},
		lineage: { ...options.lineage }
	};
	const signed = manifestBytes(manifest);
	const { algorithm, publicKey } = options.key;
	const signature: PackageSignature = {
		algorithm,
		publicKey,
		signature: await ports.crypto.sign(options.key, signed.slice())
	};
	const files = new Map<string, Uint8Array>([
		[packageFiles.manifest, signed],
		[packageFiles.signature, new TextEncoder().encode(JSON.stringify(signature))],
		[packageFiles.graph, onnx.slice()],
		[packageFiles.model, json]
	]);
	if (prepared) files.set(packageFiles.preparation, prepared);
	const distance = await goldenDistance(ports, readContent(files));
	if (!(distance <= goldenTolerance))
		throw new AppError('edge/golden-mismatch', {
			name: options.name,
			version: options.version,
			reason: `off by ${distance}`
		});
	return ports.archive.pack(files);
}

/** The key of that name, which signs packages; the first time one is made, and it stays on this machine. */
export async function signingKey(ws: Pick<Workspace, 'keys' | 'crypto'>, name: string): Promise<KeyPair> {
	const known = await ws.keys.get(`sign/${name}`);
	if (known) return known;
	const key = await ws.crypto.generateKey(ws.keys.needsExport);
	await ws.keys.put(`sign/${name}`, key);
	return key;
}

/** Keeps a package as an artifact; its blob is the file as it travels. */
export async function savePackage(ws: Workspace, bytes: Uint8Array, parents: Artifact['parents']): Promise<Artifact> {
	const { manifest, signature } = await readPackage(ws, bytes);
	const hash = await ws.blobs.put(bytes.slice());
	const { name, version, createdAt, expiresAt } = manifest;
	const { algorithm, publicKey } = signature;
	const meta: PackageMeta = {
		schemaVersion: 1,
		hash,
		name,
		version,
		createdAt,
		expiresAt,
		key: { algorithm, publicKey }
	};
	return saveArtifact(ws, { type: 'package', name, blobs: { package: hash }, meta, parents });
}

/** Sketches of the inputs over the rows a model was trained on, and of its predictions for them. */
export async function packageBaselines(
	ws: Workspace,
	graph: Graph,
	relation: string,
	signal?: AbortSignal
): Promise<Record<string, Sketch>> {
	const inputs = await readInputs(ws, graph, relation, signal);
	const predicted = await predictColumns(ws, graph, inputs, signal);
	const prediction = columnNamed(predicted, 'prediction');
	const names = inputsOf(graph).map(({ name }) => name);
	return {
		...(await makeBaselines(ws, relation, names, signal)),
		...truthBaselines(graph, inputs),
		...(prediction ? { [predictionColumn]: baselineOf(prediction.vector) } : {})
	};
}

/** A boolean that a recipe in the graph reads is 0 or 1 there, and so in what devices capture. */
function truthBaselines(graph: Graph, inputs: Columns): Record<string, Sketch> {
	const truths = inputsOf(graph).filter(({ type, kind }) => type === 'number' && kind === 'boolean');
	return Object.fromEntries(
		truths.flatMap(({ name }) => {
			const column = columnNamed(inputs, name);
			return column ? [[name, baselineOf(column.vector)] as const] : [];
		})
	);
}

/** Whether a package may be loaded, check by check. Errors: archive/invalid, archive/too-large. */
export async function verifyPackage(
	ports: PackagePorts,
	bytes: Uint8Array,
	trust: readonly TrustedKey[],
	installed: (name: string) => Promise<Installed | null> = () => Promise.resolve(null)
): Promise<Verification> {
	return verifyContent(ports, {
		bytes,
		hash: await ports.crypto.sha256(bytes.slice()),
		trust,
		installed,
		now: ports.clock.now(),
		goldenDistance: (content) => goldenDistance(ports, content)
	});
}

/** The largest distance between the graph's answers on the golden rows and those the manifest expects; NaN counts as far. */
async function goldenDistance(ports: Pick<Workspace, 'predictor'>, content: PackageContent): Promise<number> {
	const opened = openContent(content);
	const { rows, answers } = content.manifest.golden;
	if (rows.length === 0) return Infinity;
	const predicted = await predictColumns(ports, opened, columnsOf(inputsOf(opened), rows));
	const names =
		opened.model.task === 'regression' ? ['prediction'] : opened.model.classes.map((label) => `probability_${label}`);
	let largest = 0;
	names.forEach((name, place) => {
		const vector = columnNamed(predicted, name)?.vector;
		answers.forEach((expected, row) => {
			const got = vector?.kind === 'number' ? vector.values[row] : undefined;
			const distance = Math.abs((got ?? NaN) - (expected[place] ?? NaN));
			largest = Number.isNaN(distance) ? Infinity : Math.max(largest, distance);
		});
	});
	return largest;
}

/** The model and graph of a package whose files were checked, or are about to be by their golden rows. */
export function openContent({ files }: PackageContent): Graph {
	const onnx = files.get(packageFiles.graph);
	const json = files.get(packageFiles.model);
	if (!onnx || !json) throw new AppError('model/invalid', { reason: 'the package holds no model' });
	const parsed = v.safeParse(ModelSchema, JSON.parse(new TextDecoder().decode(json)));
	if (!parsed.success) throw new AppError('model/invalid', { reason: parsed.issues[0].message });
	return { onnx, model: parsed.output, preparation: readPreparation(files.get(packageFiles.preparation)) };
}

/** Cells, row by row in the order of the inputs, as columns. A cell of the other type counts as missing. */
export function columnsOf(inputs: readonly ModelInput[], rows: readonly (readonly Cell[])[]): Columns {
	return {
		rows: rows.length,
		columns: inputs.map(({ name, type }, place) => {
			const cells = rows.map((row) => row[place] ?? null);
			return type === 'text'
				? { name, type: 'VARCHAR', vector: textVector(cells.map((cell) => (cell === null ? null : String(cell)))) }
				: { name, type: 'DOUBLE', vector: numberVector(cells.map((cell) => (typeof cell === 'number' ? cell : null))) };
		})
	};
}

/** Unpacks a package that was verified before. */
export async function readPackage(ports: Pick<Workspace, 'archive'>, bytes: Uint8Array): Promise<PackageContent> {
	return readContent(await ports.archive.unpack(bytes, maxPackageBytes));
}
