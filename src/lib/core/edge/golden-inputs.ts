import type { Graph } from '../model/preparation';
import type { PortableRecipe } from '../recipe/portable';
import { placesOf } from '../recipe/to-portable';
import type { Random } from '../random';
import { cellAt, columnNamed, numberVector, textVector, type Cell, type Columns } from '../table/columns';
import { goldenRows } from './golden';

/** Moments that try calendars out: the first, leap days, ends of years. */
const moments = ['1970-01-01', '1999-12-31T23:59:59.999Z', '2000-02-29', '2024-02-29T12:00Z', '2026-11-23'].map(
	(text) => Date.parse(text)
);

/**
 * Rows that try a graph out. With a recipe inside they are raw rows: what its steps know of each column and what lies between, moments
 * around which calendars turn, what it never saw, and missing values. Made from the model and the recipe alone, of no one's data.
 */
export function goldenInputs(graph: Omit<Graph, 'onnx'>, rows: number, random: Random): Columns {
	const { model, preparation } = graph;
	const recipe = preparation?.recipe;
	const prepared = goldenRows(model, rows, random);
	if (!recipe) return prepared;
	const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
	const columns = recipe.inputs.map(({ name, type, temporal }, input) => {
		const isHandedOn = recipe.outputs.some(({ name: output, node }) => {
			const made = recipe.nodes[node];
			return output === name && made?.op === 'input' && made.input === input;
		});
		const known = isHandedOn ? columnNamed(prepared, name) : undefined;
		const seen = known ? Array.from({ length: rows }, (_, row) => cellAt(known.vector, row)) : [];
		const found = knownOf(recipe, input);
		const cells = Array.from({ length: rows }, (_, row): Cell => {
			if (row === 0) return null;
			if (type === 'text') return pick([...textsOf(seen), ...found.texts, 'a value that was not there', null]) ?? null;
			if (temporal) return pick([...moments, null]) ?? null;
			const numbers = [...numbersOf(seen), ...found.numbers];
			return pick([...(numbers.length > 0 ? numbers : [0, 1]), null]) ?? null;
		});
		return type === 'text'
			? { name, type: 'VARCHAR', vector: textVector(cells.map((cell) => (cell === null ? null : String(cell)))) }
			: { name, type: 'DOUBLE', vector: numberVector(cells.map((cell) => (typeof cell === 'number' ? cell : null))) };
	});
	return { rows, columns };
}

function textsOf(cells: readonly Cell[]): string[] {
	return cells.filter((cell) => typeof cell === 'string');
}

function numbersOf(cells: readonly Cell[]): number[] {
	return cells.filter((cell) => typeof cell === 'number');
}

interface Known {
	readonly texts: readonly string[];
	readonly numbers: readonly number[];
}

/** What the steps of a recipe know of one of its inputs: the values they look for, and the numbers they hold it against. */
function knownOf({ nodes }: PortableRecipe, input: number): Known {
	const texts = new Set<string>();
	const numbers = new Set<number>();
	const touched = new Set<number>();
	const shifts: number[] = [];
	const scales: number[] = [];
	const constant = (at: number): number | null => {
		const node = nodes[at];
		return node?.op === 'number' ? node.value : null;
	};
	nodes.forEach((node, at) => {
		if (node.op === 'input' ? node.input !== input : !placesOf(node).some((from) => touched.has(from))) return;
		touched.add(at);
		if (node.op === 'lookup' || node.op === 'replace') for (const key of node.keys) texts.add(key);
		if (node.op === 'bin') for (const edge of node.edges) numbers.add(edge);
		if (node.op === 'if')
			for (const side of [constant(node.then), constant(node.otherwise)]) if (side !== null) numbers.add(side);
		if (node.op === 'binary')
			for (const side of [constant(node.a), constant(node.b)])
				if (side !== null) {
					if (node.fn === 'divide') scales.push(side);
					else if (node.fn !== 'multiply' && node.fn !== 'power') shifts.push(side);
				}
	});
	for (const shift of shifts) {
		numbers.add(shift);
		for (const scale of scales) for (const far of [-1, 1]) numbers.add(shift + far * scale);
	}
	return { texts: [...texts].filter((text) => text !== ''), numbers: [...numbers] };
}
