import * as v from 'valibot';
import { numberField } from '../../field';
import { defineOperation, passColumn } from '../../operation';

export const everyNthRow = defineOperation({
	id: 'every-nth-row',
	group: 'rows',
	title: 'Every n-th row',
	description: 'Keeps row `start` and every `step`-th after it.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		step: numberField(10, { integer: true, min: 1, max: 1_000_000_000 }),
		start: numberField(1, { integer: true, min: 1, max: 1_000_000_000 })
	}),
	query: ({ step, start }, input, _fitted, { row }) => ({
		columns: input.map(passColumn),
		qualify: `row_number() OVER (ORDER BY ${row}) >= ${start} AND (row_number() OVER (ORDER BY ${row}) - ${start}) % ${step} = 0`
	}),
	portable: () => new Map()
});
