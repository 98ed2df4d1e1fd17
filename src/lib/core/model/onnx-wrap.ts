import { clone } from '@bufbuild/protobuf';
import { ModelProtoSchema, type GraphProto, type ModelProto } from 'onnx-buf';
import { OnnxGraph, type Element } from './onnx-graph';
import { outputNames } from './output-names';

/** A tensor that a graph from elsewhere reads, and the columns it is made of. */
export interface WrappedInput {
	readonly name: string;
	readonly element: Element;
	readonly columns: readonly string[];
	/** Shape [rows] and not [rows, columns]. */
	readonly isFlat: boolean;
}

export interface WrappedClasses {
	readonly type: 'classes';
	readonly classes: readonly string[];
	readonly probabilities: string;
	/** Probabilities of the second class only. */
	readonly isLastOnly: boolean;
	/** The value that holds the label, by the keys of the classes; null: the likeliest class is the label. */
	readonly label: { readonly name: string; readonly keys: readonly number[] | readonly string[] } | null;
}
/** `raw`: all the numbers of a value, as the prediction, to see how many there are. */
export type WrappedOutput = { readonly type: 'number' | 'raw'; readonly name: string } | WrappedClasses;

/**
 * A graph from elsewhere as one of Temoto's: a column each in, label and probabilities or the prediction out (see modelToOnnx). Its nodes
 * stay as they are, their values renamed so that none meets the name of a column.
 */
export function wrapGraph(
	model: ModelProto,
	inputs: readonly WrappedInput[],
	output: WrappedOutput,
	metadata: Readonly<Record<string, string>>
): Uint8Array {
	const columns = inputs.flatMap((input) => input.columns);
	let prefix = 'inner/';
	while (columns.some((name) => name.startsWith(prefix))) prefix += '/';
	const graph = new OnnxGraph([...columns, ...Object.values(outputNames)]);
	const inner = clone(ModelProtoSchema, model);
	if (inner.graph) prefixNames(inner.graph, prefix);
	for (const input of inputs) feed(graph, input, `${prefix}${input.name}`);
	graph.embed(inner);
	if (output.type === 'classes') giveClasses(graph, output, prefix);
	else if (output.type === 'number') {
		const value = graph.cast(asColumns(graph, `${prefix}${output.name}`, 1), 'float');
		graph.output(value, outputNames.prediction, 'float', 1);
	} else {
		const value = graph.apply('Flatten', [`${prefix}${output.name}`], { axis: 1n });
		graph.output(graph.cast(value, 'float'), outputNames.prediction, 'float', null);
	}
	return graph.encode(metadata);
}

/** Renames every value of a graph, and of the graphs inside its nodes, which may use values of the outer one. */
function prefixNames(graph: GraphProto, prefix: string): void {
	const named = (name: string) => (name === '' ? '' : `${prefix}${name}`);
	for (const value of [...graph.input, ...graph.output, ...graph.initializer]) value.name = named(value.name);
	for (const { values } of graph.sparseInitializer) if (values) values.name = named(values.name);
	graph.valueInfo = [];
	graph.quantizationAnnotation = [];
	for (const node of graph.node) {
		node.name = named(node.name);
		node.input = node.input.map(named);
		node.output = node.output.map(named);
		for (const { g, graphs } of node.attribute)
			for (const inside of [...(g ? [g] : []), ...graphs]) prefixNames(inside, prefix);
	}
}

function feed(graph: OnnxGraph, { element, columns, isFlat }: WrappedInput, name: string): void {
	const given = columns.map((column) => graph.input(column, element === 'string' ? 'string' : 'float'));
	const whole = given.length === 1 ? (given[0] ?? '') : graph.apply('Concat', given, { axis: 1n });
	const typed = element === 'string' || element === 'float' ? whole : graph.cast(whole, element);
	graph.rename(isFlat ? graph.apply('Reshape', [typed, graph.constant('int64', [-1], [1])]) : typed, name);
}

function asColumns(graph: OnnxGraph, value: string, width: number): string {
	return graph.apply('Reshape', [value, graph.constant('int64', [-1, width], [2])]);
}

function giveClasses(graph: OnnxGraph, output: WrappedClasses, prefix: string): void {
	const { classes, isLastOnly, label } = output;
	const width = classes.length;
	const given = graph.cast(asColumns(graph, `${prefix}${output.probabilities}`, isLastOnly ? 1 : width), 'float');
	const no = isLastOnly ? graph.apply('Sub', [graph.constant('float', [1], [1]), given]) : '';
	const shares = isLastOnly ? graph.apply('Concat', [no, given], { axis: 1n }) : given;
	graph.output(labelOf(graph, output, label && `${prefix}${label.name}`, shares), outputNames.label, 'string', 1);
	graph.output(shares, outputNames.probabilities, 'float', width);
}

/** The label as the text of its class: by the graph's own word, else the likeliest class. */
function labelOf(graph: OnnxGraph, { classes, label }: WrappedClasses, name: string | null, shares: string): string {
	const places = (flags: string) => graph.apply('ArgMax', [flags], { axis: 1n, keepdims: 1n });
	if (!label || name === null) return graph.apply('Gather', [graph.texts(classes), places(shares)]);
	const column = asColumns(graph, name, 1);
	const texts = label.keys.filter((key) => typeof key === 'string');
	if (texts.length > 0)
		return texts.every((key, place) => key === classes[place])
			? column
			: graph.applyMl('LabelEncoder', [column], { keys_strings: texts, values_strings: classes });
	const keys = graph.constant(
		'int64',
		label.keys.filter((key) => typeof key === 'number'),
		[1, classes.length]
	);
	const flags = graph.apply('Equal', [graph.cast(column, 'int64'), keys]);
	return graph.apply('Gather', [graph.texts(classes), places(graph.cast(flags, 'float'))]);
}
