import * as v from 'valibot';
import type { TableSchema } from '../table/schema';
import {
	categoriesSql,
	categoryField,
	CategorySchema,
	countedCategories,
	isCategorySql,
	type Category
} from './categories';
import { passColumn, type FitRow, type StepContext, type StepQuery } from './operation';
import { turnSql } from './turn';
import { valueSql } from './value-column';

/** Values of a target beyond these are left as they are. */
const mostValues = 1000;

/** How many training rows each value of the target has. */
export const CountsSchema = v.strictObject({
	counts: v.array(v.strictObject({ category: CategorySchema, count: v.number() }))
});
type Counts = v.InferOutput<typeof CountsSchema>;

export interface Balance {
	readonly target: string;
	readonly ratio: number;
	readonly seed: number;
}

export function countsSql({ target }: Balance, input: TableSchema, from: string): string {
	return categoriesSql([target], input, from, mostValues);
}

export function learnCounts(rows: readonly FitRow[], { target }: Balance, input: TableSchema): Counts {
	return { counts: countedCategories(rows, categoryField(input, target)) };
}

/** How many training rows a value of the target has, and is to have. */
export interface Sized {
	readonly category: Category;
	readonly count: number;
	readonly wanted: number;
}

type Target = Pick<Balance, 'target' | 'seed'>;

/** Training rows of the more frequent values go, until the rarest has `ratio` times as many. With nothing to learn from, all rows pass. */
export function undersampled(
	balance: Balance,
	input: TableSchema,
	fitted: Counts | null,
	context: StepContext
): StepQuery {
	const counts = fitted?.counts ?? [];
	const limit = Math.round(Math.min(...counts.map(({ count }) => count)) / balance.ratio);
	return cutRows(
		balance,
		input,
		counts.map(({ category, count }) => ({ category, count, wanted: Math.min(count, limit) })),
		context
	);
}

/** Training rows of the rarer values are repeated, until each has `ratio` times as many as the most frequent. */
export function oversampled(
	balance: Balance,
	input: TableSchema,
	fitted: Counts | null,
	context: StepContext
): StepQuery {
	return repeatRows(balance, input, raisedCounts(fitted?.counts ?? [], balance.ratio), context);
}

/** The rarer values are to have `ratio` times as many rows as the most frequent. */
export function raisedCounts(counts: Counts['counts'], ratio: number): Sized[] {
	const limit = Math.round(Math.max(...counts.map(({ count }) => count)) * ratio);
	return counts.map(({ category, count }) => ({ category, count, wanted: Math.max(count, limit) }));
}

/** Of the training rows of each value `wanted` are left, chosen at random. */
export function cutRows(target: Target, input: TableSchema, sizes: readonly Sized[], context: StepContext): StepQuery {
	categoryField(input, target.target);
	const passed = { columns: input.map(passColumn) };
	if (context.train === null || sizes.length === 0) return passed;
	const wanted = wantedSql(input, target.target, sizes, ({ wanted: size }) => size);
	return {
		...passed,
		qualify: `NOT ${context.train} OR ${wanted} IS NULL OR ${placeSql(target, input, context)} <= ${wanted}`
	};
}

/** Training rows of each value are repeated until there are `wanted`; a copy's number is in "__copy", 0 for the row itself. */
export function repeatRows(
	target: Target,
	input: TableSchema,
	sizes: readonly Sized[],
	context: StepContext
): StepQuery {
	categoryField(input, target.target);
	const passed = { columns: input.map(passColumn) };
	if (context.train === null || sizes.length === 0) return passed;
	const whole = wantedSql(input, target.target, sizes, ({ count, wanted }) => Math.floor(wanted / count));
	const over = wantedSql(input, target.target, sizes, ({ count, wanted }) => wanted % count);
	const copies = `CASE WHEN ${context.train} THEN coalesce(${whole} + (${placeSql(target, input, context)} <= ${over})::INTEGER, 1) ELSE 1 END`;
	return {
		...passed,
		from: (relation) =>
			`(SELECT *, unnest(range("__copies")) AS "__copy" FROM (SELECT *, ${copies} AS "__copies" FROM ${relation}))`,
		orderBy: [context.row, '"__copy"']
	};
}

/** SQL of a number for each value of the target; missing for those not learned. */
function wantedSql(
	input: TableSchema,
	target: string,
	sizes: readonly Sized[],
	number: (size: Sized) => number
): string {
	const field = categoryField(input, target);
	return `(CASE ${sizes.map((size) => `WHEN ${isCategorySql(field, size.category)} THEN ${number(size)}`).join(' ')} END)`;
}

/** A row's place in the random order of the rows of its value, training rows and others apart. */
function placeSql({ target, seed }: Target, input: TableSchema, { row, train }: StepContext): string {
	return `row_number() OVER (PARTITION BY ${valueSql(categoryField(input, target))}, ${train ?? 'TRUE'} ORDER BY ${turnSql(seed, row)}, ${row})`;
}
