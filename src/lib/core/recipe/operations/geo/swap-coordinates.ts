import * as v from 'valibot';
import { placeFields } from '../../coordinates';
import { choiceField } from '../../field';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const swapCoordinates = defineOperation({
	id: 'swap-coordinates',
	group: 'geo',
	title: 'Swap latitude and longitude',
	description:
		'Exchanges latitude and longitude: in rows where the latitude lies beyond 90 and the longitude could be one (wrong), or in all.',
	rows: 'each',
	params: v.strictObject({ ...placeFields, where: choiceField(['wrong', 'all'], 'wrong') }),
	query: ({ latitude, longitude, where }, input) => {
		const [lat, lon] = [latitude, longitude].map((name) => finiteColumnSql(numberField(input, name)));
		const test = where === 'all' ? 'TRUE' : `abs(${lat}) > 90 AND abs(${lat}) <= 360 AND abs(${lon}) <= 90`;
		const from = [latitude, longitude];
		return {
			columns: withColumns(input, [
				{ field: asDouble(numberField(input, latitude)), sql: `CASE WHEN ${test} THEN ${lon} ELSE ${lat} END`, from },
				{ field: asDouble(numberField(input, longitude)), sql: `CASE WHEN ${test} THEN ${lat} ELSE ${lon} END`, from }
			])
		};
	}
});
