import { base64Encode } from '@bufbuild/protobuf/wire';
import { goldenRows } from '../edge/golden';
import { AppError } from '../errors';
import type { Predictor } from '../ports';
import { seededRandom } from '../random';
import { columnNamed, type Columns } from '../table/columns';
import { marginCount } from '../train/predict';
import { answerNames, askModel, type AskedModel } from './asked-model';
import { namesOr, notImportable, unnamedTarget, type ForeignModel, type ImportNames } from './foreign-model';
import { modelInputs } from './inputs';
import type { Estimator, Model } from './model';
import { encodersOf, featureName } from './onnx-features';
import { openOnnx, textsOf, type OnnxFile } from './onnx-file';
import { findInputs } from './onnx-inputs';
import { findOutput, type FoundOutput } from './onnx-outputs';
import { readParts, type GraphParts } from './onnx-parts';
import { producerName } from './onnx-graph';
import { wrapGraph, type WrappedOutput } from './onnx-wrap';
import { thresholdKey } from './output-names';
import { categoriesOf } from './preparation';
import { probeRows } from './probe-rows';

/**
 * A model from an ONNX file: any graph that reads a table and gives a number or probabilities a row. It is tried on rows made up for it;
 * model/not-importable says what does not fit.
 */
export async function readOnnx(bytes: Uint8Array, names: ImportNames, predictor: Predictor): Promise<ForeignModel> {
	const file = openOnnx(bytes);
	const { wrapped, inputs } = findInputs(file, names);
	const found = findOutput(file);
	const probe = modelInputs(
		{ inputs },
		probeRows(inputs, () => ({ texts: knownTexts(file) }), 16, 1)
	);
	const scores = await tryOut(
		predictor,
		wrapGraph(file.proto, wrapped, { type: 'raw', name: found.scores }, {}),
		probe
	);
	const output = outputOf(found, scores, names);
	const target = names.target ?? file.proto.metadataProps.find(({ key }) => key === 'target')?.value ?? unnamedTarget;
	const classes = output.type === 'classes' ? [...output.classes] : [];
	const threshold = thresholdIn(file, classes);
	const onnx = wrapGraph(file.proto, wrapped, output, {
		...{ target, classes: JSON.stringify(classes) },
		...(threshold !== undefined && { [thresholdKey]: String(threshold) })
	});
	await tryOut(predictor, onnx, probe);
	const model: Model = {
		schemaVersion: 1,
		task: classes.length > 0 ? 'classification' : 'regression',
		target,
		classes,
		inputs,
		encoders: [],
		features: inputs.map(({ name }) => name),
		featureInputs: inputs.map((_, place) => place),
		estimator: { type: 'graph', onnx: base64Encode(onnx) },
		link: classes.length === 0 ? 'identity' : classes.length === 2 ? 'logistic' : 'softmax',
		...(threshold !== undefined && { threshold })
	};
	const producer = producerOf(file);
	const parts = readParts(file, wrapped, inputs, found.scores);
	const taken = parts && takenApart(model, parts);
	if (!taken) return { model, producer, asGraph: 'other-nodes' };
	return (await agrees(taken, onnx, predictor))
		? { model: taken, producer, asGraph: null }
		: { model, producer, asGraph: 'answers-differ' };
}

/** The threshold that a model of ours was exported with: its parts do not hold it. Of other makers the key may mean anything. */
function thresholdIn({ proto }: OnnxFile, classes: readonly string[]): number | undefined {
	const kept = proto.metadataProps.find(({ key }) => key === thresholdKey)?.value ?? '';
	const threshold = Number(kept);
	const isOurs = proto.producerName === producerName && classes.length === 2;
	return isOurs && kept !== '' && threshold >= 0 && threshold <= 1 ? threshold : undefined;
}

/** The model with its parts in place of its graph; null where they do not make an answer of its kind. */
function takenApart(model: Model, { features, estimator, link }: GraphParts): Model | null {
	const taken: Model = {
		...model,
		encoders: encodersOf(features),
		features: features.map(featureName),
		featureInputs: features.map(({ input }) => model.inputs.findIndex(({ name }) => name === input)),
		estimator,
		link: model.classes.length === 0 && link === 'logistic' ? 'sigmoid' : link
	};
	const isOfClasses = taken.link === 'logistic' || taken.link === 'softmax' || taken.link === 'shares';
	const isFitting =
		isOfClasses === model.classes.length > 0 && (taken.link !== 'logistic' || model.classes.length === 2);
	return isFitting && marginsOf(estimator) === marginCount(taken) ? taken : null;
}

function marginsOf(estimator: Estimator): number {
	if (estimator.type === 'mlp') return estimator.layers.at(-1)?.outputs ?? 0;
	if (estimator.type === 'knn') return Math.max(1, estimator.classes);
	return estimator.type === 'linear' ? estimator.bias.length : estimator.base.length;
}

const agreementRows = 400;
/** Relative where answers are more than 1 in size: float32 sums in another order differ by this much. */
const agreementTolerance = 2e-5;

/** Whether a model taken apart answers as its graph does, on rows at and around its thresholds, of its categories, with gaps. */
async function agrees(model: Model, onnx: Uint8Array, predictor: Predictor): Promise<boolean> {
	const asked = await askModel(model, predictor);
	const tried = [
		goldenRows(model, agreementRows, seededRandom(1)),
		probeRows(model.inputs, ({ name }) => ({ texts: categoriesOf(model, name) }), agreementRows, 2)
	];
	for (const rows of tried) if (!(await agreesOn(rows, asked, onnx, predictor))) return false;
	return true;
}

async function agreesOn(rows: Columns, asked: AskedModel, onnx: Uint8Array, predictor: Predictor): Promise<boolean> {
	const { model } = asked;
	const ours = await asked.answers(asked.encode(rows));
	const theirs = await tryOut(predictor, onnx, modelInputs(model, rows));
	const names = answerNames(model);
	return names.every((name, k) => {
		const vector = columnNamed(theirs, name)?.vector;
		if (vector?.kind !== 'number') return false;
		return vector.values.every((wanted, row) => {
			const own = ours[row * names.length + k] ?? NaN;
			// of a missing number a sum says nothing, whatever a runtime makes of it
			return Number.isNaN(own) || Math.abs(own - wanted) <= agreementTolerance * Math.max(1, Math.abs(wanted));
		});
	});
}

/** The texts that the nodes of a graph look for. */
function knownTexts({ graph }: OnnxFile): string[] {
	return graph.node.flatMap((node) => [...textsOf(node, 'cats_strings'), ...textsOf(node, 'keys_strings')]);
}

function producerOf({ proto: { producerName, producerVersion } }: OnnxFile): string {
	return `${producerName === '' ? 'ONNX' : producerName} ${producerVersion}`.trim();
}

async function tryOut(predictor: Predictor, onnx: Uint8Array, probe: Columns): Promise<Columns> {
	let session: string | null = null;
	try {
		session = await predictor.load(onnx.slice());
		return await predictor.run(session, probe);
	} catch (error) {
		const reason =
			error instanceof AppError
				? String(error.details['reason'] ?? error.code)
				: error instanceof Error
					? (error.message.split('\n')[0] ?? '')
					: '';
		throw notImportable('graph-fails', { reason }, error);
	} finally {
		if (session !== null) await predictor.unload(session);
	}
}

/** The answer's shape, by what the graph gave on the rows tried. */
function outputOf({ scores, isClasses, label, keys }: FoundOutput, got: Columns, names: ImportNames): WrappedOutput {
	const width = got.columns.length;
	if (!isClasses) {
		if (width === 1) return { type: 'number', name: scores };
		throw notImportable('graph-outputs', { reason: `it gives ${width} numbers a row that are no probabilities` });
	}
	const count = Math.max(2, width);
	const own = keys.length === count ? keys : Array.from({ length: count }, (_, place) => place);
	const classes = namesOr(own.map(String), names.classes, 'class-names');
	for (let row = 0; row < got.rows; row++) {
		const shares = got.columns.map(({ vector }) => (vector.kind === 'number' ? (vector.values[row] ?? NaN) : NaN));
		const sum = shares.reduce((total, share) => total + share, 0);
		const isShares =
			shares.every((share) => !(share < -1e-6 || share > 1 + 1e-6)) && (width === 1 || !(Math.abs(sum - 1) > 1e-3));
		if (!isShares) throw notImportable('graph-outputs', { reason: 'its scores of the classes are no probabilities' });
	}
	return {
		type: 'classes',
		classes,
		probabilities: scores,
		isLastOnly: width === 1,
		label: label === null || own !== keys ? null : { name: label, keys }
	};
}
