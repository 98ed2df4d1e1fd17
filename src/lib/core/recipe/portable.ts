import * as v from 'valibot';

/**
 * The row-wise part of a fitted recipe as a graph of typed column expressions: what becomes ONNX, and what core can evaluate itself.
 *
 * A value is a number (a double; booleans are 0 and 1, dates milliseconds since 1970 UTC) or a text. Missing is NaN for a number
 * and "" for a text, which the graph cannot tell from an empty text. Nodes name earlier nodes by their place in `nodes`.
 */
export type PortableType = 'number' | 'text';

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const numberOrMissing = v.nullable(v.pipe(v.number(), v.finite()));

/** Every one gives missing for missing, but `is-missing` (0 or 1). sqrt below 0 and ln at or below 0 are missing. */
export const unaryFunctions = ['negate', 'abs', 'sqrt', 'ln', 'exp', 'floor', 'ceil', 'not', 'is-missing'] as const;
/**
 * Arithmetic and comparisons give missing where a side is missing; a comparison gives 0 or 1. divide and modulo by 0 are missing;
 * modulo has the sign of the left side (C fmod). minimum and maximum pass over a missing side. and, or follow Kleene: 0 and missing
 * is 0, 1 or missing is 1.
 */
export const binaryFunctions = [
	'add',
	'subtract',
	'multiply',
	'divide',
	'modulo',
	'power',
	'minimum',
	'maximum',
	'less',
	'less-equal',
	'greater',
	'greater-equal',
	'equal',
	'not-equal',
	'and',
	'or'
] as const;
export type UnaryFunction = (typeof unaryFunctions)[number];
export type BinaryFunction = (typeof binaryFunctions)[number];

export const PortableNodeSchema = v.variant('op', [
	v.object({ op: v.literal('input'), input: place }),
	v.object({ op: v.literal('number'), value: numberOrMissing }),
	v.object({ op: v.literal('text'), value: v.string() }),
	v.object({ op: v.literal('unary'), fn: v.picklist(unaryFunctions), x: place }),
	v.object({ op: v.literal('binary'), fn: v.picklist(binaryFunctions), a: place, b: place }),
	/** `then` where the number `test` is neither 0 nor missing, else `otherwise`; both branches of one type. */
	v.object({ op: v.literal('if'), test: place, then: place, otherwise: place }),
	/** Text to number: the value beside the key, else `otherwise`. Keys are distinct; "" may be one. */
	v.object({
		op: v.literal('lookup'),
		x: place,
		keys: v.array(v.string()),
		values: v.array(numberOrMissing),
		otherwise: numberOrMissing
	}),
	/** Text to text; `otherwise` null keeps the text. */
	v.object({
		op: v.literal('replace'),
		x: place,
		keys: v.array(v.string()),
		values: v.array(v.string()),
		otherwise: v.nullable(v.string())
	}),
	/** How many edges (ascending) are <= x, 0 to edges.length; missing for missing. */
	v.object({ op: v.literal('bin'), x: place, edges: v.array(v.pipe(v.number(), v.finite())) }),
	/** Number to text: labels[x]; "" where x is missing or no place in the list. */
	v.object({ op: v.literal('label'), x: place, labels: v.array(v.string()) })
]);
export type PortableNode = v.InferOutput<typeof PortableNodeSchema>;

export const PortableRecipeSchema = v.object({
	schemaVersion: v.literal(1),
	/** How many steps of the recipe come before it: it reads the columns as they are there. */
	start: place,
	/** Columns of the table it reads, numbers as doubles. `temporal` ones are milliseconds since 1970. */
	inputs: v.array(
		v.object({ name: v.string(), type: v.picklist(['number', 'text']), kind: v.string(), temporal: v.boolean() })
	),
	/** In an order in which every node comes after those it names. */
	nodes: v.array(PortableNodeSchema),
	/** Columns of the table it gives, in order. */
	outputs: v.array(v.object({ name: v.string(), type: v.picklist(['number', 'text']), node: place })),
	/** Steps that drop rows or order them, which a prediction for one row passes over: their places in the recipe and ids. */
	skipped: v.array(v.object({ step: place, op: v.string() }))
});
export type PortableRecipe = v.InferOutput<typeof PortableRecipeSchema>;

/** A node under construction: its place and its type. */
export interface PortableValue {
	readonly node: number;
	readonly type: PortableType;
}

/** Makes nodes; a node that is there already is used again. */
export class PortableGraph {
	readonly nodes: PortableNode[] = [];
	readonly #places = new Map<string, number>();

	add(node: PortableNode, type: PortableType): PortableValue {
		const key = JSON.stringify(node);
		let at = this.#places.get(key);
		if (at === undefined) {
			at = this.nodes.push(node) - 1;
			this.#places.set(key, at);
		}
		return { node: at, type };
	}

	input(input: number, type: PortableType): PortableValue {
		return this.add({ op: 'input', input }, type);
	}

	number(value: number | null): PortableValue {
		return this.add({ op: 'number', value }, 'number');
	}

	text(value: string): PortableValue {
		return this.add({ op: 'text', value }, 'text');
	}

	unary(fn: UnaryFunction, x: PortableValue): PortableValue {
		return this.add({ op: 'unary', fn, x: x.node }, 'number');
	}

	binary(fn: BinaryFunction, a: PortableValue, b: PortableValue): PortableValue {
		return this.add({ op: 'binary', fn, a: a.node, b: b.node }, 'number');
	}

	choose(test: PortableValue, then: PortableValue, otherwise: PortableValue): PortableValue {
		return this.add({ op: 'if', test: test.node, then: then.node, otherwise: otherwise.node }, then.type);
	}

	lookup(
		x: PortableValue,
		keys: readonly string[],
		values: readonly (number | null)[],
		otherwise: number | null
	): PortableValue {
		return this.add({ op: 'lookup', x: x.node, keys: [...keys], values: [...values], otherwise }, 'number');
	}

	replace(
		x: PortableValue,
		keys: readonly string[],
		values: readonly string[],
		otherwise: string | null
	): PortableValue {
		return this.add({ op: 'replace', x: x.node, keys: [...keys], values: [...values], otherwise }, 'text');
	}

	bin(x: PortableValue, edges: readonly number[]): PortableValue {
		return this.add({ op: 'bin', x: x.node, edges: [...edges] }, 'number');
	}

	label(x: PortableValue, labels: readonly string[]): PortableValue {
		return this.add({ op: 'label', x: x.node, labels: [...labels] }, 'text');
	}

	/** Whether x is missing, as 0 or 1, for either type. */
	isMissing(x: PortableValue): PortableValue {
		return x.type === 'number' ? this.unary('is-missing', x) : this.lookup(x, [''], [1], 0);
	}
}
