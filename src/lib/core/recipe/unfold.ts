import type { Field, TableSchema } from '../table/schema';
import { withColumns, type StepQuery } from './operation';

interface Unfolded {
	/** The column that takes the elements; by the name of one that is there, in its place. */
	readonly field: Field;
	readonly from: readonly string[];
	/** SQL of the list over the step before. */
	readonly list: string;
	/** SQL of what an element becomes. */
	readonly element?: (element: string) => string;
	/** The column that takes the place of the element, from 1; missing where there is none. */
	readonly position?: string;
	/** FROM of the step before, when it is more than its relation. */
	readonly relation?: (relation: string) => string;
}

/** One row for each element of a list, in order, the other columns repeated; a missing or empty list stays one row, with a missing value. */
export function unfold(
	input: TableSchema,
	row: string,
	{ field, from, list, element = (sql) => sql, relation = (sql) => sql, position }: Unfolded
): StepQuery {
	const elements = `CASE WHEN len(${list}) > 0 THEN ${list} ELSE [NULL] END`;
	return {
		columns: withColumns(input, [
			{ field, sql: element('"__element"'), from },
			...(position === undefined
				? []
				: [
						{
							field: { name: position, type: 'BIGINT', kind: 'numeric' as const },
							sql: `CASE WHEN len(${list}) > 0 THEN "__place" END`,
							from
						}
					])
		]),
		from: (step) =>
			`(SELECT *, unnest(${elements}) AS "__element", generate_subscripts(${elements}, 1) AS "__place" FROM ${relation(step)})`,
		orderBy: [row, '"__place"']
	};
}
