import { create, toBinary } from '@bufbuild/protobuf';
import {
	AttributeProto_AttributeType as Kind,
	AttributeProtoSchema,
	ModelProtoSchema,
	NodeProtoSchema,
	TensorProto_DataType as Type,
	TensorProtoSchema,
	ValueInfoProtoSchema
} from 'onnx-buf';

type Attribute = number | bigint | string | readonly number[] | readonly bigint[] | readonly string[];

export interface FixtureNode {
	readonly op: string;
	readonly ml?: boolean;
	readonly from: readonly string[];
	readonly to: readonly string[];
	readonly with?: Readonly<Record<string, Attribute>>;
}

export interface Fixture {
	/** Sizes of a value; null for one that is not said. */
	readonly inputs: Readonly<Record<string, { readonly type?: Type; readonly dims: readonly (number | null)[] }>>;
	readonly outputs: Readonly<Record<string, Type>>;
	readonly constants?: Readonly<
		Record<
			string,
			{
				readonly dims: readonly number[];
				readonly values: readonly number[];
				readonly raw?: boolean;
				readonly type?: Type;
			}
		>
	>;
	readonly nodes: readonly FixtureNode[];
	readonly ml?: bigint;
}

const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text));

function attributeOf(name: string, value: Attribute) {
	if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: Kind.FLOAT, f: value });
	if (typeof value === 'bigint') return create(AttributeProtoSchema, { name, type: Kind.INT, i: value });
	if (typeof value === 'string') return create(AttributeProtoSchema, { name, type: Kind.STRING, s: utf8(value) });
	const floats = value.filter((item) => typeof item === 'number');
	const ints = value.filter((item) => typeof item === 'bigint');
	const strings = value.filter((item) => typeof item === 'string').map(utf8);
	const type = strings.length > 0 ? Kind.STRINGS : ints.length > 0 ? Kind.INTS : Kind.FLOATS;
	return create(AttributeProtoSchema, { name, type, floats, ints, strings });
}

/** An ONNX file by the letter of the format, apart from the code that reads it. */
export function onnxFile({ inputs, outputs, constants = {}, nodes, ml = 3n }: Fixture): Uint8Array {
	const tensor = (elemType: Type, dims: readonly (number | null)[] | null) => ({
		value: {
			case: 'tensorType' as const,
			value: {
				elemType,
				...(dims && {
					shape: {
						dim: dims.map((size) =>
							size === null
								? { value: { case: 'dimParam' as const, value: 'N' } }
								: { value: { case: 'dimValue' as const, value: BigInt(size) } }
						)
					}
				})
			}
		}
	});
	return toBinary(
		ModelProtoSchema,
		create(ModelProtoSchema, {
			irVersion: 8n,
			producerName: 'by hand',
			producerVersion: '1.0',
			opsetImport: [
				{ domain: '', version: 17n },
				{ domain: 'ai.onnx.ml', version: ml }
			],
			graph: {
				name: 'g',
				node: nodes.map((node, at) =>
					create(NodeProtoSchema, {
						opType: node.op,
						domain: node.ml ? 'ai.onnx.ml' : '',
						name: `node ${at}`,
						input: [...node.from],
						output: [...node.to],
						attribute: Object.entries(node.with ?? {}).map(([name, value]) => attributeOf(name, value))
					})
				),
				initializer: Object.entries(constants).map(([name, { dims, values, raw, type = Type.FLOAT }]) =>
					create(TensorProtoSchema, {
						name,
						dims: dims.map(BigInt),
						dataType: type,
						...(type === Type.INT64
							? { int64Data: values.map(BigInt) }
							: raw
								? { rawData: new Uint8Array(Float32Array.from(values).buffer) }
								: { floatData: [...values] })
					})
				),
				input: Object.entries(inputs).map(([name, { type = Type.FLOAT, dims }]) =>
					create(ValueInfoProtoSchema, { name, type: tensor(type, dims) })
				),
				output: Object.entries(outputs).map(([name, type]) =>
					create(ValueInfoProtoSchema, { name, type: tensor(type, null) })
				)
			}
		})
	);
}
