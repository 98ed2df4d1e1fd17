import type { TableSchema } from '../table/schema';
import { schemaAfter, type RecipePlan } from './compile';
import { carriedFrom } from './lineage';

/**
 * What a column is called in the table and after each step of a plan; null where it is not there. `column` names it where it first is,
 * as a column of the table or one that a step makes. It is followed through renames, both ways; a step that changes its values leaves it
 * what it is.
 */
export function threadOf(plan: RecipePlan, column: string): (string | null)[] {
	const schemas: TableSchema[] = [plan.source, ...plan.steps.map((_, i) => schemaAfter(plan, i + 1))];
	const has = (schema: TableSchema | undefined, name: string) => schema?.some((field) => field.name === name) === true;
	const first = schemas.findIndex((schema) => has(schema, column));
	const names = new Array<string | null>(schemas.length).fill(null);
	if (first < 0) return names;
	names[first] = column;
	for (let at = first; at > 0; at--) names[at - 1] = nameBefore(plan, at - 1, names[at] ?? null);
	for (let at = first; at < plan.steps.length; at++) {
		const name = names[at] ?? null;
		const next = name === null ? null : nameAfter(plan, at, name);
		names[at + 1] = next ?? (has(schemas[at + 1], column) ? column : null);
	}
	return names;
}

function nameBefore({ steps }: RecipePlan, step: number, name: string | null): string | null {
	const columns = steps[step]?.columns;
	if (name === null || !columns) return name;
	const made = columns.find(({ field }) => field.name === name);
	return made ? carriedFrom(made) : null;
}

function nameAfter({ steps }: RecipePlan, step: number, name: string): string | null {
	const columns = steps[step]?.columns;
	if (!columns) return name;
	const carried = columns.filter((column) => carriedFrom(column) === name).map(({ field }) => field.name);
	if (carried.includes(name)) return name;
	return carried[0] ?? (columns.some(({ field }) => field.name === name) ? name : null);
}
