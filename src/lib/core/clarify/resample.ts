import { cutRows, repeatRows, type Sized } from '../recipe/balance';
import { freshName } from '../recipe/fresh-name';
import type { StepQuery } from '../recipe/operation';
import { smoteQuery } from '../recipe/smote';
import type { Field, TableSchema } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import type { CountPart } from './counts';
import { isCellSql, tallyGroups, type GroupCell, type GroupTally, type GroupValues, type Outcome } from './groups';

export const resamplings = ['oversample', 'undersample', 'smote'] as const;
export type Resampling = (typeof resamplings)[number];

export interface CellSize extends GroupCell {
	readonly wanted: number;
}

export interface ResamplePlan {
	readonly sizes: readonly CellSize[];
	/** Groups left as they are: one of the two labels has no row to repeat or to keep (for SMOTE, to make rows between: fewer than two). */
	readonly left: readonly GroupValues[];
}

/**
 * How many rows each cell needs so that group and label are independent, adding rows only or taking away only. Every group gets the
 * odds of a positive label of all rows that can be mended together, which stay as they are but for rounding: of a cell that is too
 * small more, or of its counterpart fewer.
 */
export function resampleSizes(cells: readonly GroupCell[], method: Resampling): ResamplePlan {
	const tallies = tallyGroups(cells);
	const least = method === 'smote' ? 2 : 1;
	const isWhole = ({ positive, negative }: GroupTally) => Math.min(positive, negative) >= least;
	const whole = tallies.filter(isWhole);
	const odds =
		whole.reduce((sum, { positive }) => sum + positive, 0) / whole.reduce((sum, { negative }) => sum + negative, 0);
	const isFewer = method === 'undersample';
	const sizes = tallies.flatMap((tally): CellSize[] => {
		const { group, positive, negative } = tally;
		const isRicher = positive > odds * negative;
		const changesPositive = isFewer === isRicher;
		const mends = isWhole(tally);
		const size = (label: boolean, count: number, towards: number): CellSize => ({
			group,
			label,
			count,
			wanted: mends && changesPositive === label ? resized(count, towards, isFewer) : count
		});
		return [size(true, positive, odds * negative), size(false, negative, negative === 0 ? 0 : positive / odds)];
	});
	return {
		sizes: sizes.filter(({ count }) => count > 0),
		left: tallies.filter((tally) => !isWhole(tally)).map(({ group }) => group)
	};
}

function resized(count: number, towards: number, isFewer: boolean): number {
	const wanted = Math.round(towards);
	return isFewer ? Math.max(1, Math.min(count, wanted)) : Math.max(count, wanted);
}

/** Cells as they stand once resampled. */
export function resizedCells(sizes: readonly CellSize[]): GroupCell[] {
	return sizes.map(({ group, label, wanted }) => ({ group, label, count: wanted }));
}

export interface ResampleOptions {
	readonly seed: number;
	/** Of SMOTE. */
	readonly neighbours: number;
	/** The column that marks what was added: 1 a copy or a made row, 0 a row of the table. Not for fewer rows. */
	readonly mark: string;
}

/** The relation resampled: its rows in order, those added behind them. Rows without a label stay. The recipe's own steps do the work, within each cell. */
export function resampleSql(
	relation: string,
	schema: TableSchema,
	facets: readonly CountPart[],
	outcome: Outcome,
	sizes: readonly CellSize[],
	method: Resampling,
	{ seed, neighbours, mark }: ResampleOptions
): string {
	const cell: Field = { name: freshName(schema, 'temoto cell'), type: 'VARCHAR', kind: 'categorical' };
	const row = sqlName(freshName(schema, 'temoto row'));
	const cases = sizes.map((size, at) => `WHEN ${isCellSql(facets, outcome, size)} THEN ${sqlValue(String(at))}`);
	const source = `(SELECT *, CAST(CASE ${cases.join(' ')} END AS VARCHAR) AS ${sqlName(cell.name)}, row_number() OVER () AS ${row} FROM ${relation})`;
	const input = [...schema, cell];
	const sized = sizes.map(({ count, wanted }, at): Sized => ({ category: String(at), count, wanted }));
	const context = { row, train: 'TRUE', tables: new Map<string, never>(), computed: null };
	const target = { target: cell.name, seed };
	const names = schema.map(({ name }) => sqlName(name));
	const write = ({ from, qualify }: StepQuery, columns: readonly string[], order: readonly string[]) => {
		const relationSql = from?.('"temoto source"', [row]) ?? '"temoto source"';
		const only = qualify === undefined ? '' : ` QUALIFY ${qualify}`;
		return `WITH "temoto source" AS ${source} SELECT ${[...names, ...columns].join(', ')} FROM ${relationSql}${only} ORDER BY ${order.join(', ')}`;
	};
	const marked = (test: string) => [`CAST(${test} AS BIGINT) AS ${sqlName(mark)}`];
	if (method === 'undersample') return write(cutRows(target, input, sized, context), [], [row]);
	const query =
		method === 'smote'
			? smoteQuery({ ...target, neighbours, normalise: true }, input, sized, context)
			: repeatRows(target, input, sized, context);
	if (!query.from) return write(query, marked('FALSE'), [row]);
	return method === 'smote'
		? write(query, marked('"smote made" IS NOT NULL'), query.orderBy ?? [row])
		: write(query, marked('"__copy" > 0'), ['"__copy"', row]);
}
