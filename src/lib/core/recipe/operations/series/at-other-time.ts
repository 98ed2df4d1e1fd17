import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { dateUnits, intervalSql } from '../../date-units';
import {
	choiceField,
	columnField,
	columnsField,
	groupsField,
	numberField as numberParam,
	textField
} from '../../field';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { sqlName } from '../../../table/sql';
import { windowSql } from '../../window';

interface AtOtherTime<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly suffix: string;
	/** SQL over x, the value of this row, the length of time, a window in the order of time with a frame, and the row's moment. */
	readonly sql: (x: string, length: string, over: (frame: string) => string, moment: string) => string;
}

/** A column against its series at another moment, so far from the row's own. */
export function atOtherTime<const Id extends string>({ id, title, description, suffix, sql }: AtOtherTime<Id>) {
	const params = v.strictObject({
		columns: columnsField('number'),
		time: columnField('temporal'),
		every: numberParam(1, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'year'),
		by: groupsField(),
		suffix: textField(suffix)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'series',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input) => ({
			columns: withColumns(
				input,
				chosen.columns.map((name) => {
					const field = numberField(input, name);
					const moment = momentSql(input, chosen.time);
					const length = intervalSql(chosen.every, chosen.unit);
					const groups = fieldsNamed(input, chosen.by).map((each) => sqlName(each.name));
					const made = sql(finiteColumnSql(field), length, windowSql(groups, [moment]).over, moment);
					return {
						field: { ...asDouble(field), name: `${name}${chosen.suffix}` },
						sql: `CASE WHEN ${moment} IS NOT NULL THEN ${made} END`,
						from: [name, chosen.time, ...chosen.by]
					};
				})
			)
		})
	});
}
