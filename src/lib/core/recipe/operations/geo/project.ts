import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { equatorRadius, layered, meanRadius, placeFields, placeSql } from '../../coordinates';
import { choiceField, initialNameField } from '../../field';
import { freshName } from '../../fresh-name';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';
import { utmLayers } from '../../utm';

const StateSchema = v.strictObject({ latitude: v.number(), longitude: v.number() });

export const project = defineOperation({
	id: 'project',
	group: 'geo',
	title: 'Project to metres',
	description:
		'Places as metres east and north, `name_east` and `name_north`. local: from the middle of the rows learned from, fit for distances within some ' +
		'100 km. web-mercator: as web maps draw. utm: Universal Transverse Mercator on WGS 84 with its zone, `name_zone` (to -80 and 84 degrees).',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		projection: choiceField(['local', 'web-mercator', 'utm'], 'local'),
		name: initialNameField('metres')
	}),
	state: StateSchema,
	learns: ({ projection }) => projection === 'local',
	query: ({ latitude, longitude, projection, name }, input, fitted) => {
		const { lat, lon } = placeSql(input, { latitude, longitude });
		const from = [latitude, longitude];
		const column = (axis: string, sql: string): OutputColumn => ({
			field: { name: `${name}_${axis}`, type: 'DOUBLE', kind: 'numeric' },
			sql,
			from
		});
		if (projection === 'local') {
			const [lat0, lon0] = [fitted?.latitude ?? 0, fitted?.longitude ?? 0];
			const degree = (meanRadius * Math.PI) / 180;
			const east = `(${lon} - ${sqlValue(lon0)}) * ${sqlValue(degree * Math.cos((lat0 * Math.PI) / 180))}`;
			const north = `(${lat} - ${sqlValue(lat0)}) * ${sqlValue(degree)}`;
			return { columns: withColumns(input, [column('east', east), column('north', north)]) };
		}
		if (projection === 'web-mercator') {
			const radius = sqlValue(equatorRadius);
			const north = `CASE WHEN abs(${lat}) < 90 THEN ${radius} * asinh(tan(radians(${lat}))) END`;
			return { columns: withColumns(input, [column('east', `${radius} * radians(${lon})`), column('north', north)]) };
		}
		const prefix = freshName(input, 'grid');
		const named = (key: string) => `${prefix} ${key}`;
		const inGrid = { lat: `(CASE WHEN ${lat} BETWEEN -80 AND 84 THEN ${lat} END)`, lon };
		const there = (sql: string) => `CASE WHEN ${inGrid.lat} IS NOT NULL THEN ${sql} END`;
		return {
			columns: withColumns(input, [
				column('east', there(sqlName(named('east')))),
				column('north', there(sqlName(named('north')))),
				{
					field: { name: `${name}_zone`, type: 'INTEGER', kind: 'categorical' },
					sql: there(sqlName(named('zone'))),
					from
				}
			]),
			from: layered(utmLayers(inGrid, named), named)
		};
	},
	fitSql: (params, input, from) => {
		const { lat, lon } = placeSql(input, params);
		return `SELECT avg(${lat}) AS lat, avg(${lon}) AS lon FROM ${from}`;
	},
	learn: ([row]) => ({ latitude: Number(row?.['lat'] ?? 0), longitude: Number(row?.['lon'] ?? 0) })
});
