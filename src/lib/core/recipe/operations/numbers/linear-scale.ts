import * as v from 'valibot';
import type { TableSchema } from '../../../table/schema';
import { sqlValue } from '../../../table/sql';
import { eachNumber, eachPortable } from '../../each-number';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import type { FitRow, StepQuery } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';

/** Scales learned for columns: (x - shift) / scale. */
export const ScalesSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), shift: v.number(), scale: v.number() }))
});
export type Scales = v.InferOutput<typeof ScalesSchema>;

interface Chosen {
	readonly columns: readonly string[];
	readonly suffix?: string | undefined;
}

export function scaleQuery(chosen: Chosen, input: TableSchema, fitted: Scales | null): StepQuery {
	return eachNumber(chosen, input, (x, name) => {
		const { shift, scale } = scaleOf(fitted, name);
		const moved = shift === 0 ? x : `(${x} - ${sqlValue(shift)})`;
		return scale === 1 ? moved : finiteSql(`(${moved} / ${sqlValue(scale)})`);
	});
}

export function scalePortable(
	chosen: Chosen,
	fitted: Scales | null,
	graph: PortableGraph,
	values: ReadonlyMap<string, PortableValue>
): ReadonlyMap<string, PortableValue> {
	return eachPortable(chosen, values, (x, name) => {
		const { shift, scale } = scaleOf(fitted, name);
		return graph.binary('divide', graph.binary('subtract', x, graph.number(shift)), graph.number(scale));
	});
}

/** One row of aggregates over the finite values of each column: `parts(x)` of column i as a{i}, b{i} and so on. */
export function aggregatesSql(
	columns: readonly string[],
	input: TableSchema,
	from: string,
	parts: (x: string) => Readonly<Record<string, string>>
): string {
	const items = columns.flatMap((name, i) =>
		Object.entries(parts(finiteColumnSql(numberField(input, name)))).map(([key, sql]) => `${sql} AS ${key}${i}`)
	);
	return `SELECT ${items.join(', ')} FROM ${from}`;
}

/** The scales from what aggregatesSql found. A column with nothing to learn from, or a scale of 0, is divided by 1. */
export function learnScales(
	[row = {}]: readonly FitRow[],
	columns: readonly string[],
	scaleFrom: (part: (key: string) => number) => { shift: number; scale: number }
): Scales {
	return {
		columns: columns.map((column, i) => {
			const { shift, scale } = scaleFrom((key) => Number(row[`${key}${i}`] ?? 0));
			return { column, shift, scale: scale !== 0 && Number.isFinite(scale) ? scale : 1 };
		})
	};
}

function scaleOf(fitted: Scales | null, name: string): { shift: number; scale: number } {
	return fitted?.columns.find(({ column }) => column === name) ?? { shift: 0, scale: 1 };
}
