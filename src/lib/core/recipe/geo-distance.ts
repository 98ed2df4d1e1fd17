import { sqlName, sqlValue } from '../table/sql';
import type { TableSchema } from '../table/schema';
import { sphereDistance, unitMetres, layered, type DistanceUnit, type PlaceSql } from './coordinates';
import { ellipsoidLayers } from './ellipsoid';
import { freshName } from './fresh-name';
import { withColumns, type StepQuery } from './operation';

export const earthModels = ['sphere', 'ellipsoid'] as const;
export type EarthModel = (typeof earthModels)[number];

/** A column `name` with the distance of two places. */
export function distanceQuery(
	input: TableSchema,
	{ model, unit, name }: { readonly model: EarthModel; readonly unit: DistanceUnit; readonly name: string },
	a: PlaceSql,
	b: PlaceSql,
	from: readonly string[]
): StepQuery {
	const field = { name, type: 'DOUBLE', kind: 'numeric' } as const;
	const metres = sqlValue(unitMetres[unit]);
	if (model === 'sphere')
		return { columns: withColumns(input, [{ field, sql: `${sphereDistance(a, b)} / ${metres}`, from }]) };
	const prefix = freshName(input, 'ellipsoid');
	const named = (key: string) => `${prefix} ${key}`;
	const layers = ellipsoidLayers(a, b, (key) => sqlName(named(key)));
	return {
		columns: withColumns(input, [{ field, sql: `${sqlName(named('metres'))} / ${metres}`, from }]),
		from: layered(layers, named)
	};
}
