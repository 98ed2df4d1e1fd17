import * as v from 'valibot';
import { addNumbers } from '../../coordinates';
import { textColumn } from '../../each-text';
import { choiceField, columnField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';
import { allMatches, hasMatch } from '../../text-pattern';
import { sqlName } from '../../../table/sql';

export const parsePoint = defineOperation({
	id: 'parse-point',
	group: 'geo',
	title: 'Read a pair of coordinates',
	description:
		'Reads latitude and longitude written in one text, such as 35.68, 139.77 or (35.68; 139.77), as `name_latitude` and `name_longitude`. In ' +
		'POINT (139.77 35.68) and GeoJSON longitude is first, whatever `order` says. Missing where it is no place.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		order: choiceField(['latitude-first', 'longitude-first'], 'latitude-first'),
		name: initialNameField('point')
	}),
	query: ({ column, order, name }, input) => {
		const x = sqlName(textColumn(input, column).name);
		const parts = allMatches(x, '[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?');
		const isTurned = order === 'longitude-first' ? 'TRUE' : hasMatch(x, '(?i)point');
		const [first, second] = [`(${parts})[1]::DOUBLE`, `(${parts})[2]::DOUBLE`];
		const lat = `CASE WHEN ${isTurned} THEN ${second} ELSE ${first} END`;
		const lon = `CASE WHEN ${isTurned} THEN ${first} ELSE ${second} END`;
		const isPlace = `len(${parts}) IN (2, 3) AND abs(${lat}) <= 90 AND abs(${lon}) <= 360`;
		return addNumbers(
			input,
			{
				[`${name}_latitude`]: `CASE WHEN ${isPlace} THEN ${lat} END`,
				[`${name}_longitude`]: `CASE WHEN ${isPlace} THEN ${lon} END`
			},
			[column]
		);
	}
});
