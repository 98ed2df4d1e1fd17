import type { TableSchema } from '../table/schema';
import { planRecipe, type CompiledStep } from './compile';
import type { Line } from './edit';
import { passesColumn } from './lineage';
import type { RecipeTable } from './operation';
import type { Recipe } from './recipe';

/** A column of a table, before any step; `table` is null for the recipe's own. */
export interface SourceColumn {
	readonly kind: 'source';
	readonly id: string;
	readonly table: string | null;
	readonly column: string;
}

/** A column as a step made or changed it. */
export interface MadeColumn {
	readonly kind: 'made';
	readonly id: string;
	readonly line: Line;
	readonly index: number;
	readonly column: string;
	/** What the step made it from: columns of tables, or as other steps made them. */
	readonly parents: readonly string[];
}

export interface ResultColumn {
	readonly column: string;
	/** Where it was last made. */
	readonly origin: string;
}

/** Every column from the tables to the result, over branches and joins. */
export interface RecipeLineage {
	readonly sources: readonly SourceColumn[];
	/** In an order in which each comes after its parents. */
	readonly made: readonly MadeColumn[];
	readonly results: readonly ResultColumn[];
}

/** Which columns each column is made from, and by which steps, over all lines of a fitted recipe. Broken steps are passed over. */
export function lineageOfRecipe(
	recipe: Recipe,
	schema: TableSchema,
	tables: ReadonlyMap<string, RecipeTable> = new Map()
): RecipeLineage {
	const branches = recipe.branches ?? [];
	const names = new Set(branches.map(({ name }) => name));
	const others = new Map([...tables].filter(([name]) => !names.has(name)));
	const plan = planRecipe(recipe, schema, { tables: others });
	const sources: SourceColumn[] = [];
	const made: MadeColumn[] = [];
	/** Columns of tables and branches, by name. */
	const known = new Map<string, Origins>();
	const openTable = (table: string | null, fields: TableSchema): Origins =>
		new Map(
			fields.map(({ name: column }) => {
				const id = JSON.stringify(['source', table, column]);
				sources.push({ kind: 'source', id, table, column });
				return [column, id];
			})
		);
	const read = (name: string): Origins => {
		let origins = known.get(name);
		if (!origins) known.set(name, (origins = openTable(name, others.get(name)?.schema ?? [])));
		return origins;
	};
	const walk = (
		line: Line,
		start: Origins,
		steps: readonly CompiledStep[],
		leave: (after: number, now: Origins) => void
	) => {
		let now = start;
		leave(0, now);
		for (const { columns, index } of steps) {
			const before = now;
			if (columns)
				now = new Map(
					columns.map((column) => {
						const { name } = column.field;
						const own = before.get(name);
						if (own !== undefined && passesColumn(column)) return [name, own];
						const parents = [
							...column.from.flatMap((each) => before.get(each) ?? []),
							...(column.others ?? []).flatMap(({ table, column: each }) => read(table).get(each) ?? [])
						];
						const id = JSON.stringify(['made', line, index, name]);
						made.push({ kind: 'made', id, line, index, column: name, parents: [...new Set(parents)] });
						return [name, id];
					})
				);
			leave(index + 1, now);
		}
		return now;
	};
	const own = openTable(null, schema);
	const end = walk(null, own, plan.steps, (after, now) => {
		for (const branch of plan.branches) {
			if (branch.after !== after || known.has(branch.name)) continue;
			const of = branches.find(({ name }) => name === branch.name)?.of;
			known.set(
				branch.name,
				walk(branch.name, of === undefined ? now : read(of), branch.plan.steps, () => undefined)
			);
		}
	});
	return { sources, made, results: Array.from(end, ([column, origin]) => ({ column, origin })) };
}

type Origins = ReadonlyMap<string, string>;

/** Everything that columns are made from, themselves included. */
export function ancestorsOf({ made }: RecipeLineage, ids: Iterable<string>): Set<string> {
	const found = new Set(ids);
	for (const { id, parents } of made.toReversed()) if (found.has(id)) for (const parent of parents) found.add(parent);
	return found;
}

/** Everything that is made from columns, themselves included. */
export function descendantsOf({ made }: RecipeLineage, ids: Iterable<string>): Set<string> {
	const found = new Set(ids);
	for (const { id, parents } of made) if (parents.some((parent) => found.has(parent))) found.add(id);
	return found;
}

/** A step by its place. */
export interface StepPlace {
	readonly line: Line;
	readonly index: number;
}

/** What became of a column: what it was made from and what was made from it. */
export interface ColumnStory {
	readonly sources: readonly SourceColumn[];
	readonly steps: readonly StepPlace[];
	/** Other columns of the result that are made from it, or from what it was before. */
	readonly readers: readonly string[];
}

/** The story of a column of the result: from where it comes, by which steps, and which other columns of the result read it. */
export function storyOf(lineage: RecipeLineage, column: string): ColumnStory {
	const origin = lineage.results.find((result) => result.column === column)?.origin;
	if (origin === undefined) return { sources: [], steps: [], readers: [] };
	const before = ancestorsOf(lineage, [origin]);
	const after = descendantsOf(lineage, [origin]);
	return {
		sources: lineage.sources.filter(({ id }) => before.has(id)),
		steps: stepsAmong(lineage, before),
		readers: lineage.results
			.filter((result) => result.column !== column && after.has(result.origin))
			.map((each) => each.column)
	};
}

/** The steps that made any of these, in their order. */
export function stepsAmong({ made }: RecipeLineage, ids: ReadonlySet<string>): StepPlace[] {
	const places = new Map<string, StepPlace>();
	for (const { id, line, index } of made) if (ids.has(id)) places.set(stepId(line, index), { line, index });
	return [...places.values()];
}

export function stepId(line: Line, index: number): string {
	return JSON.stringify(['step', line, index]);
}
