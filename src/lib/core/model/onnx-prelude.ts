import { AppError } from '../errors';
import type { BinaryFunction, PortableNode, PortableRecipe, UnaryFunction } from '../recipe/portable';
import type { Model } from './model';
import type { OnnxGraph } from './onnx-graph';
import { categoriesOf, isTruth } from './preparation';

/**
 * The row-wise part of a recipe as graph nodes, in double: what evaluatePortable computes. Gives the value of every model
 * input by name. model/unsupported when the recipe does not give an input, or not in the type the model takes.
 */
export function addPrelude(graph: OnnxGraph, recipe: PortableRecipe, model: Model): Map<string, string> {
	const inputs = recipe.inputs.map(({ name, type }) => graph.input(name, type === 'text' ? 'string' : 'double'));
	const first = recipe.inputs[0];
	if (!first) throw new AppError('model/unsupported', { reason: 'the recipe reads no column' });
	const builder = new PreludeBuilder(graph, graph.apply('Shape', [first.name]));
	const done: string[] = [];
	for (const node of recipe.nodes) done.push(builder.add(node, done, inputs));
	return new Map(
		model.inputs.map(({ name, type }) => {
			const output = recipe.outputs.find((candidate) => candidate.name === name);
			const value = output && done[output.node];
			if (!output || value === undefined) throw new AppError('model/input-missing', { column: name });
			if (type === output.type) return [name, type === 'number' ? graph.cast(value, 'float') : value];
			if (type === 'text')
				return [
					name,
					isTruth(model, name) ? builder.truthText(value) : builder.numberText(value, categoriesOf(model, name))
				];
			throw new AppError('model/unsupported', { column: name });
		})
	);
}

function unusedText(categories: readonly string[]): string {
	let text = 'another number';
	while (categories.includes(text)) text += ' ';
	return text;
}

class PreludeBuilder {
	constructor(
		readonly graph: OnnxGraph,
		readonly shape: string
	) {}

	add(node: PortableNode, done: readonly string[], inputs: readonly string[]): string {
		const { graph } = this;
		const at = (place: number) => done[place] ?? '';
		switch (node.op) {
			case 'input':
				return inputs[node.input] ?? '';
			case 'number':
				return graph.apply('Expand', [this.#number(node.value ?? NaN), this.shape]);
			case 'text':
				return graph.apply('Expand', [graph.text(node.value), this.shape]);
			case 'unary':
				return this.#unary(node.fn, at(node.x));
			case 'binary':
				return this.#binary(node.fn, at(node.a), at(node.b));
			case 'if':
				return this.#where(this.#isTrue(at(node.test)), at(node.then), at(node.otherwise));
			case 'lookup':
				return this.#lookup(at(node.x), node);
			case 'replace':
				return this.#replace(at(node.x), node);
			case 'bin':
				return this.#bin(at(node.x), node.edges);
			case 'label':
				return this.#label(at(node.x), node.labels);
		}
	}

	/** `true`, `false`, or "" where missing. */
	truthText(x: string): string {
		const { graph } = this;
		const word = this.#where(this.#isTrue(x), graph.text('true'), graph.text('false'));
		return this.#where(this.#isMissing(x), graph.text(''), word);
	}

	/** A number as the category that is its text, "" where missing; any other number becomes a text that is no category. */
	numberText(x: string, categories: readonly string[]): string {
		const { graph } = this;
		const numbers = categories.filter((category) => category !== '' && String(Number(category)) === category);
		const other = graph.apply('Expand', [graph.text(unusedText(categories)), this.shape]);
		const word = numbers.reduce(
			(rest, category) => this.#where(this.#equals(x, Number(category)), graph.text(category), rest),
			other
		);
		return this.#where(this.#isMissing(x), graph.text(''), word);
	}

	#number(value: number): string {
		return this.graph.constant('double', [value], [1]);
	}

	#where(test: string, then: string, otherwise: string): string {
		return this.graph.apply('Where', [test, then, otherwise]);
	}

	#isMissing(x: string): string {
		return this.graph.apply('IsNaN', [x]);
	}

	#equals(x: string, value: number): string {
		return this.graph.apply('Equal', [x, this.#number(value)]);
	}

	#isTrue(x: string): string {
		return this.graph.apply('Not', [this.graph.apply('Or', [this.#equals(x, 0), this.#isMissing(x)])]);
	}

	/** A flag as 0 and 1, missing where `missing` is. */
	#flag(test: string, missing: string): string {
		return this.#where(missing, this.#number(NaN), this.graph.cast(test, 'double'));
	}

	#unary(fn: UnaryFunction, x: string): string {
		const { graph } = this;
		const missing = () => this.#number(NaN);
		switch (fn) {
			case 'negate':
				return graph.apply('Neg', [x]);
			case 'abs':
				return graph.apply('Abs', [x]);
			case 'sqrt':
				return graph.apply('Sqrt', [x]);
			case 'exp':
				return graph.apply('Exp', [x]);
			case 'floor':
				return graph.apply('Floor', [x]);
			case 'ceil':
				return graph.apply('Ceil', [x]);
			case 'ln':
				return this.#where(graph.apply('Greater', [x, this.#number(0)]), graph.apply('Log', [x]), missing());
			case 'not':
				return this.#flag(this.#equals(x, 0), this.#isMissing(x));
			case 'is-missing':
				return graph.cast(this.#isMissing(x), 'double');
		}
	}

	#binary(fn: BinaryFunction, a: string, b: string): string {
		const { graph } = this;
		const either = () => graph.apply('Or', [this.#isMissing(a), this.#isMissing(b)]);
		const compare = (op: string, x: string, y: string) => this.#flag(graph.apply(op, [x, y]), either());
		const missing = () => this.#number(NaN);
		switch (fn) {
			case 'add':
				return graph.apply('Add', [a, b]);
			case 'subtract':
				return graph.apply('Sub', [a, b]);
			case 'multiply':
				return graph.apply('Mul', [a, b]);
			case 'divide':
				return this.#where(this.#equals(b, 0), missing(), graph.apply('Div', [a, b]));
			case 'modulo':
				return this.#where(this.#equals(b, 0), missing(), graph.apply('Mod', [a, b], { fmod: 1n }));
			case 'power':
				return this.#where(either(), missing(), graph.apply('Pow', [a, b]));
			case 'minimum':
			case 'maximum': {
				const best = graph.apply(fn === 'minimum' ? 'Min' : 'Max', [a, b]);
				return this.#where(this.#isMissing(a), b, this.#where(this.#isMissing(b), a, best));
			}
			case 'less':
				return compare('Less', a, b);
			case 'greater':
				return compare('Less', b, a);
			case 'less-equal':
				return this.#flag(graph.apply('Not', [graph.apply('Less', [b, a])]), either());
			case 'greater-equal':
				return this.#flag(graph.apply('Not', [graph.apply('Less', [a, b])]), either());
			case 'equal':
				return compare('Equal', a, b);
			case 'not-equal':
				return this.#flag(graph.apply('Not', [graph.apply('Equal', [a, b])]), either());
			case 'and': {
				const never = graph.apply('Or', [this.#equals(a, 0), this.#equals(b, 0)]);
				return this.#where(never, this.#number(0), this.#where(either(), missing(), this.#number(1)));
			}
			case 'or': {
				const always = graph.apply('Or', [this.#isTrue(a), this.#isTrue(b)]);
				return this.#where(always, this.#number(1), this.#where(either(), missing(), this.#number(0)));
			}
		}
	}

	/** The place of each text among the keys; `keys.length` where it is none of them. */
	#placeOf(x: string, keys: readonly string[]): string {
		return this.graph.applyMl('LabelEncoder', [x], {
			keys_strings: keys,
			values_int64s: keys.map((_, place) => BigInt(place)),
			default_int64: BigInt(keys.length)
		});
	}

	#lookup(x: string, { keys, values, otherwise }: Extract<PortableNode, { op: 'lookup' }>): string {
		const { graph } = this;
		const list = [...values.map((value) => value ?? NaN), otherwise ?? NaN];
		if (keys.length === 0) return graph.apply('Expand', [this.#number(otherwise ?? NaN), this.shape]);
		return graph.apply('Gather', [graph.constant('double', list, [list.length]), this.#placeOf(x, keys)]);
	}

	#replace(x: string, { keys, values, otherwise }: Extract<PortableNode, { op: 'replace' }>): string {
		const { graph } = this;
		if (keys.length === 0) return otherwise === null ? x : graph.apply('Expand', [graph.text(otherwise), this.shape]);
		const replaced = graph.applyMl('LabelEncoder', [x], {
			keys_strings: keys,
			values_strings: values,
			default_string: otherwise ?? ''
		});
		if (otherwise !== null) return replaced;
		const known = graph.apply('Less', [this.#placeOf(x, keys), graph.constant('int64', [keys.length], [1])]);
		return this.#where(known, replaced, x);
	}

	#bin(x: string, edges: readonly number[]): string {
		const { graph } = this;
		if (edges.length === 0) return this.#where(this.#isMissing(x), this.#number(NaN), this.#number(0));
		const reached = graph.apply('Not', [graph.apply('Less', [x, graph.constant('double', edges, [1, edges.length])])]);
		const counted = graph.apply('ReduceSum', [graph.cast(reached, 'double'), graph.constant('int64', [1], [1])], {
			keepdims: 1n
		});
		return this.#where(this.#isMissing(x), this.#number(NaN), counted);
	}

	#label(x: string, labels: readonly string[]): string {
		const { graph } = this;
		if (labels.length === 0) return graph.apply('Expand', [graph.text(''), this.shape]);
		const place = this.#where(this.#isMissing(x), this.#number(-1), x);
		const named = graph.applyMl('LabelEncoder', [graph.cast(place, 'int64')], {
			keys_int64s: labels.map((_, at) => BigInt(at)),
			values_strings: labels,
			default_string: ''
		});
		return this.#where(graph.apply('Equal', [graph.apply('Floor', [place]), place]), named, graph.text(''));
	}
}
