import { TensorProto_DataType, type NodeProto } from 'onnx-buf';
import { notImportable } from './foreign-model';
import { listOf, tensorType, textsOf, type OnnxFile } from './onnx-file';

const whole = new Set([TensorProto_DataType.INT64, TensorProto_DataType.INT32]);
const real = new Set([TensorProto_DataType.FLOAT, TensorProto_DataType.DOUBLE, TensorProto_DataType.FLOAT16]);

/** What a graph gives a row: a number, or probabilities with or without the label beside them. */
export interface FoundOutput {
	/** The value that holds the number or the probabilities. */
	readonly scores: string;
	readonly isClasses: boolean;
	readonly label: string | null;
	/** The labels that its nodes name, in the order of the probabilities, as texts or whole numbers; empty where none does. */
	readonly keys: readonly string[] | readonly number[];
}

/**
 * Which outputs of a graph are the answer. A label beside scores is a classifier (as scikit-learn's, XGBoost's and LightGBM's converters
 * write them; a ZipMap is undone); scores alone are probabilities after a Sigmoid or Softmax, else a number. model/not-importable:
 * graph-outputs.
 */
export function findOutput(file: OnnxFile): FoundOutput {
	const found = file.graph.output.map((output) => {
		const zip = file.makers.get(output.name);
		if (zip?.opType === 'ZipMap') return { name: zip.input[0] ?? '', kind: 'scores' as const };
		const type = tensorType(output);
		const kind = !type
			? null
			: type.element === TensorProto_DataType.STRING || whole.has(type.element)
				? 'label'
				: real.has(type.element)
					? 'scores'
					: null;
		return { name: output.name, kind };
	});
	const scores = found.find(({ kind }) => kind === 'scores')?.name;
	const label = found.find(({ kind }) => kind === 'label')?.name ?? null;
	if (scores === undefined)
		throw notImportable('graph-outputs', {
			reason: label === null ? 'its outputs are no numbers' : 'it gives a label only'
		});
	const end = plainMaker(file, scores);
	const task = file.proto.metadataProps.find(({ key }) => key === 'task')?.value;
	const isClasses =
		task !== 'regression' &&
		(label !== null ||
			end?.opType === 'Sigmoid' ||
			end?.opType === 'Softmax' ||
			end?.opType.endsWith('Classifier') === true);
	return { scores, isClasses, label, keys: keysOf(file, label) };
}

/** The node that makes a value, seen through nodes that only hand it on. */
function plainMaker(file: OnnxFile, name: string): NodeProto | undefined {
	let maker = file.makers.get(name);
	while (maker && ['Identity', 'Cast', 'Reshape', 'Squeeze', 'Flatten'].includes(maker.opType))
		maker = file.makers.get(maker.input[0] ?? '');
	return maker;
}

function keysOf(file: OnnxFile, label: string | null): FoundOutput['keys'] {
	const { graph } = file;
	const encoder = label === null ? undefined : plainMaker(file, label);
	if (encoder?.opType === 'LabelEncoder') return textsOf(encoder, 'values_strings');
	for (const node of graph.node) {
		if (node.opType !== 'ZipMap' && !node.opType.endsWith('Classifier')) continue;
		const texts = [...textsOf(node, 'classlabels_strings')];
		if (texts.length > 0) return texts;
		const numbers = [...listOf(node, 'classlabels_int64s'), ...listOf(node, 'classlabels_ints')];
		if (numbers.length > 0) return numbers;
	}
	return [];
}
