import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlValue } from '../../../table/sql';
import { placeFields, placeSql } from '../../coordinates';
import { filledTextField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { regionRings } from '../../region';

/** A square around the origin, to start with. */
const example = 'POLYGON ((-10 -10, 10 -10, 10 10, -10 10, -10 -10))';

/** Even-odd rule along the parallel to the east (Shimrat 1962): the edges crossed are counted, so rings within rings are holes. */
export const inRegion = defineOperation({
	id: 'in-region',
	group: 'geo',
	title: 'Inside a region',
	description:
		'Whether a place lies in a polygon or several, given as WKT or GeoJSON text in longitude and latitude; rings within rings are holes. Edges ' +
		'are straight in degrees and may not cross the date line. On an edge, the south and west ones count as inside.',
	rows: 'each',
	params: v.strictObject({ ...placeFields, region: filledTextField(example), name: initialNameField('inside') }),
	query: ({ latitude, longitude, region, name }, input) => {
		const { lat, lon } = placeSql(input, { latitude, longitude });
		const rings = regionRings(region);
		if (!rings)
			throw new AppError('recipe/params-invalid', {
				op: 'in-region',
				field: 'region',
				wanted: 'POLYGON ((lon lat, ...)) or GeoJSON',
				found: region.slice(0, 40)
			});
		const edges = rings.flatMap((ring) => ring.slice(1).map((to, i) => [ring[i] ?? to, to] as const));
		const crossed = edges.flatMap(([[x1, y1], [x2, y2]]) => {
			if (y1 === y2) return [];
			const [low, high] = [Math.min(y1, y2), Math.max(y1, y2)];
			const at = `${sqlValue(x1)} + (${lat} - ${sqlValue(y1)}) * ${sqlValue((x2 - x1) / (y2 - y1))}`;
			return [`(${lat} >= ${sqlValue(low)} AND ${lat} < ${sqlValue(high)} AND ${lon} < ${at})::INTEGER`];
		});
		const count = crossed.length === 0 ? '0' : `list_sum([${crossed.join(', ')}])`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BOOLEAN', kind: 'boolean' },
					sql: `CASE WHEN ${lat} IS NOT NULL AND ${lon} IS NOT NULL THEN ${count} % 2 = 1 END`,
					from: [latitude, longitude]
				}
			])
		};
	}
});
