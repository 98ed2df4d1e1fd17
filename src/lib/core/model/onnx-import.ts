import { base64Encode } from '@bufbuild/protobuf/wire';
import { AppError } from '../errors';
import type { Predictor } from '../ports';
import type { Columns } from '../table/columns';
import { namesOr, notImportable, unnamedTarget, type ForeignModel, type ImportNames } from './foreign-model';
import { modelInputs } from './inputs';
import type { Model } from './model';
import { openOnnx, textsOf, type OnnxFile } from './onnx-file';
import { findInputs } from './onnx-inputs';
import { findOutput, type FoundOutput } from './onnx-outputs';
import { wrapGraph, type WrappedOutput } from './onnx-wrap';
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
	const onnx = wrapGraph(file.proto, wrapped, output, { target, classes: JSON.stringify(classes) });
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
		link: classes.length === 0 ? 'identity' : classes.length === 2 ? 'logistic' : 'softmax'
	};
	return { model, producer: producerOf(file), asGraph: 'other-nodes' };
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
