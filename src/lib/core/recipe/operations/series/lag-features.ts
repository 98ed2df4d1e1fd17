import * as v from 'valibot';
import { booleanField, columnsField, numberField as numberParam } from '../../field';
import { sqlName } from '../../../table/sql';
import { defineOperation, fieldNamed, withColumns, type OutputColumn } from '../../operation';
import { valueSql } from '../../value-column';
import { windowFields, windowFrom, windowOf } from '../../window';

export const lagFeatures = defineOperation({
	id: 'lag-features',
	group: 'series',
	title: 'Lag features',
	description:
		'The value `n` rows before, or the whole window of the `n` values before, nearest first, within each series: as columns, or as a list. Rows with too little before them have missing values, or are dropped.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField(),
		n: numberParam(3, { integer: true, min: 1, max: 1000 }),
		...windowFields,
		window: booleanField(true),
		flatten: booleanField(true),
		dropRows: booleanField(false)
	}),
	query: (params, input, _fitted, { row }) => {
		const { over } = windowOf(params, input, row);
		const lags = params.window ? Array.from({ length: params.n }, (_, k) => k + 1) : [params.n];
		return {
			columns: withColumns(
				input,
				params.columns.flatMap((name): OutputColumn[] => {
					const field = fieldNamed(input, name);
					const from = [name, ...windowFrom(params)];
					const values = lags.map((k) => `lag(${valueSql(field)}, ${k}) ${over()}`);
					if (params.flatten)
						return lags.map((k, i) => ({
							field: { ...field, name: `${name}_lag_${k}` },
							sql: values[i] ?? sqlName(name),
							from
						}));
					return [
						{
							field: { name: `${name}_lags`, type: `${field.type}[]`, kind: 'list' },
							sql: `list_value(${values.join(', ')})`,
							from
						}
					];
				})
			),
			...(params.dropRows && { qualify: `row_number() ${over()} > ${params.n}` })
		};
	}
});
