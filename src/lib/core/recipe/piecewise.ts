import { sqlValue } from '../table/sql';

export interface Knot {
	readonly x: number;
	readonly y: number;
}

/** SQL of the straight lines between knots (x ascending and distinct), level outside them; a tree of comparisons, so that a row takes few. */
export function piecewiseSql(x: string, knots: readonly Knot[]): string {
	const [first, last] = [knots[0], knots.at(-1)];
	if (!first || !last) return 'NULL::DOUBLE';
	if (first === last) return `CASE WHEN ${x} IS NOT NULL THEN ${sqlValue(first.y)} END`;
	const middle = pieceSql(x, knots);
	return `CASE WHEN ${x} <= ${sqlValue(first.x)} THEN ${sqlValue(first.y)} WHEN ${x} >= ${sqlValue(last.x)} THEN ${sqlValue(last.y)} ELSE ${middle} END`;
}

function pieceSql(x: string, knots: readonly Knot[]): string {
	const half = knots.length >> 1;
	const [a, b, turn] = [knots[0], knots[1], knots[half]];
	if (!a || !b || !turn) return 'NULL';
	if (knots.length === 2) {
		const slope = (b.y - a.y) / (b.x - a.x);
		return `${sqlValue(a.y)} + (${x} - ${sqlValue(a.x)}) * ${sqlValue(Number.isFinite(slope) ? slope : 0)}`;
	}
	return `CASE WHEN ${x} < ${sqlValue(turn.x)} THEN ${pieceSql(x, knots.slice(0, half + 1))} ELSE ${pieceSql(x, knots.slice(half))} END`;
}
