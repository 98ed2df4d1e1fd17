import { fromBinary } from '@bufbuild/protobuf';
import {
	ModelProtoSchema,
	TensorProto_DataLocation,
	TensorProto_DataType,
	type AttributeProto,
	type GraphProto,
	type ModelProto,
	type NodeProto,
	type TensorProto,
	type ValueInfoProto
} from 'onnx-buf';
import { notImportable, refuseOtherFiles } from './foreign-model';

/** An ONNX file opened for reading: its nodes by what they make, its constants by name. */
export interface OnnxFile {
	readonly proto: ModelProto;
	readonly graph: GraphProto;
	readonly makers: ReadonlyMap<string, NodeProto>;
	readonly constants: ReadonlyMap<string, TensorProto>;
	/** What is fed from outside: inputs that are no constants. */
	readonly inputs: readonly ValueInfoProto[];
}

/** model/not-importable for what is no ONNX model, and for one whose weights are in other files. */
export function openOnnx(bytes: Uint8Array): OnnxFile {
	refuseOtherFiles(bytes);
	const proto = decode(bytes);
	const { graph } = proto;
	if (!graph || graph.node.length === 0 || graph.output.length === 0) throw notImportable('not-onnx');
	if (graph.initializer.some(({ dataLocation }) => dataLocation === TensorProto_DataLocation.EXTERNAL))
		throw notImportable('graph-fails', { reason: 'its weights are in another file' });
	const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
	const constants = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
	for (const node of graph.node) {
		const value = node.opType === 'Constant' ? attributeNamed(node, 'value')?.t : undefined;
		if (value && node.output[0] !== undefined) constants.set(node.output[0], value);
	}
	return { proto, graph, makers, constants, inputs: graph.input.filter(({ name }) => !constants.has(name)) };
}

function decode(bytes: Uint8Array): ModelProto {
	try {
		return fromBinary(ModelProtoSchema, bytes);
	} catch (error) {
		throw notImportable('not-onnx', {}, error);
	}
}

export function attributeNamed(node: NodeProto, name: string): AttributeProto | undefined {
	return node.attribute.find((attribute) => attribute.name === name);
}

export function textsOf(node: NodeProto, name: string): string[] {
	return attributeNamed(node, name)?.strings.map((text) => new TextDecoder().decode(text)) ?? [];
}

export function textOf(node: NodeProto, name: string, absent: string): string {
	const found = attributeNamed(node, name);
	return found ? new TextDecoder().decode(found.s) : absent;
}

/** A list of numbers, whole ones or float32 ones; what is newer is a tensor under the name with `_as_tensor`. */
export function listOf(node: NodeProto, name: string): number[] {
	const found = attributeNamed(node, name);
	if (found) return found.floats.length > 0 ? found.floats : found.ints.map(Number);
	const tensor = attributeNamed(node, `${name}_as_tensor`)?.t;
	return tensor ? numbersOf(tensor) : [];
}

export function wholeOf(node: NodeProto, name: string, absent: number): number {
	const found = attributeNamed(node, name);
	return found ? Number(found.i) : absent;
}

export function floatOf(node: NodeProto, name: string, absent: number): number {
	return attributeNamed(node, name)?.f ?? absent;
}

/** The numbers of a tensor, row-major; none for types that models do not keep weights in. */
export function numbersOf({ dataType, rawData, floatData, doubleData, int64Data, int32Data }: TensorProto): number[] {
	const raw = rawData.slice().buffer;
	const isRaw = raw.byteLength > 0;
	switch (dataType) {
		case TensorProto_DataType.FLOAT:
			return isRaw ? Array.from(new Float32Array(raw)) : floatData;
		case TensorProto_DataType.DOUBLE:
			return isRaw ? Array.from(new Float64Array(raw)) : doubleData;
		case TensorProto_DataType.INT64:
			return isRaw ? Array.from(new BigInt64Array(raw), Number) : int64Data.map(Number);
		case TensorProto_DataType.INT32:
			return isRaw ? Array.from(new Int32Array(raw)) : int32Data;
		default:
			return [];
	}
}

export function dimsOf({ dims }: TensorProto): number[] {
	return dims.map(Number);
}

/** Element type and sizes of a value; -1 for a size that is not said. Null for what is no tensor. */
export function tensorType({
	type
}: ValueInfoProto): { readonly element: TensorProto_DataType; readonly dims: readonly number[] | null } | null {
	if (type?.value.case !== 'tensorType') return null;
	const { elemType, shape } = type.value.value;
	const dims = shape?.dim.map(({ value }) =>
		value.case === 'dimValue' && value.value > 0n ? Number(value.value) : -1
	);
	return { element: elemType, dims: dims ?? null };
}
