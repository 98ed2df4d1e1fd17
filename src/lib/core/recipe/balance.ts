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

/** Training rows of the more frequent values go, until the rarest has `ratio` times as many. With nothing to learn from, all rows pass. */
export function undersampled(
	balance: Balance,
	input: TableSchema,
	fitted: Counts | null,
	context: StepContext
): StepQuery {
	const { ratio, target } = balance;
	categoryField(input, target);
	const passed = { columns: input.map(passColumn) };
	if (!fitted || context.train === null || fitted.counts.length === 0) return passed;
	const limit = Math.round(Math.min(...fitted.counts.map(({ count }) => count)) / ratio);
	const wanted = wantedSql(
		input,
		target,
		fitted.counts.map(({ category, count }) => [category, Math.min(count, limit)])
	);
	return {
		...passed,
		qualify: `NOT ${context.train} OR ${wanted} IS NULL OR ${placeSql(balance, input, context)} <= ${wanted}`
	};
}

/** Training rows of the rarer values are repeated, until each has `ratio` times as many as the most frequent. */
export function oversampled(
	balance: Balance,
	input: TableSchema,
	fitted: Counts | null,
	context: StepContext
): StepQuery {
	const { ratio, target } = balance;
	categoryField(input, target);
	const passed = { columns: input.map(passColumn) };
	if (!fitted || context.train === null || fitted.counts.length === 0) return passed;
	const limit = Math.round(Math.max(...fitted.counts.map(({ count }) => count)) * ratio);
	const sized = (size: (count: number) => number) =>
		wantedSql(
			input,
			target,
			fitted.counts.map(({ category, count }) => [category, size(count)])
		);
	const whole = sized((count) => Math.floor(Math.max(count, limit) / count));
	const over = sized((count) => Math.max(count, limit) % count);
	const copies = `CASE WHEN ${context.train} THEN coalesce(${whole} + (${placeSql(balance, input, context)} <= ${over})::INTEGER, 1) ELSE 1 END`;
	return {
		...passed,
		from: (relation) =>
			`(SELECT *, unnest(range("__copies")) AS "__copy" FROM (SELECT *, ${copies} AS "__copies" FROM ${relation}))`,
		orderBy: [context.row, '"__copy"']
	};
}

/** SQL of a number for each value of the target; missing for those not learned. */
function wantedSql(input: TableSchema, target: string, numbers: readonly (readonly [Category, number])[]): string {
	const field = categoryField(input, target);
	return `(CASE ${numbers.map(([category, count]) => `WHEN ${isCategorySql(field, category)} THEN ${count}`).join(' ')} END)`;
}

/** A row's place in the random order of the rows of its value, training rows and others apart. */
function placeSql({ target, seed }: Balance, input: TableSchema, { row, train }: StepContext): string {
	return `row_number() OVER (PARTITION BY ${valueSql(categoryField(input, target))}, ${train ?? 'TRUE'} ORDER BY ${turnSql(seed, row)}, ${row})`;
}
