import { levenshtein } from '../cluster/distance';
import type { AppError } from '../errors';
import type { Json } from '../json';
import type { TableSchema } from '../table/schema';
import { readingInstead } from './branch';
import { fieldsOf } from './control';
import { operations } from './operations';
import type { RecipeStep } from './recipe';
import { acceptsColumn, formulaName } from './suggest';

/** What would mend a step that an earlier edit broke. */
export type StepMend =
	/** Another column, or table, in the place of the one that is gone. */
	| { readonly kind: 'column' | 'table'; readonly to: string; readonly step: RecipeStep }
	/** The columns that are gone left out. */
	| { readonly kind: 'without'; readonly column: string; readonly step: RecipeStep }
	/** A step before it that changes the type. */
	| { readonly kind: 'cast'; readonly column: string; readonly type: string; readonly before: RecipeStep }
	| { readonly kind: 'add-parameter'; readonly parameter: string };

/** Mends of a broken step, the likeliest first. `tables` are the names it could read. Turning off and deleting are always possible. */
export function mendsOfStep(
	step: RecipeStep,
	{ code, details }: Pick<AppError, 'code' | 'details'>,
	input: TableSchema,
	tables: readonly string[]
): StepMend[] {
	const column = String(details['column']);
	switch (code) {
		case 'recipe/column-missing':
			return [
				...nearest(
					column,
					input.map(({ name }) => name)
				).map((to) => ({ kind: 'column' as const, to, step: withColumn(step, column, to) })),
				...without(step, column)
			];
		case 'recipe/formula-invalid':
			if (details['reason'] !== 'unknown-column') return [];
			return nearest(
				column,
				input.map(({ name }) => name)
			).map((to) => ({ kind: 'column', to, step: withColumn(step, column, to) }));
		case 'recipe/table-missing': {
			const table = String(details['table']);
			return nearest(table, tables).map((to) => ({ kind: 'table', to, step: readingInstead(step, table, to) }));
		}
		case 'recipe/parameter-missing':
			return [{ kind: 'add-parameter', parameter: String(details['parameter']) }];
		case 'table/column-kind': {
			const type = typeFor(step, column);
			if (type === null || !input.some(({ name }) => name === column)) return [];
			return [
				{ kind: 'cast', column, type, before: { op: 'cast', params: { columns: { [column]: type } }, enabled: true } }
			];
		}
		default:
			return [];
	}
}

/** Up to two names that are written much like one, nearest first. */
export function nearest(wanted: string, names: readonly string[]): string[] {
	const letters = [...wanted.toLowerCase()];
	return names
		.map((name) => {
			const other = [...name.toLowerCase()];
			const holds =
				name.toLowerCase().includes(wanted.toLowerCase()) || wanted.toLowerCase().includes(name.toLowerCase());
			const longest = Math.max(letters.length, other.length);
			return { name, distance: levenshtein(letters, other) / longest - (holds ? 0.3 : 0) };
		})
		.filter(({ distance }) => distance <= 0.5)
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 2)
		.map(({ name }) => name);
}

function withColumn(step: RecipeStep, from: string, to: string): RecipeStep {
	const operation = operations.find(({ id }) => id === step.op);
	if (!operation) return step;
	const params: Record<string, Json> = { ...step.params };
	for (const { name, control } of fieldsOf(operation.params)) {
		const value = params[name];
		if (value === undefined) continue;
		if (control.control === 'column' && value === from) params[name] = to;
		if (control.control === 'columns' && Array.isArray(value))
			params[name] = [...new Set(value.map((each: Json) => (each === from ? to : each)))];
		if (['renames', 'types', 'keys'].includes(control.control)) params[name] = withKey(value, from, to);
		if (control.control === 'order' && Array.isArray(value))
			params[name] = value.map((each: Json) => withEntry(each, from, to));
		if (control.control === 'formula' && typeof value === 'string') params[name] = inFormula(value, from, to);
	}
	return { ...step, params };
}

function withKey(value: Json, from: string, to: string): Json {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key === from ? to : key, each]));
}

function withEntry(entry: Json, from: string, to: string): Json {
	if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
	return Object.fromEntries(
		Object.entries(entry).map(([key, each]) => [key, key === 'column' && each === from ? to : each])
	);
}

/** Only whole names outside quoted text. */
function inFormula(formula: string, from: string, to: string): string {
	const text = `'(?:[^']|'')*'`;
	const quoted = `"(?:[^"]|"")*"`;
	const bare = `[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*`;
	return formula.replace(new RegExp(`${text}|${quoted}|\\$?${bare}`, 'gu'), (part) =>
		part === from || part === `"${from.replaceAll('"', '""')}"` ? formulaName(to) : part
	);
}

/** Leaves a missing column out of a list that holds others. */
function without(step: RecipeStep, column: string): StepMend[] {
	const operation = operations.find(({ id }) => id === step.op);
	const field =
		operation &&
		fieldsOf(operation.params).find(({ name, control }) => {
			const value = step.params[name];
			return control.control === 'columns' && Array.isArray(value) && value.includes(column) && value.length > 1;
		});
	const value = field && step.params[field.name];
	if (!field || !Array.isArray(value)) return [];
	const rest = value.filter((each: Json) => each !== column);
	return [{ kind: 'without', column, step: { ...step, params: { ...step.params, [field.name]: rest } } }];
}

/** The type that the field holding a column takes; null when any will do. */
function typeFor(step: RecipeStep, column: string): string | null {
	const operation = operations.find(({ id }) => id === step.op);
	for (const { name, control } of operation ? fieldsOf(operation.params) : []) {
		const value = step.params[name];
		const holds = value === column || (Array.isArray(value) && value.includes(column));
		if (!holds || (control.control !== 'column' && control.control !== 'columns')) continue;
		const type = ['DOUBLE', 'VARCHAR', 'TIMESTAMP'].find(
			(each) => control.accepts !== 'any' && acceptsColumn(control.accepts, each)
		);
		return type ?? null;
	}
	return null;
}
