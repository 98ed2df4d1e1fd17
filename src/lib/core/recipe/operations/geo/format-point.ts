import * as v from 'valibot';
import { placeFields, placeSql } from '../../coordinates';
import { choiceField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

export const formatPoint = defineOperation({
	id: 'format-point',
	group: 'geo',
	title: 'Write a pair of coordinates',
	description:
		'Writes a place as one text: 35.68, 139.77 (pair), POINT (139.77 35.68) (wkt), GeoJSON, or geo:35.68,139.77 (uri).',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		style: choiceField(['pair', 'wkt', 'geojson', 'uri'], 'pair'),
		name: initialNameField('point')
	}),
	query: ({ latitude, longitude, style, name }, input) => {
		const { lat, lon } = placeSql(input, { latitude, longitude });
		const [y, x] = [`${lat}::VARCHAR`, `${lon}::VARCHAR`];
		const sql = {
			pair: `${y} || ', ' || ${x}`,
			wkt: `'POINT (' || ${x} || ' ' || ${y} || ')'`,
			geojson: `'{"type":"Point","coordinates":[' || ${x} || ',' || ${y} || ']}'`,
			uri: `'geo:' || ${y} || ',' || ${x}`
		}[style];
		return {
			columns: withColumns(input, [
				{ field: { name, type: 'VARCHAR', kind: 'text' }, sql, from: [latitude, longitude] }
			])
		};
	}
});
