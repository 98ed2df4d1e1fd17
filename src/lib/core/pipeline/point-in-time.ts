import { sqlName, sqlValue } from '../table/sql';

/** Records of a feature group as a relation: one row an event. */
export interface PointInTimeGroup {
	readonly name: string;
	readonly relation: string;
	/** Columns of the same names stand in the spine. */
	readonly entity: readonly string[];
	readonly eventTime: string;
	readonly features: readonly string[];
	readonly ttlMs: number | null;
}

/**
 * The SELECT of a training set: the spine's rows in their order, its columns, then `<group>__<feature>`. Of a key's records with
 * event time <= the spine's and not older than the TTL the newest event time wins, of equal ones the later row; before the join
 * records are reduced to one a key and time, since ASOF takes any of equals.
 */
export function pointInTimeSql(spine: string, at: string, groups: readonly PointInTimeGroup[]): string {
	const moment = `s.${sqlName(at)}`;
	const columns = ['s.* EXCLUDE ("temoto row")'];
	const joins = groups.map((group, place) => {
		const g = `g${place}`;
		const keys = group.entity.map(sqlName);
		const time = sqlName(group.eventTime);
		const fresh =
			group.ttlMs === null
				? null
				: `epoch_ms(${moment}::TIMESTAMP) - epoch_ms(${g}."temoto time"::TIMESTAMP) <= ${sqlValue(group.ttlMs)}`;
		const named = group.features.map((feature) => [feature, sqlName(`${group.name}__${feature}`)] as const);
		for (const [, name] of named)
			columns.push(fresh === null ? `${g}.${name}` : `CASE WHEN ${fresh} THEN ${g}.${name} END AS ${name}`);
		const list = [
			...keys.map((key, k) => `${key} AS "temoto key ${k}"`),
			`${time} AS "temoto time"`,
			...named.map(([feature, name]) => `${sqlName(feature)} AS ${name}`)
		];
		const newest = `row_number() OVER (PARTITION BY ${[...keys, time].join(', ')} ORDER BY "temoto row" DESC) = 1`;
		const numbered = `(SELECT *, row_number() OVER () AS "temoto row" FROM ${group.relation})`;
		const on = keys.map((key, k) => `s.${key} = ${g}."temoto key ${k}"`).join(' AND ');
		return `ASOF LEFT JOIN (SELECT ${list.join(', ')} FROM ${numbered} QUALIFY ${newest}) ${g} ON ${on} AND ${moment} >= ${g}."temoto time"`;
	});
	return `SELECT ${columns.join(', ')} FROM (SELECT *, row_number() OVER () AS "temoto row" FROM ${spine}) s
${joins.join('\n')}
ORDER BY s."temoto row"`;
}
