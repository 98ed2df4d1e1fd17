import * as v from 'valibot';
import { resultTypes, rowFunctionResults } from '../../../function/row-function';
import { choiceField, codeField, columnsField, nameField } from '../../field';
import { joinComputed } from '../../join-computed';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';

export const rowFunction = defineOperation({
	id: 'row-function',
	group: 'custom',
	title: 'Your own function',
	description:
		'Makes a column by a function of a row in TypeScript, as (row) => row.price * row.count. It runs apart, with no network, clock or ' +
		'chance; missing values are null, dates are Date. A row it fails on stops the run, or is missing.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField(),
		code: codeField('typescript'),
		name: nameField(),
		result: choiceField(rowFunctionResults, 'number'),
		onError: choiceField(['stop', 'missing'], 'stop')
	}),
	compute: ({ columns, code, result, onError }) => ({ kind: 'rows', columns, code, result, onError }),
	query: ({ columns, name, result }, input, _fitted, { row, computed }) => {
		fieldsNamed(input, columns);
		const type = resultTypes[result];
		const value = '"__computed_value"';
		return {
			columns: withColumns(input, [
				{
					field: { name, type, kind: kindOfType(type) },
					sql: computed === null ? `NULL::${type}` : value,
					from: columns
				}
			]),
			...(computed !== null && {
				from: (relation: string) => joinComputed(relation, row, computed, [['value', value]])
			})
		};
	}
});
