import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { placeFields, placeSql } from '../../coordinates';
import { choiceField, initialNameField, numberField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

/** Where the square map of the world ends. */
const edge = 85.05112877980659;

export const mapTile = defineOperation({
	id: 'map-tile',
	group: 'geo',
	title: 'Map tile',
	description:
		'The tile of a web map (Web Mercator) at a zoom that a place lies in: columns `name_x` and `name_y`, a path z/x/y, or a quadkey. Missing beyond 85.05 degrees.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		zoom: numberField(12, { integer: true, min: 0, max: 24 }),
		output: choiceField(['columns', 'path', 'quadkey'], 'columns'),
		name: initialNameField('tile')
	}),
	query: ({ latitude, longitude, zoom, output, name }, input) => {
		const { lat, lon } = placeSql(input, { latitude, longitude });
		const count = sqlValue(2 ** zoom);
		const isThere = `abs(${lat}) <= ${sqlValue(edge)} AND ${lon} IS NOT NULL`;
		const cell = (share: string) => `least(greatest(floor((${share}) * ${count}), 0), ${count} - 1)::BIGINT`;
		const x = cell(`((((${lon} + 180e0) % 360e0) + 360e0) % 360e0) / 360`);
		const y = cell(`(1 - asinh(tan(radians(${lat}))) / pi()) / 2`);
		const digit = (bit: number) => `((((${x}) >> ${bit}) & 1) + 2 * (((${y}) >> ${bit}) & 1))::VARCHAR`;
		const quadkey = Array.from({ length: zoom }, (_, i) => digit(zoom - 1 - i)).join(' || ') || "''";
		const whole = (sql: string) => `CASE WHEN ${isThere} THEN ${sql} END`;
		const from = [latitude, longitude];
		const text = { name, type: 'VARCHAR', kind: 'categorical' } as const;
		if (output === 'path')
			return {
				columns: withColumns(input, [
					{ field: text, sql: whole(`'${zoom}/' || (${x})::VARCHAR || '/' || (${y})::VARCHAR`), from }
				])
			};
		if (output === 'quadkey') return { columns: withColumns(input, [{ field: text, sql: whole(quadkey), from }]) };
		return {
			columns: withColumns(
				input,
				[
					['x', x],
					['y', y]
				].map(([axis, sql = '']) => ({
					field: { name: `${name}_${axis}`, type: 'BIGINT', kind: 'numeric' as const },
					sql: whole(sql),
					from
				}))
			)
		};
	}
});
