import { TensorProto_DataType } from 'onnx-buf';
import { namesOr, notImportable, type ImportNames } from './foreign-model';
import type { ModelInput } from './model';
import { dimsOf, listOf, tensorType, type OnnxFile } from './onnx-file';
import type { Element } from './onnx-graph';
import type { WrappedInput } from './onnx-wrap';

const elements: Partial<Record<TensorProto_DataType, Element>> = {
	[TensorProto_DataType.FLOAT]: 'float',
	[TensorProto_DataType.DOUBLE]: 'double',
	[TensorProto_DataType.INT64]: 'int64',
	[TensorProto_DataType.INT32]: 'int32',
	[TensorProto_DataType.STRING]: 'string',
	[TensorProto_DataType.BOOL]: 'bool'
};

/**
 * The tensors a graph reads as columns: one of [rows, columns], or several, a column or more each. Columns of one tensor that are not named
 * are f0, f1 ... model/not-importable: graph-inputs, input-names.
 */
export function findInputs(file: OnnxFile, names: ImportNames): { wrapped: WrappedInput[]; inputs: ModelInput[] } {
	if (file.inputs.length === 0) throw notImportable('graph-inputs', { reason: 'it reads nothing' });
	const found = file.inputs.map((input) => {
		const type = tensorType(input);
		const element = type ? elements[type.element] : undefined;
		if (!type || !element)
			throw notImportable('graph-inputs', { reason: `'${input.name}' is of a type that no column has` });
		const rank = type.dims?.length ?? 2;
		if (rank > 2 || rank === 0)
			throw notImportable('graph-inputs', { reason: `'${input.name}' has ${rank} dimensions` });
		const said = rank === 1 ? 1 : (type.dims?.[1] ?? -1);
		return {
			name: input.name,
			element,
			isFlat: rank === 1,
			width: said > 0 ? said : unsaidWidth(file, names, input.name)
		};
	});
	const own = found.flatMap(({ name, width }) => {
		if (width === 1) return [name];
		return Array.from({ length: width }, (_, at) => (found.length === 1 ? `f${at}` : `${name}_${at}`));
	});
	const columns = namesOr(own, names.inputs, 'input-names');
	let from = 0;
	const wrapped = found.map(({ name, element, isFlat, width }): WrappedInput => {
		const input = { name, element, isFlat, columns: columns.slice(from, from + width) };
		from += width;
		return input;
	});
	const inputs = wrapped.flatMap(({ element, columns: own }) =>
		own.map((name): ModelInput => ({
			name,
			type: element === 'string' ? 'text' : 'number',
			kind: element === 'string' ? 'categorical' : element === 'bool' ? 'boolean' : 'numeric'
		}))
	);
	return { wrapped, inputs };
}

/** Columns of a tensor whose width the file does not say: as many as were named, else as the node that reads it has weights for. */
function unsaidWidth(file: OnnxFile, names: ImportNames, input: string): number {
	if (file.inputs.length > 1) return 1;
	if (names.inputs) return names.inputs.length;
	const reader = file.graph.node.find((node) => node.input.includes(input));
	const weights = reader ? file.constants.get(reader.input[1] ?? '') : undefined;
	if (weights && (reader?.opType === 'MatMul' || reader?.opType === 'Gemm')) {
		const isTurned = reader.attribute.some(({ name, i }) => name === 'transB' && i === 1n);
		const width = dimsOf(weights)[isTurned ? 1 : 0];
		if (width !== undefined) return width;
	}
	const offsets = reader?.opType === 'Scaler' ? listOf(reader, 'offset').length : 0;
	if (offsets > 1) return offsets;
	if (reader?.opType.startsWith('TreeEnsemble'))
		return 1 + listOf(reader, 'nodes_featureids').reduce((most, at) => Math.max(most, at), 0);
	throw notImportable('graph-inputs', { reason: 'the file does not say how many columns it reads; give their names' });
}
