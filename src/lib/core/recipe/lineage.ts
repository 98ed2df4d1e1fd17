import { sqlName } from '../table/sql';
import type { TableSchema } from '../table/schema';
import type { CompiledStep } from './compile';
import type { OutputColumn } from './operation';

/** Whether a step leaves a column as it is; a join names the side it comes from. */
export function passesColumn({ field, sql, from }: OutputColumn): boolean {
	const name = sqlName(field.name);
	return sql === name || (from.includes(field.name) && sql.endsWith(`.${name}`) && /^"[^"]*"\."/.test(sql));
}

/** The column of the previous step that a step hands on under this or another name; null for one it makes or changes. */
export function carriedFrom(column: OutputColumn): string | null {
	if (passesColumn(column)) return column.field.name;
	const renamed = (name: string) => passesColumn({ ...column, field: { ...column.field, name } });
	return column.from.find(renamed) ?? null;
}

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
				if (!passesColumn({ field, sql, from })) made.add(index);
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

/** What a step does to the columns. */
export interface StepColumns {
	readonly added: readonly string[];
	readonly changed: readonly string[];
	readonly removed: readonly string[];
	/** Columns that those it added or changed are made from. */
	readonly read: readonly string[];
}

export function columnsTouched({ input, columns }: Pick<CompiledStep, 'input' | 'columns'>): StepColumns {
	if (!columns) return { added: [], changed: [], removed: [], read: [] };
	const before = new Set(input.map(({ name }) => name));
	const after = new Set(columns.map(({ field }) => field.name));
	const made = columns.filter((column) => !passesColumn(column));
	const names = made.map(({ field }) => field.name);
	return {
		added: names.filter((name) => !before.has(name)),
		changed: names.filter((name) => before.has(name)),
		removed: [...before].filter((name) => !after.has(name)),
		read: [...new Set(made.flatMap(({ from }) => from))]
	};
}

/** What becomes of a column of the source table. */
export interface ColumnDependents {
	/** Columns of the result that are made from it, itself included where it is still there. */
	readonly columns: readonly string[];
	/** Places (from 0) of the steps that read it or what was made from it. */
	readonly steps: readonly number[];
}

/** What depends on a column as it is before step `start` (0: in the source table). */
export function dependentsOf(column: string, steps: readonly CompiledStep[], start = 0): ColumnDependents {
	let holding = new Set([column]);
	const reading: number[] = [];
	for (const step of steps.slice(start)) {
		if (!step.columns) continue;
		const before = holding;
		const reached = step.columns.filter(({ from }) => from.some((name) => before.has(name)));
		if (reached.some((column) => !passesColumn(column))) reading.push(step.index);
		holding = new Set(reached.map(({ field }) => field.name));
	}
	return { columns: [...holding], steps: reading };
}
