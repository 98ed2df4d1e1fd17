import type { TableSchema } from '../table/schema';
import { fieldNamed, passColumn, type StepQuery } from './operation';

/** The columns with one moved to a place, counted from 0 among the others. Throws recipe/column-missing. */
export function moveColumn(input: TableSchema, name: string, place: (others: TableSchema) => number): StepQuery {
	const moved = fieldNamed(input, name);
	const others = input.filter((field) => field !== moved);
	const at = Math.min(Math.max(place(others), 0), others.length);
	return { columns: [...others.slice(0, at), moved, ...others.slice(at)].map(passColumn) };
}
