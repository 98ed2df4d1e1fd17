import { AppError } from '../errors';
import { columnNamed, textVector, type Columns, type Vector } from '../table/columns';
import type { BinaryFunction, PortableNode, PortableRecipe, UnaryFunction } from './portable';

type Values = Float64Array | string[];

/**
 * What a portable recipe gives for rows: one column an output. Every input must be among `columns`; recipe/column-missing if not.
 */
export function evaluatePortable(recipe: PortableRecipe, columns: Columns): Columns {
	const inputs = recipe.inputs.map(({ name, type }) => {
		const column = columnNamed(columns, name);
		if (!column) throw new AppError('recipe/column-missing', { column: name });
		return readVector(column.vector, type);
	});
	const done: Values[] = [];
	for (const node of recipe.nodes) done.push(evaluateNode(node, done, inputs, columns.rows));
	return {
		rows: columns.rows,
		columns: recipe.outputs.map(({ name, type, node }) => ({
			name,
			type: type === 'number' ? 'DOUBLE' : 'VARCHAR',
			vector: writeVector(done[node] ?? new Float64Array(columns.rows))
		}))
	};
}

function readVector(vector: Vector, type: 'number' | 'text'): Values {
	if (vector.kind === 'text') {
		const texts = Array.from(vector.codes, (code) => vector.dictionary[code] ?? '');
		return type === 'text' ? texts : Float64Array.from(texts, (text) => (text === '' ? NaN : Number(text)));
	}
	const { values, missing } = vector;
	if (type === 'text') return Array.from(values, (value, row) => (missing?.[row] === 1 ? '' : String(value)));
	return Float64Array.from(values, (value, row) => (missing?.[row] === 1 ? NaN : value));
}

function writeVector(values: Values): Vector {
	if (Array.isArray(values)) return textVector(values.map((text) => (text === '' ? null : text)));
	let missing: Uint8Array | null = null;
	values.forEach((value, row) => {
		if (Number.isNaN(value)) (missing ??= new Uint8Array(values.length))[row] = 1;
	});
	return { kind: 'number', values: values.map((value) => (Number.isNaN(value) ? 0 : value)), missing };
}

const unary: Record<UnaryFunction, (x: number) => number> = {
	negate: (x) => -x,
	abs: Math.abs,
	sqrt: Math.sqrt,
	ln: (x) => (x > 0 ? Math.log(x) : NaN),
	exp: Math.exp,
	floor: Math.floor,
	ceil: Math.ceil,
	not: (x) => (Number.isNaN(x) ? NaN : x === 0 ? 1 : 0),
	'is-missing': (x) => (Number.isNaN(x) ? 1 : 0)
};

function compare(holds: (a: number, b: number) => boolean) {
	return (a: number, b: number) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : holds(a, b) ? 1 : 0);
}

const binary: Record<BinaryFunction, (a: number, b: number) => number> = {
	add: (a, b) => a + b,
	subtract: (a, b) => a - b,
	multiply: (a, b) => a * b,
	divide: (a, b) => (b === 0 ? NaN : a / b),
	modulo: (a, b) => (b === 0 ? NaN : a % b),
	power: (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : a ** b),
	minimum: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)),
	maximum: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)),
	less: compare((a, b) => a < b),
	'less-equal': compare((a, b) => a <= b),
	greater: compare((a, b) => a > b),
	'greater-equal': compare((a, b) => a >= b),
	equal: compare((a, b) => a === b),
	'not-equal': compare((a, b) => a !== b),
	and: (a, b) => (a === 0 || b === 0 ? 0 : Number.isNaN(a) || Number.isNaN(b) ? NaN : 1),
	or: (a, b) => (isTrue(a) || isTrue(b) ? 1 : Number.isNaN(a) || Number.isNaN(b) ? NaN : 0)
};

function isTrue(x: number): boolean {
	return x !== 0 && !Number.isNaN(x);
}

function evaluateNode(node: PortableNode, done: readonly Values[], inputs: readonly Values[], rows: number): Values {
	const numbers = (at: number): Float64Array => {
		const values = done[at];
		return values instanceof Float64Array ? values : new Float64Array(rows).fill(NaN);
	};
	const texts = (at: number): readonly string[] => {
		const values = done[at];
		return Array.isArray(values) ? values : new Array<string>(rows).fill('');
	};
	switch (node.op) {
		case 'input':
			return inputs[node.input] ?? new Float64Array(rows).fill(NaN);
		case 'number':
			return new Float64Array(rows).fill(node.value ?? NaN);
		case 'text':
			return new Array<string>(rows).fill(node.value);
		case 'unary':
			return numbers(node.x).map(unary[node.fn]);
		case 'binary': {
			const b = numbers(node.b);
			const apply = binary[node.fn];
			return numbers(node.a).map((a, row) => apply(a, b[row] ?? NaN));
		}
		case 'if': {
			const test = numbers(node.test);
			const then = done[node.then];
			const otherwise = done[node.otherwise];
			if (Array.isArray(then) && Array.isArray(otherwise))
				return then.map((value, row) => (isTrue(test[row] ?? NaN) ? value : (otherwise[row] ?? '')));
			const other = numbers(node.otherwise);
			return numbers(node.then).map((value, row) => (isTrue(test[row] ?? NaN) ? value : (other[row] ?? NaN)));
		}
		case 'lookup': {
			const found = new Map(node.keys.map((key, i) => [key, node.values[i] ?? NaN]));
			return Float64Array.from(texts(node.x), (text) => found.get(text) ?? node.otherwise ?? NaN);
		}
		case 'replace': {
			const found = new Map(node.keys.map((key, i) => [key, node.values[i] ?? '']));
			return texts(node.x).map((text) => found.get(text) ?? node.otherwise ?? text);
		}
		case 'bin':
			return numbers(node.x).map((x) => (Number.isNaN(x) ? NaN : node.edges.filter((edge) => edge <= x).length));
		case 'label':
			return Array.from(numbers(node.x), (x) => node.labels[x] ?? '');
	}
}
