import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { distanceUnits, placeFields, unitMetres } from '../../coordinates';
import {
	choiceField,
	initialNameField,
	numberField,
	optionalOtherColumnsField,
	otherColumnField,
	tableField
} from '../../field';
import { nearPairsSql } from '../../near-places';
import { defineOperation, fieldsNamed, tableNamed, withColumns } from '../../operation';

export const nearestPlace = defineOperation({
	id: 'nearest-place',
	group: 'geo',
	title: 'Nearest place of a table',
	description:
		'For each place the nearest of another table, at most `within` away on a sphere: brings its columns, named `name_column`, and the distance ' +
		'`name_distance`. Of equally near ones the first; all missing where there is none. A small `within` is fast on large tables.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({
		...placeFields,
		table: tableField(),
		otherLatitude: otherColumnField(),
		otherLongitude: otherColumnField(),
		columns: optionalOtherColumnsField(),
		within: numberField(100, { min: 0.001, max: 30_000_000 }),
		unit: choiceField(distanceUnits, 'kilometre'),
		name: initialNameField('nearest')
	}),
	query: (params, input, _fitted, context) => {
		const { latitude, longitude, table, otherLatitude, otherLongitude, columns, within, unit, name } = params;
		const other = tableNamed(context, table);
		const taken = [otherLatitude, otherLongitude];
		const brought = columns
			? fieldsNamed(other.schema, columns)
			: other.schema.filter((field) => !taken.includes(field.name));
		const metres = within * unitMetres[unit];
		const found = (i: number) => sqlName(`near place ${i}`);
		const from = [latitude, longitude];
		return {
			columns: withColumns(input, [
				...brought.map((field, i) => ({ field: { ...field, name: `${name}_${field.name}` }, sql: found(i), from })),
				{
					field: { name: `${name}_distance`, type: 'DOUBLE', kind: 'numeric' },
					sql: `"near distance" / ${sqlValue(unitMetres[unit])}`,
					from
				}
			]),
			from: (relation) => {
				const theirs = { latitude: otherLatitude, longitude: otherLongitude };
				const pairs = nearPairsSql(relation, context.row, input, { latitude, longitude }, other, theirs, metres);
				const best = `(SELECT r, min({'d': d, 'k': k}) AS best FROM ${pairs} GROUP BY r)`;
				const kept = brought.map((field, i) => `o.${sqlName(field.name)} AS ${found(i)}`);
				return (
					`(SELECT l.*, ${[...kept, `n.best['d'] AS "near distance"`].join(', ')} FROM ${relation} AS l LEFT JOIN ${best} AS n ON l.${context.row} = n.r ` +
					`LEFT JOIN (SELECT *, row_number() OVER () AS "near row" FROM ${other.sql}) AS o ON o."near row" = n.best['k'])`
				);
			}
		};
	}
});
