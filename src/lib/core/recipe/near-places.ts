import { sqlValue } from '../table/sql';
import { meanRadius, placeSql, sphereDistance, type PlaceColumns } from './coordinates';
import type { RecipeTable } from './operation';
import type { TableSchema } from '../table/schema';

/**
 * SQL of a relation r (row), k (place in the other table, from 1) and d (metres) of all pairs at most `metres` apart. Both tables are cut
 * into cubes of space as wide as the longest straight line allowed, so that a pair can only be in cubes that touch: no pole and no date
 * line is in the way.
 */
export function nearPairsSql(
	relation: string,
	row: string,
	input: TableSchema,
	own: PlaceColumns,
	other: RecipeTable,
	theirs: PlaceColumns,
	metres: number
): string {
	const chord = 2 * Math.sin(Math.min(metres / (2 * meanRadius), Math.PI / 2)) * (1 + 1e-9);
	const width = sqlValue(chord);
	const cube = (lat: string, lon: string) =>
		[
			`cos(radians(${lat})) * cos(radians(${lon}))`,
			`cos(radians(${lat})) * sin(radians(${lon}))`,
			`sin(radians(${lat}))`
		]
			.map((axis, i) => `floor((${axis}) / ${width})::BIGINT AS c${i}`)
			.join(', ');
	const here = placeSql(input, own);
	const there = placeSql(other.schema, theirs);
	const rows = `SELECT *, ${cube('lat', 'lon')} FROM (SELECT ${row} AS r, ${here.lat} AS lat, ${here.lon} AS lon FROM ${relation}) WHERE lat IS NOT NULL AND lon IS NOT NULL`;
	const places = `SELECT *, ${cube('lat', 'lon')} FROM (SELECT row_number() OVER () AS k, ${there.lat} AS lat, ${there.lon} AS lon FROM ${other.sql}) WHERE lat IS NOT NULL AND lon IS NOT NULL`;
	const steps = '(VALUES (-1), (0), (1))';
	const around = `SELECT k, lat, lon, c0 + s0 AS c0, c1 + s1 AS c1, c2 + s2 AS c2 FROM (${places}), ${steps} AS t0(s0), ${steps} AS t1(s1), ${steps} AS t2(s2)`;
	const distance = sphereDistance({ lat: 'a.lat', lon: 'a.lon' }, { lat: 'b.lat', lon: 'b.lon' });
	return (
		`(SELECT * FROM (SELECT a.r AS r, b.k AS k, ${distance} AS d FROM (${rows}) AS a JOIN (${around}) AS b ` +
		`ON a.c0 = b.c0 AND a.c1 = b.c1 AND a.c2 = b.c2) WHERE d <= ${sqlValue(metres)})`
	);
}
