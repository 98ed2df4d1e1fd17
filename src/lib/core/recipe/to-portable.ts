import { AppError } from '../errors';
import { isNumericType, isTemporalType, type Field, type TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { planRecipe, refuseBroken, schemaAfter, type RecipePlan } from './compile';
import {
	PortableGraph,
	type PortableNode,
	type PortableRecipe,
	type PortableType,
	type PortableValue
} from './portable';
import type { Recipe } from './recipe';

/**
 * The row-wise part of a fitted recipe as a graph that gives the columns `wanted` (all that can be given, when left out) of its result.
 * It starts as early as it can: after the last step that only DuckDB can do for one of these columns; `inputs` are the columns there.
 * Steps that drop, order or mark rows are passed over and listed in `skipped`. Throws recipe/not-portable when a wanted column is a
 * list or the like, recipe/not-fitted when a step has not learned.
 */
export function portableRecipe(recipe: Recipe, schema: TableSchema, wanted?: readonly string[]): PortableRecipe {
	const plan = planRecipe(recipe, schema);
	refuseBroken(plan);
	for (let start = 0; ; start++) {
		const { graph, values, inputs } = buildGraph(plan, start);
		const last = schemaAfter(plan, plan.steps.length);
		const names = wanted ?? last.filter(({ type }) => portableType(type) !== null).map(({ name }) => name);
		const lost = names.find((name) => !values.has(name));
		if (lost === undefined) return prune(plan, start, graph, inputs, names, values);
		if (start === plan.steps.length) throw new AppError('recipe/not-portable', { column: lost });
	}
}

function portableType(type: string): PortableType | null {
	if (isNumericType(type) || type === 'BOOLEAN' || isTemporalType(type)) return 'number';
	return type === 'VARCHAR' ? 'text' : null;
}

function buildGraph(plan: RecipePlan, start: number) {
	const graph = new PortableGraph();
	const inputs = schemaAfter(plan, start).filter(({ type }) => portableType(type) !== null);
	let values = new Map<string, PortableValue>(
		inputs.map(({ name, type }, i) => [name, graph.input(i, portableType(type) ?? 'number')])
	);
	for (const { columns, bound, input } of plan.steps.slice(start)) {
		if (!columns || !bound) continue;
		const made = attempt(() => bound.portable?.(input, graph, values) ?? new Map<string, PortableValue>());
		values = new Map(
			columns.flatMap(({ field, sql }) => {
				const passed = sql === sqlName(field.name) ? values.get(field.name) : undefined;
				const value = made.get(field.name) ?? passed;
				return value ? [[field.name, value] as const] : [];
			})
		);
	}
	return { graph, values, inputs };
}

/** What a formula makes that a device cannot is left out, so that only columns that need it suffer. */
function attempt(make: () => ReadonlyMap<string, PortableValue>): ReadonlyMap<string, PortableValue> {
	try {
		return make();
	} catch (error) {
		if (error instanceof AppError && error.code === 'recipe/not-portable') return new Map();
		throw error;
	}
}

/** Only the nodes and inputs that the outputs need, renumbered. */
function prune(
	plan: RecipePlan,
	start: number,
	graph: PortableGraph,
	inputs: readonly Field[],
	names: readonly string[],
	values: ReadonlyMap<string, PortableValue>
): PortableRecipe {
	const wanted = names.flatMap((name) => {
		const value = values.get(name);
		return value ? [{ name, value }] : [];
	});
	const needed = new Set(wanted.map(({ value }) => value.node));
	for (let at = graph.nodes.length - 1; at >= 0; at--) {
		const node = graph.nodes[at];
		if (node && needed.has(at)) for (const place of placesOf(node)) needed.add(place);
	}
	const kept = [...needed].sort((a, b) => a - b);
	const places = new Map(kept.map((old, now) => [old, now]));
	const used = inputs.filter((_, i) =>
		graph.nodes.some((node, at) => needed.has(at) && node.op === 'input' && node.input === i)
	);
	const move = (at: number) => places.get(at) ?? 0;
	return {
		schemaVersion: 1,
		start,
		inputs: used.map(({ name, type, kind }) => ({
			name,
			type: portableType(type) ?? 'number',
			kind,
			temporal: isTemporalType(type)
		})),
		nodes: kept.flatMap((at) => {
			const node = graph.nodes[at];
			if (!node) return [];
			const field = node.op === 'input' ? inputs[node.input] : undefined;
			return [field ? { op: 'input' as const, input: used.indexOf(field) } : moved(node, move)];
		}),
		outputs: wanted.map(({ name, value }) => ({ name, type: value.type, node: move(value.node) })),
		skipped: plan.steps
			.slice(start)
			.filter((step) => step.columns !== null && step.operation?.rows !== 'each')
			.map(({ index, op }) => ({ step: index, op }))
	};
}

/** The nodes a node reads. */
export function placesOf(node: PortableNode): number[] {
	switch (node.op) {
		case 'unary':
		case 'lookup':
		case 'replace':
		case 'bin':
		case 'label':
			return [node.x];
		case 'binary':
			return [node.a, node.b];
		case 'if':
			return [node.test, node.then, node.otherwise];
		default:
			return [];
	}
}

function moved(node: PortableNode, move: (at: number) => number): PortableNode {
	switch (node.op) {
		case 'unary':
		case 'lookup':
		case 'replace':
		case 'bin':
		case 'label':
			return { ...node, x: move(node.x) };
		case 'binary':
			return { ...node, a: move(node.a), b: move(node.b) };
		case 'if':
			return { ...node, test: move(node.test), then: move(node.then), otherwise: move(node.otherwise) };
		default:
			return node;
	}
}
