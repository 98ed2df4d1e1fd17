import * as v from 'valibot';
import { datePartSql } from '../../calendar';
import { momentSql } from '../../date-column';
import { choiceField, columnField, columnsField, groupsField, textField } from '../../field';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowOf, windowSql } from '../../window';

export const removeSeasonalMean = defineOperation({
	id: 'remove-seasonal-mean',
	group: 'series',
	title: 'Remove the season',
	description:
		'Takes away by how much the same month, weekday, hour or quarter lies off the mean of its series, so that the level stays. It reads all rows of the series, those to come too. Missing values, and rows without a moment, are missing.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		time: columnField('temporal'),
		season: choiceField(['month', 'quarter', 'weekday', 'hour', 'day-of-year'], 'month'),
		by: groupsField(),
		suffix: textField('_adjusted')
	}),
	query: ({ columns, time, season, by, suffix }, input, _fitted, { row }) => {
		const moment = momentSql(input, time);
		const { groups, whole } = windowOf({ by }, input, row);
		const same = windowSql([...groups, datePartSql(season, moment)], [row]).whole;
		return {
			columns: withColumns(
				input,
				columns.map((name) => {
					const field = numberField(input, name);
					const x = finiteColumnSql(field);
					return {
						field: { ...asDouble(field), name: `${name}${suffix}` },
						sql: `CASE WHEN ${moment} IS NOT NULL THEN ${x} - (avg(${x}) ${same} - avg(${x}) ${whole}) END`,
						from: [name, time, ...by]
					};
				})
			)
		};
	}
});
