import { intervalSql, secondsOf, type DateUnit } from '../../date-units';

interface Grid {
	readonly op: string;
	readonly relation: string;
	readonly groups: readonly string[];
	/** SQL of the moments, and the name they get. */
	readonly moment: string;
	readonly row: string;
	readonly every: number;
	readonly unit: DateUnit;
	/** The name of the number of a series' first row. */
	readonly first: string;
}

const most = 5_000_000;

/** SQL of evenly spaced moments of each series, from its first to its last: its groups, `first` and the moment. A grid that is too long stops the run. */
export function gridSql({ op, relation, groups, moment, row, every, unit, first }: Grid): string {
	const [from, to] = [`min(${moment})`, `max(${moment})`];
	const tooLong = `(epoch_us(${to}) - epoch_us(${from})) / 1e6 > ${most}e0 * ${every * secondsOf[unit]}`;
	const moments = `CASE WHEN ${tooLong} THEN error('${op}: more than ${most} rows in a series') ELSE generate_series(${from}, ${to}, ${intervalSql(every, unit)}) END`;
	const kept = [...groups, `min(${row}) AS ${first}`, `unnest(${moments}) AS ${moment}`];
	return `SELECT ${kept.join(', ')} FROM ${relation}${groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`}`;
}

/** Conditions that hold for rows of the same group; missing is the same as missing. */
export function sameGroup(groups: readonly string[], a: string, b: string): string[] {
	return groups.map((name) => `${a}.${name} IS NOT DISTINCT FROM ${b}.${name}`);
}
