import * as v from 'valibot';
import { placeFields } from '../../coordinates';
import { booleanField, choiceField, initialNameField } from '../../field';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, passColumn, withColumns } from '../../operation';

export const validateCoordinates = defineOperation({
	id: 'validate-coordinates',
	group: 'geo',
	title: 'Check coordinates',
	description:
		'Finds places that are none: latitude beyond 90, longitude beyond 180, one of the two missing, and 0, 0 when `originIsWrong`. Both become ' +
		'missing, the row is dropped, or the column `name` says whether the place is right.',
	rows: 'fewer',
	params: v.strictObject({
		...placeFields,
		wrong: choiceField(['missing', 'drop', 'mark'], 'missing'),
		originIsWrong: booleanField(true),
		name: initialNameField('is_place')
	}),
	query: ({ latitude, longitude, wrong, originIsWrong, name }, input) => {
		const [lat, lon] = [latitude, longitude].map((each) => finiteColumnSql(numberField(input, each)));
		const origin = originIsWrong ? ` AND NOT (${lat} = 0 AND ${lon} = 0)` : '';
		const test = `coalesce(abs(${lat}) <= 90 AND abs(${lon}) <= 180${origin}, FALSE)`;
		const from = [latitude, longitude];
		if (wrong === 'drop') return { columns: input.map(passColumn), where: test };
		if (wrong === 'mark')
			return { columns: withColumns(input, [{ field: { name, type: 'BOOLEAN', kind: 'boolean' }, sql: test, from }]) };
		return {
			columns: withColumns(
				input,
				[latitude, longitude].map((each) => {
					const field = numberField(input, each);
					return { field: asDouble(field), sql: `CASE WHEN ${test} THEN ${finiteColumnSql(field)} END`, from };
				})
			)
		};
	}
});
