import * as v from 'valibot';
import { choiceField, columnField, initialNameField, numberField as numberParam } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';

export const markPeaks = defineOperation({
	id: 'mark-peaks',
	group: 'series',
	title: 'Mark peaks',
	description:
		'Whether the value is above (or below) all those of the `n` rows before and the `n` after it in its series. The first and the last row are none; near the ends fewer count.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		column: columnField('number'),
		peak: choiceField(['highest', 'lowest'], 'highest'),
		n: numberParam(3, { integer: true, min: 1, max: 10_000 }),
		...windowFields,
		name: initialNameField('is_peak')
	}),
	query: (params, input, _fitted, { row }) => {
		const { over } = windowOf(params, input, row);
		const x = finiteColumnSql(numberField(input, params.column));
		const [best, than] = params.peak === 'highest' ? ['max', '>'] : ['min', '<'];
		const side = (frame: string) => `${x} ${than} ${best}(${x}) ${over(`ROWS BETWEEN ${frame}`)}`;
		const sides = [side(`${params.n} PRECEDING AND 1 PRECEDING`), side(`1 FOLLOWING AND ${params.n} FOLLOWING`)];
		return {
			columns: withColumns(input, [
				{
					field: { name: params.name, type: 'BOOLEAN', kind: 'boolean' },
					sql: `coalesce(${sides.join(' AND ')}, FALSE)`,
					from: [params.column, ...windowFrom(params)]
				}
			])
		};
	}
});
