import { sqlName, sqlValue } from '../table/sql';
import { computationSql, type Computation } from './computed';
import { isNumericType, isTemporalType } from '../table/schema';

/** A relation with the DuckDB types of its columns. */
export interface TypedRelation {
	readonly relation: string;
	readonly types: Readonly<Record<string, string>>;
}

/** Records of a feature group as a relation: one row an event. */
export interface PointInTimeGroup extends TypedRelation {
	readonly name: string;
	/** Columns of the same names stand in the spine. */
	readonly entity: readonly string[];
	readonly eventTime: string;
	readonly writeTime: string | null;
	readonly deleted: string | null;
	readonly features: readonly string[];
	/** What is computed of features and of columns of the spine where the record is live; else it is missing, as they are. */
	readonly computed?: readonly Computation[];
	readonly ttlMs: number | null;
}

export interface PointInTimeSpine extends TypedRelation {
	readonly at: string;
}

/** How a column tells time: a date or time (or text of one), or a number of milliseconds. */
export type TimeMeasure = 'calendar' | 'milliseconds';

export function timeMeasure(type: string): TimeMeasure | null {
	if (isTemporalType(type) || type === 'VARCHAR') return 'calendar';
	return isNumericType(type) ? 'milliseconds' : null;
}

/** A column as a number that orders its times: microseconds since 1970, or the number itself. What is no time is NULL. */
function timeSql(column: string, type: string): string {
	if (timeMeasure(type) === 'milliseconds')
		return type === 'DOUBLE' || type === 'FLOAT' ? `CASE WHEN NOT isnan(${column}) THEN ${column} END` : column;
	const time = `TRY_CAST(${column} AS TIMESTAMP)`;
	return `CASE WHEN isfinite(${time}) THEN epoch_us(${time}) END`;
}

/** Whether a record says that its entity is gone: true or 1, however it is stored. */
export function deletedSql(column: string): string {
	return `coalesce(lower(trim(CAST(${column} AS VARCHAR))) IN ('1', '1.0', 'true'), FALSE)`;
}

const isText = (type: string | undefined): boolean => type === 'VARCHAR';

/**
 * The SELECT of a training set: the spine's rows in their order, its columns, then `<group>__<feature>`, stored ones before computed ones.
 *
 * Of a key's records with event time <= the spine's and not older than the TTL (both ends included) the newest event time wins; of
 * equal ones the newest write time, a missing one being the oldest; of those the later row. With `asKnown` a record whose write time
 * is after the spine's or missing did not exist yet. Where the winner is deleted its features are missing.
 *
 * Records are ranked by that order once. From the moment a record can be seen (its event time; with `asKnown` the later of event
 * and write time) the best rank of its key can only grow, so a running maximum a key and moment says who wins from then on, and one
 * ASOF join on moments that are unique a key finds it: ASOF over the records themselves takes any of equals.
 */
export function pointInTimeSql(
	spine: PointInTimeSpine,
	groups: readonly PointInTimeGroup[],
	options: { readonly asKnown?: boolean } = {}
): string {
	const at = `s."temoto at"`;
	const spineTime = timeSql(sqlName(spine.at), spine.types[spine.at] ?? '');
	const tables = [
		`s AS (SELECT *, row_number() OVER () AS "temoto row", ${spineTime} AS "temoto at" FROM ${spine.relation})`
	];
	const columns = Object.keys(spine.types).map(sqlName);
	const joined = ['s.*'];
	const joins: string[] = [];
	groups.forEach((group, place) => {
		const g = `g${place}`;
		const keys = group.entity.map((_, k) => `k${k}`);
		tables.push(...groupTables(g, group, spine, options.asKnown ?? false));
		const on = group.entity.map((name, k) => `${keySql(`s.${sqlName(name)}`, name, spine, group)} = ${g}_best.k${k}`);
		joins.push(
			`ASOF LEFT JOIN ${g}_best ON ${on.join(' AND ')} AND ${at} >= ${g}_best.moment`,
			`LEFT JOIN ${g} ON ${g}.rank = ${g}_best.best`
		);
		const unit = timeMeasure(group.types[group.eventTime] ?? '') === 'calendar' ? 1000 : 1;
		const live = [
			`NOT ${g}.deleted`,
			...(group.ttlMs === null ? [] : [`${at} - ${g}.event <= ${sqlValue(group.ttlMs * unit)}`])
		].join(' AND ');
		const shown = (column: string) => `temoto ${g} ${column}`;
		featuresRead(group).forEach((feature, f) =>
			joined.push(`CASE WHEN ${live} THEN ${g}.f${f} END AS ${sqlName(shown(feature))}`)
		);
		for (const feature of group.features)
			columns.push(`${sqlName(shown(feature))} AS ${sqlName(`${group.name}__${feature}`)}`);
		const computed = group.computed ?? [];
		if (computed.length > 0) joined.push(`${live} AS ${sqlName(shown(''))}`);
		const stored = new Set(featuresRead(group));
		for (const one of computed) {
			const sql = computationSql(one, (column) => (stored.has(column) ? shown(column) : column));
			columns.push(`CASE WHEN ${sqlName(shown(''))} THEN ${sql} END AS ${sqlName(`${group.name}__${one.name}`)}`);
		}
		tables.push(
			`${g}_best AS MATERIALIZED (SELECT ${keys.join(', ')}, moment, max(max(rank)) OVER (PARTITION BY ${keys.join(', ')} ORDER BY moment) AS best
	FROM ${g} GROUP BY ${keys.join(', ')}, moment)`
		);
	});
	return `WITH ${tables.join(',\n')}
SELECT ${columns.join(', ')}
FROM (SELECT ${joined.join(', ')}
FROM s
${joins.join('\n')})
ORDER BY "temoto row"`;
}

/** The stored features of a group that are asked for, or that something computed reads. */
function featuresRead({ features, computed = [], types }: PointInTimeGroup): string[] {
	const read = computed.flatMap(({ columns }) => columns.filter((column) => types[column] !== undefined));
	return [...new Set([...features, ...read])];
}

/** A key of the two sides is compared as text where only one of them is text. */
export function keySql(column: string, name: string, one: TypedRelation, other: TypedRelation): string {
	return isText(one.types[name]) === isText(other.types[name]) ? column : `CAST(${column} AS VARCHAR)`;
}

/** A group's records with their keys, moment and rank under names of our own. */
function groupTables(g: string, group: PointInTimeGroup, spine: PointInTimeSpine, asKnown: boolean): string[] {
	const event = timeSql(sqlName(group.eventTime), group.types[group.eventTime] ?? '');
	const { writeTime } = group;
	const write = writeTime === null ? 'NULL' : timeSql(sqlName(writeTime), group.types[writeTime] ?? '');
	const list = [
		...group.entity.map((name, k) => `${keySql(sqlName(name), name, group, spine)} AS k${k}`),
		`${event} AS event`,
		`${write} AS write`,
		`${group.deleted === null ? 'FALSE' : deletedSql(sqlName(group.deleted))} AS deleted`,
		...featuresRead(group).map((feature, f) => `${sqlName(feature)} AS f${f}`),
		'row_number() OVER () AS place'
	];
	const moment = asKnown ? 'CASE WHEN write IS NOT NULL THEN greatest(event, write) END' : 'event';
	return [
		`${g}_all AS (SELECT ${list.join(', ')} FROM ${group.relation})`,
		`${g} AS MATERIALIZED (SELECT *, ${moment} AS moment, row_number() OVER (ORDER BY event, write NULLS FIRST, place) AS rank
	FROM ${g}_all WHERE event IS NOT NULL AND ${moment} IS NOT NULL)`
	];
}
