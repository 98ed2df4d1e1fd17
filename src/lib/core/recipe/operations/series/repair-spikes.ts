import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { choiceField, columnsField, numberField as numberParam } from '../../field';
import { freshName } from '../../fresh-name';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';

export const repairSpikes = defineOperation({
	id: 'repair-spikes',
	group: 'series',
	title: 'Repair spikes',
	description:
		'A value further from the median of the values around it than so many median absolute deviations (times 1.4826) takes that median, becomes missing, or is marked in a column `_spike` (the Hampel filter). `n` rows before and after count.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		n: numberParam(3, { integer: true, min: 1, max: 1000 }),
		deviations: numberParam(3, { min: 0, max: 1000 }),
		action: choiceField(['median', 'missing', 'mark'], 'median'),
		...windowFields
	}),
	query: (params, input, _fitted, { row }) => {
		const { columns, n, deviations, action } = params;
		const over = windowOf(params, input, row).over(`ROWS BETWEEN ${n} PRECEDING AND ${n} FOLLOWING`);
		const base = freshName(input, 'around');
		const around = columns.map((name, i) => ({
			field: numberField(input, name),
			list: sqlName(`${base} ${i + 1}`),
			median: sqlName(`${base} ${i + 1} median`)
		}));
		return {
			columns: withColumns(
				input,
				around.map(({ field, list, median }): OutputColumn => {
					const x = finiteColumnSql(field);
					const spread = `list_median(list_transform(${list}, lambda v: abs(v - ${median})))`;
					const isSpike = `abs(${x} - ${median}) > ${sqlValue(deviations * 1.4826)} * ${spread}`;
					const from = [field.name, ...windowFrom(params)];
					if (action === 'mark')
						return {
							field: { name: `${field.name}_spike`, type: 'BOOLEAN', kind: 'boolean' },
							sql: `coalesce(${isSpike}, FALSE)`,
							from
						};
					const sql = `CASE WHEN ${isSpike} THEN ${action === 'median' ? median : 'NULL'} ELSE ${x} END`;
					return { field: asDouble(field), sql: `(${sql})::DOUBLE`, from };
				})
			),
			from: (relation) => {
				const medians = around.map(({ list, median }) => `list_median(${list}) AS ${median}`);
				const lists = around.map(({ field, list }) => {
					const x = finiteColumnSql(field);
					return `list(${x}) FILTER (${x} IS NOT NULL) ${over} AS ${list}`;
				});
				return `(SELECT *, ${medians.join(', ')} FROM (SELECT *, ${lists.join(', ')} FROM ${relation}))`;
			}
		};
	}
});
