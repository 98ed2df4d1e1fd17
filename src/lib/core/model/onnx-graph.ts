import { create, toBinary } from '@bufbuild/protobuf';
import {
	AttributeProto_AttributeType,
	AttributeProtoSchema,
	ModelProtoSchema,
	NodeProtoSchema,
	TensorProto_DataType,
	TensorProtoSchema,
	ValueInfoProtoSchema,
	type AttributeProto,
	type ModelProto,
	type NodeProto,
	type TensorProto,
	type ValueInfoProto
} from 'onnx-buf';

/** The element types these graphs use. */
export type Element = 'float' | 'double' | 'int64' | 'int32' | 'string' | 'bool' | 'uint8';

const elements: Record<Element, TensorProto_DataType> = {
	float: TensorProto_DataType.FLOAT,
	double: TensorProto_DataType.DOUBLE,
	int64: TensorProto_DataType.INT64,
	int32: TensorProto_DataType.INT32,
	string: TensorProto_DataType.STRING,
	bool: TensorProto_DataType.BOOL,
	uint8: TensorProto_DataType.UINT8
};

/** An attribute by the shape of its value: numbers are floats, bigints ints. */
export type AttributeValue = number | bigint | string | readonly number[] | readonly bigint[] | readonly string[];

const mlDomain = 'ai.onnx.ml';
/** What our graphs say of who made them. */
export const producerName = 'temoto';
const opset = { standard: 17n, ml: 3n, ir: 8n } as const;
const utf8 = new TextEncoder();

function bytes(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(utf8.encode(text));
}

/** Builds one ONNX graph. A value is known by its name; names of inputs are kept as they are and never used for anything else. */
export class OnnxGraph {
	readonly #nodes: NodeProto[] = [];
	readonly #constants: TensorProto[] = [];
	readonly #inputs: ValueInfoProto[] = [];
	readonly #outputs: ValueInfoProto[] = [];
	readonly #names: Set<string>;
	readonly #known = new Map<string, string>();
	#embedded: ModelProto | null = null;

	constructor(readonly reserved: readonly string[]) {
		this.#names = new Set(reserved);
	}

	/** A raw column: shape [rows, 1]. */
	input(name: string, element: Element): string {
		this.#inputs.push(valueInfo(name, element, 1));
		return name;
	}

	output(value: string, name: string, element: Element, width: number | null): void {
		this.rename(value, name);
		this.#outputs.push(valueInfo(name, element, width));
	}

	/** Gives a value one more name. */
	rename(value: string, name: string): void {
		this.#nodes.push(node('Identity', '', [value], [name], []));
	}

	apply(op: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}): string {
		return this.#add(op, '', inputs, attributes);
	}

	/** The `count` smallest of each row, smallest first and of equal ones the first, and their places. */
	smallest(value: string, count: number): { readonly values: string; readonly places: string } {
		const [values, places] = [this.#fresh(), this.#fresh()];
		const given = Object.entries({ axis: 1n, largest: 0n, sorted: 1n }).map(([name, one]) => attribute(name, one));
		this.#nodes.push(node('TopK', '', [value, this.constant('int64', [count], [1])], [values, places], given));
		return { values, places };
	}

	applyMl(op: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>>): string {
		return this.#add(op, mlDomain, inputs, attributes);
	}

	cast(value: string, to: Element): string {
		return this.apply('Cast', [value], { to: BigInt(elements[to]) });
	}

	constant(element: 'float' | 'double' | 'int64', values: readonly number[], dims: readonly number[]): string {
		const key = JSON.stringify([element, dims, values.map((value) => (Object.is(value, -0) ? '-0' : String(value)))]);
		const known = values.length <= 16 ? this.#known.get(key) : undefined;
		if (known !== undefined) return known;
		const name = this.#fresh();
		const data =
			element === 'float'
				? { floatData: [...values] }
				: element === 'double'
					? { doubleData: [...values] }
					: { int64Data: values.map((value) => BigInt(value)) };
		this.#constants.push(
			create(TensorProtoSchema, { name, dims: dims.map((dim) => BigInt(dim)), dataType: elements[element], ...data })
		);
		this.#known.set(key, name);
		return name;
	}

	/** A large constant, kept as its little-endian bytes. */
	packed(
		element: 'float' | 'double' | 'uint8',
		values: Float32Array | Float64Array | Uint8Array,
		dims: readonly number[]
	): string {
		const name = this.#fresh();
		const rawData = new Uint8Array(values.byteLength);
		rawData.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
		this.#constants.push(
			create(TensorProtoSchema, { name, dims: dims.map((dim) => BigInt(dim)), dataType: elements[element], rawData })
		);
		return name;
	}

	text(value: string): string {
		return this.#texts([value], []);
	}

	/** A list of texts, shape [texts]. */
	texts(values: readonly string[]): string {
		return this.#texts(values, [BigInt(values.length)]);
	}

	#texts(values: readonly string[], dims: bigint[]): string {
		const name = this.#fresh();
		this.#constants.push(
			create(TensorProtoSchema, { name, dims, dataType: elements.string, stringData: values.map(bytes) })
		);
		return name;
	}

	/** Takes the nodes and constants of another model in, whose names meet none of this graph's, with its versions and functions. */
	embed(other: ModelProto): void {
		this.#nodes.push(...(other.graph?.node ?? []));
		this.#constants.push(...(other.graph?.initializer ?? []));
		this.#embedded = other;
	}

	encode(metadata: Readonly<Record<string, string>>): Uint8Array {
		return toBinary(
			ModelProtoSchema,
			create(ModelProtoSchema, {
				irVersion: this.#embedded?.irVersion ?? opset.ir,
				producerName,
				opsetImport: this.#versions(),
				functions: this.#embedded?.functions ?? [],
				metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
				graph: {
					name: 'temoto',
					node: this.#nodes,
					initializer: this.#constants,
					input: this.#inputs,
					output: this.#outputs
				}
			})
		);
	}

	#versions(): { domain: string; version: bigint }[] {
		const own = [
			{ domain: '', version: opset.standard },
			{ domain: mlDomain, version: opset.ml }
		];
		const theirs = this.#embedded?.opsetImport.map(({ domain, version }) => ({ domain, version })) ?? [];
		return [...theirs, ...own.filter(({ domain }) => !theirs.some((other) => other.domain === domain))];
	}

	#add(
		op: string,
		domain: string,
		inputs: readonly string[],
		attributes: Readonly<Record<string, AttributeValue>>
	): string {
		const output = this.#fresh();
		const given = Object.entries(attributes).map(([name, value]) => attribute(name, value));
		this.#nodes.push(node(op, domain, inputs, [output], given));
		return output;
	}

	#fresh(): string {
		let at = this.#names.size;
		while (this.#names.has(`#${at}`)) at += 1;
		this.#names.add(`#${at}`);
		return `#${at}`;
	}
}

function node(
	opType: string,
	domain: string,
	input: readonly string[],
	output: readonly string[],
	attributes: AttributeProto[]
): NodeProto {
	return create(NodeProtoSchema, {
		opType,
		domain,
		name: output[0] ?? '',
		input: [...input],
		output: [...output],
		attribute: attributes
	});
}

function attribute(name: string, value: AttributeValue): AttributeProto {
	const type = AttributeProto_AttributeType;
	if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: type.FLOAT, f: value });
	if (typeof value === 'bigint') return create(AttributeProtoSchema, { name, type: type.INT, i: value });
	if (typeof value === 'string') return create(AttributeProtoSchema, { name, type: type.STRING, s: bytes(value) });
	const floats: number[] = [];
	const ints: bigint[] = [];
	const strings: Uint8Array<ArrayBuffer>[] = [];
	for (const item of value) {
		if (typeof item === 'number') floats.push(item);
		else if (typeof item === 'bigint') ints.push(item);
		else strings.push(bytes(item));
	}
	if (strings.length > 0) return create(AttributeProtoSchema, { name, type: type.STRINGS, strings });
	if (ints.length > 0) return create(AttributeProtoSchema, { name, type: type.INTS, ints });
	return create(AttributeProtoSchema, { name, type: type.FLOATS, floats });
}

/** Shape [rows, width]; null: so many as there are. */
function valueInfo(name: string, element: Element, width: number | null): ValueInfoProto {
	return create(ValueInfoProtoSchema, {
		name,
		type: {
			value: {
				case: 'tensorType',
				value: {
					elemType: elements[element],
					shape: {
						dim: [
							{ value: { case: 'dimParam', value: 'rows' } },
							{
								value:
									width === null ? { case: 'dimParam', value: 'width' } : { case: 'dimValue', value: BigInt(width) }
							}
						]
					}
				}
			}
		}
	});
}
