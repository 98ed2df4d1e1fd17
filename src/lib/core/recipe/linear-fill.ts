import { sqlName } from '../table/sql';
import { isTemporalType, type TableSchema } from '../table/schema';
import { columnSql } from './formula/compile';
import { finiteColumnSql, numberField } from './number-column';
import { fieldNamed } from './operation';
import { windowSql } from './window';

/** SQL of the value before and after a gap of x, and of the line between them, by the distances of `place` (a number along the order). */
export function gapSql(x: string, place: string, groups: readonly string[], order: readonly string[]) {
	const { over } = windowSql(groups, order);
	const before = over('ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW');
	const after = over('ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING');
	const there = `CASE WHEN ${x} IS NOT NULL THEN ${place} END`;
	const [y0, y1] = [`last_value(${x} IGNORE NULLS) ${before}`, `first_value(${x} IGNORE NULLS) ${after}`];
	const [t0, t1] = [`last_value(${there} IGNORE NULLS) ${before}`, `first_value(${there} IGNORE NULLS) ${after}`];
	return {
		previous: y0,
		next: y1,
		nearest: `CASE WHEN ${t1} - ${place} < ${place} - ${t0} THEN ${y1} ELSE coalesce(${y0}, ${y1}) END`,
		line: `${y0} + (${y1} - ${y0}) * ((${place} - ${t0}) / nullif(${t1} - ${t0}, 0))`
	};
}

/** SQL of the place along the order, as a number: seconds for dates. */
export function placeSql(order: string | undefined, input: TableSchema, row: string): string {
	if (order === undefined) return `${row}::DOUBLE`;
	const field = fieldNamed(input, order);
	return isTemporalType(field.type) ? `epoch(${columnSql(field)})` : finiteColumnSql(numberField(input, order));
}

export const numberFills = ['missing', 'linear', 'previous', 'next', 'nearest', 'zero'] as const;
export type NumberFill = (typeof numberFills)[number];
export const otherFills = ['missing', 'previous', 'next', 'nearest'] as const;

/** SQL of a column filled by a rule; linear fills nothing before the first and after the last value. */
export function filledSql(
	rule: NumberFill,
	name: string,
	place: string,
	groups: readonly string[],
	order: readonly string[]
): string {
	const x = sqlName(name);
	if (rule === 'missing') return x;
	if (rule === 'zero') return `coalesce(${x}, 0)`;
	const { previous, next, nearest, line } = gapSql(x, place, groups, order);
	return `coalesce(${x}, ${{ linear: line, previous, next, nearest }[rule]})`;
}
