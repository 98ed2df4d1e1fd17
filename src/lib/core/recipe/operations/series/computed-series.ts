import type { SeriesKernel } from '../../../series/series-job';
import { kernelOutputs, outputName } from '../../../series/series-job';
import type { TableSchema } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { joinComputed } from '../../join-computed';
import { placeSql } from '../../linear-fill';
import { finiteColumnSql, numberField } from '../../number-column';
import { withColumns, type OutputColumn, type StepComputation, type StepQuery } from '../../operation';
import { windowFrom, windowOf, type WindowChoice } from '../../window';

interface SeriesChoice extends WindowChoice {
	readonly columns: readonly string[];
}

/** What is computed along each series outside SQL, for each of the columns. */
export function seriesComputation(
	kernel: SeriesKernel,
	chosen: SeriesChoice,
	input: TableSchema,
	row: string
): StepComputation {
	const { groups, places } = windowOf(chosen, input, row);
	const values = chosen.columns.map((name) => finiteColumnSql(numberField(input, name)));
	const place = kernel.name === 'curve' ? placeOf(chosen, input, row) : row;
	return { kind: 'series', kernel, groups, order: places, place: `${place}::DOUBLE`, values };
}

/** Backwards, the place falls. */
function placeOf({ order, direction }: SeriesChoice, input: TableSchema, row: string): string {
	const place = placeSql(order, input, row);
	return direction === 'descending' ? `-(${place})` : place;
}

/** The columns made of what was computed. `make` gives them for a column and SQL of the outputs of its kernel. */
export function computedColumns(
	kernel: SeriesKernel['name'],
	chosen: SeriesChoice,
	input: TableSchema,
	row: string,
	computed: string | null,
	make: (name: string, output: (name: string) => string) => readonly Omit<OutputColumn, 'from'>[]
): StepQuery {
	const outputs = kernelOutputs[kernel];
	const alias = (place: number, output: string) => sqlName(`__computed ${outputName(place, output)}`);
	const made = chosen.columns.flatMap((name, i) => {
		const { name: own } = numberField(input, name);
		const columns = make(own, (output) => (computed === null ? 'NULL::DOUBLE' : alias(i + 1, output)));
		return columns.map((column) => ({ ...column, from: [name, ...windowFrom(chosen)] }));
	});
	const names = chosen.columns.flatMap((_, i) =>
		outputs.map((output) => [outputName(i + 1, output), alias(i + 1, output)] as const)
	);
	return {
		columns: withColumns(input, made),
		...(computed !== null && { from: (relation: string) => joinComputed(relation, row, computed, names) })
	};
}
