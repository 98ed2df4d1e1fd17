import type { Field, TableSchema } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { columnField } from './field';
import { finiteColumnSql, numberField } from './number-column';
import { withColumns, type OutputColumn, type StepQuery } from './operation';

/** Columns of a place in degrees: parameters of most operations on places. */
export const placeFields = { latitude: columnField('number'), longitude: columnField('number') };

export interface PlaceColumns {
	readonly latitude: string;
	readonly longitude: string;
}

/** A place as SQL of its latitude and longitude in degrees. */
export interface PlaceSql {
	readonly lat: string;
	readonly lon: string;
}

/** The mean radius of the Earth in metres (IUGG), and the axes of the ellipsoid WGS 84. */
export const meanRadius = 6_371_008.8;
export const equatorRadius = 6_378_137;
export const flattening = 1 / 298.257223563;

/** Metres in each unit of distance. */
export const unitMetres = { kilometre: 1000, metre: 1, mile: 1609.344, 'nautical-mile': 1852 } as const;
export const distanceUnits = ['kilometre', 'metre', 'mile', 'nautical-mile'] as const;
export type DistanceUnit = (typeof distanceUnits)[number];

/** The place of a row; missing where either column is, or where it is no place (latitude beyond 90, longitude beyond 360). */
export function placeSql(input: TableSchema, { latitude, longitude }: PlaceColumns): PlaceSql {
	const [lat, lon] = [latitude, longitude].map((name) => finiteColumnSql(numberField(input, name)));
	const isPlace = `abs(${lat}) <= 90 AND abs(${lon}) <= 360`;
	return { lat: `(CASE WHEN ${isPlace} THEN ${lat} END)`, lon: `(CASE WHEN ${isPlace} THEN ${lon} END)` };
}

export const latitudeOf = (name: string): Field => ({ name, type: 'DOUBLE', kind: 'numeric' });

/** FROM with SQL of the step before as columns of their own, so that they are computed once; `name` gives what they are called. */
export function layered(
	layers: readonly Readonly<Record<string, string>>[],
	name: (key: string) => string
): (relation: string) => string {
	return (relation) =>
		layers.reduce(
			(from, columns) =>
				`(SELECT *, ${Object.entries(columns)
					.map(([key, sql]) => `${sql} AS ${sqlName(name(key))}`)
					.join(', ')} FROM ${from})`,
			relation
		);
}

/** Columns of numbers behind the others. */
export function addNumbers(
	input: TableSchema,
	made: Readonly<Record<string, string>>,
	from: readonly string[]
): StepQuery {
	return {
		columns: withColumns(
			input,
			Object.entries(made).map(([name, sql]): OutputColumn => ({ field: latitudeOf(name), sql, from }))
		)
	};
}

/** Longitude brought to [-180, 180). */
export function wrapLongitude(sql: string): string {
	return `((((${sql}) + 180e0) % 360e0 + 360e0) % 360e0 - 180e0)`;
}

/** Metres between two places on a sphere of the mean radius (haversine, Sinnott 1984). */
export function sphereDistance(a: PlaceSql, b: PlaceSql): string {
	const half = (x: string, y: string) => `sin(radians((${y}) - (${x})) / 2) ** 2`;
	const chord = `${half(a.lat, b.lat)} + cos(radians(${a.lat})) * cos(radians(${b.lat})) * ${half(a.lon, b.lon)}`;
	return `(${sqlValue(2 * meanRadius)} * atan2(sqrt(${chord}), sqrt(abs(1e0 - (${chord})))))`;
}

/** Degrees from north, clockwise, in [0, 360), in which the shortest way from a to b sets out. */
export function bearingSql(a: PlaceSql, b: PlaceSql): string {
	const [lat1, lat2, turn] = [`radians(${a.lat})`, `radians(${b.lat})`, `radians((${b.lon}) - (${a.lon}))`];
	const y = `sin(${turn}) * cos(${lat2})`;
	const x = `cos(${lat1}) * sin(${lat2}) - sin(${lat1}) * cos(${lat2}) * cos(${turn})`;
	return `((degrees(atan2(${y}, ${x})) + 360e0) % 360e0)`;
}
