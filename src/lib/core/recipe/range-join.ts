import type { RecipeTable, StepQuery } from './operation';
import { left, numbered, right, rightRow } from './other-table';

interface RangeJoin {
	/** SQL of the conditions, all of which must hold. */
	readonly on: readonly string[];
	readonly type: 'left' | 'inner';
	/** Every partner of a row, or the first in the order of the other table. */
	readonly matches: 'all' | 'first';
	/** SQL of the hidden row number. */
	readonly row: string;
}

/** A join by conditions other than equality: rows in order, their partners in the order of the other table. */
export function rangeJoin(
	other: RecipeTable,
	{ on, type, matches, row }: RangeJoin
): Pick<StepQuery, 'from' | 'qualify' | 'orderBy'> {
	return {
		from: (relation) =>
			`${relation} AS ${left} ${type.toUpperCase()} JOIN ${numbered(other)} AS ${right} ON ${on.join(' AND ')}`,
		...(matches === 'first' && {
			qualify: `row_number() OVER (PARTITION BY ${left}.${row} ORDER BY ${rightRow}) = 1`
		}),
		orderBy: [`${left}.${row}`, rightRow]
	};
}
