import { sqlName } from '../table/sql';
import type { TableSchema } from '../table/schema';
import type { CompiledStep } from './compile';

/** Where a column came from. */
export interface ColumnLineage {
	readonly column: string;
	/** Columns of the source table, in its order. */
	readonly sources: readonly string[];
	/** Places (from 0) of the steps that made or changed it or what it was made from. */
	readonly steps: readonly number[];
}

/** The lineage of every column after the steps of a compiled recipe over a table of this schema. */
export function lineageOf(schema: TableSchema, steps: readonly CompiledStep[]): ColumnLineage[] {
	let current = new Map(
		schema.map(({ name }) => [name, { sources: new Set([name]), steps: new Set<number>() }] as const)
	);
	for (const { columns, index } of steps) {
		if (!columns) continue;
		const before = current;
		current = new Map(
			columns.map(({ field, sql, from }) => {
				const parts = from.flatMap((name) => before.get(name) ?? []);
				const sources = new Set(parts.flatMap((part) => [...part.sources]));
				const made = new Set(parts.flatMap((part) => [...part.steps]));
				if (sql !== sqlName(field.name)) made.add(index);
				return [field.name, { sources, steps: made }] as const;
			})
		);
	}
	const places = new Map(schema.map(({ name }, i) => [name, i]));
	return [...current].map(([column, found]) => ({
		column,
		sources: [...found.sources].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
		steps: [...found.steps].sort((a, b) => a - b)
	}));
}
