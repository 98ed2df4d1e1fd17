import { stepsOf, type Line } from './edit';
import { tablesOfStep } from './parameter';
import type { Recipe, RecipeStep } from './recipe';

/** A table, or a run of steps that nothing leaves or joins but at its ends. */
export interface GraphNode {
	readonly id: string;
	readonly kind: 'table' | 'steps';
	/** A table's name; of steps, the branch they belong to, null for the main ones. */
	readonly name: string | null;
	/** Of steps: the first, and one past the last. */
	readonly start: number;
	readonly end: number;
	/** Of steps: the first of them reads other tables. */
	readonly joins: boolean;
	/** Place from left to right, and lane from top to bottom, both from 0. */
	readonly column: number;
	readonly lane: number;
}

export interface GraphEdge {
	readonly from: string;
	readonly to: string;
}

export interface RecipeGraph {
	readonly nodes: readonly GraphNode[];
	readonly edges: readonly GraphEdge[];
	readonly columns: number;
	readonly lanes: number;
}

type Unplaced = Omit<GraphNode, 'column'>;

/** The tables, branches and joins of a recipe over a table called `table`, laid out from left to right, a lane for each line. */
export function recipeGraph(recipe: Recipe, table: string): RecipeGraph {
	const branches = recipe.branches ?? [];
	const read = (step: RecipeStep | undefined) => (step ? tablesOfStep(step, recipe.parameters) : []);
	const lines: Line[] = [null, ...branches.map(({ name }) => name)];
	const nodes: Unplaced[] = [{ id: 'source', kind: 'table', name: table, start: 0, end: 0, joins: false, lane: 0 }];
	const edges: GraphEdge[] = [];
	for (const [lane, line] of lines.entries()) {
		const leaving = line === null ? branches.flatMap(({ of, after }) => (of === undefined ? after : [])) : [];
		for (const { start, end } of runsOf(
			stepsOf(recipe, line),
			(step, index) => leaving.includes(index) || read(step).length > 0
		))
			nodes.push({
				id: stepsId(line, start),
				kind: 'steps',
				name: line,
				start,
				end,
				joins: read(stepsOf(recipe, line)[start]).length > 0,
				lane
			});
	}
	/** The node that holds a line's rows after so many steps. */
	const after = (line: Line, count: number): string => {
		const node = nodes.find(
			(each) => each.kind === 'steps' && each.name === line && each.end >= count && each.start < count
		);
		if (node) return node.id;
		const branch = branches.find(({ name }) => name === line);
		if (!branch) return 'source';
		return branch.of === undefined ? after(null, branch.after) : tableOrBranch(branch.of);
	};
	const tableOrBranch = (name: string): string => {
		const branch = branches.find((each) => each.name === name);
		if (branch) return after(name, branch.steps.length);
		const id = `table ${name}`;
		if (!nodes.some((node) => node.id === id))
			nodes.push({ id, kind: 'table', name, start: 0, end: 0, joins: false, lane: laneFor(id) });
		return id;
	};
	/** A table that a branch begins with stands in the branch's lane, any other in one of its own below. */
	const laneFor = (id: string): number => {
		const own = branches.findIndex(({ of }) => `table ${of}` === id);
		return own >= 0
			? own + 1
			: lines.length + nodes.filter((node) => node.kind === 'table' && node.lane >= lines.length).length;
	};
	for (const node of nodes.filter(({ kind }) => kind === 'steps')) {
		edges.push({ from: after(node.name, node.start), to: node.id });
		for (const other of read(stepsOf(recipe, node.name)[node.start]))
			edges.push({ from: tableOrBranch(other), to: node.id });
	}
	for (const { name, of, steps } of branches) if (steps.length === 0 && of !== undefined) tableOrBranch(name);
	return placed(nodes, edges);
}

/** Where a line is cut: at a step that reads other tables, and where a branch leaves. */
function runsOf(
	steps: readonly RecipeStep[],
	isCut: (step: RecipeStep, index: number) => boolean
): { start: number; end: number }[] {
	const runs: { start: number; end: number }[] = [];
	steps.forEach((step, index) => {
		const last = runs.at(-1);
		if (last && !isCut(step, index)) last.end = index + 1;
		else runs.push({ start: index, end: index + 1 });
	});
	return runs;
}

function stepsId(line: Line, start: number): string {
	return `${line === null ? 'main' : `branch ${line}`} ${start}`;
}

/** Each node one place right of the last that leads to it. */
function placed(nodes: readonly Unplaced[], edges: readonly GraphEdge[]): RecipeGraph {
	const columns = new Map(nodes.map(({ id }) => [id, 0]));
	for (let round = 0; round < nodes.length; round++)
		for (const { from, to } of edges)
			columns.set(to, Math.min(nodes.length, Math.max(columns.get(to) ?? 0, (columns.get(from) ?? 0) + 1)));
	const used = [...new Set(nodes.map(({ lane }) => lane))].sort((a, b) => a - b);
	const made = nodes.map((node) => ({
		...node,
		lane: used.indexOf(node.lane),
		column: columns.get(node.id) ?? 0
	}));
	return {
		nodes: made,
		edges,
		columns: Math.max(...made.map(({ column }) => column)) + 1,
		lanes: used.length
	};
}
