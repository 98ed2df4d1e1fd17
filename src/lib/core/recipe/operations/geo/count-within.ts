import * as v from 'valibot';
import { distanceUnits, placeFields, placeSql, unitMetres } from '../../coordinates';
import { choiceField, initialNameField, numberField, otherColumnField, tableField } from '../../field';
import { nearPairsSql } from '../../near-places';
import { defineOperation, tableNamed, withColumns } from '../../operation';

export const countWithin = defineOperation({
	id: 'count-within',
	group: 'geo',
	title: 'Count places around',
	description:
		'How many places of another table lie at most `within` from each place, on a sphere. Missing where the place is.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({
		...placeFields,
		table: tableField(),
		otherLatitude: otherColumnField(),
		otherLongitude: otherColumnField(),
		within: numberField(10, { min: 0.001, max: 30_000_000 }),
		unit: choiceField(distanceUnits, 'kilometre'),
		name: initialNameField('places_around')
	}),
	query: (params, input, _fitted, context) => {
		const { latitude, longitude, table, otherLatitude, otherLongitude, within, unit, name } = params;
		const other = tableNamed(context, table);
		const { lat, lon } = placeSql(input, { latitude, longitude });
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BIGINT', kind: 'numeric' },
					sql: `CASE WHEN ${lat} IS NOT NULL AND ${lon} IS NOT NULL THEN coalesce("near count", 0) END`,
					from: [latitude, longitude]
				}
			]),
			from: (relation) => {
				const theirs = { latitude: otherLatitude, longitude: otherLongitude };
				const metres = within * unitMetres[unit];
				const pairs = nearPairsSql(relation, context.row, input, { latitude, longitude }, other, theirs, metres);
				return `(SELECT l.*, "near count" FROM ${relation} AS l LEFT JOIN (SELECT r, count(*) AS "near count" FROM ${pairs} GROUP BY r) AS n ON l.${context.row} = n.r)`;
			}
		};
	}
});
