import * as v from 'valibot';
import type { Field, TableSchema } from '../table/schema';
import { fieldsNamed, passColumn, type StepQuery } from './operation';

/** Names of the columns that a step learned to drop. */
export const DroppedSchema = v.strictObject({ columns: v.array(v.string()) });

/** The columns named, or all. Throws recipe/column-missing. */
export function chosen(input: TableSchema, columns: readonly string[] | undefined): readonly Field[] {
	return columns ? fieldsNamed(input, columns) : input;
}

/** The input without what was learned to be dropped; were it all, its first column stays, since a table has one. */
export function dropLearned(input: TableSchema, fitted: v.InferOutput<typeof DroppedSchema> | null): StepQuery {
	const kept = input.filter(({ name }) => !fitted?.columns.includes(name));
	return { columns: (kept.length === 0 ? input.slice(0, 1) : kept).map(passColumn) };
}
