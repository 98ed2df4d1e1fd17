import * as v from 'valibot';
import { numberField } from '../../field';
import { defineOperation, passColumn } from '../../operation';

export const lastRows = defineOperation({
	id: 'last-rows',
	group: 'rows',
	title: 'Last rows',
	description: 'Keeps the last `count` rows.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({ count: numberField(100, { integer: true, min: 0, max: 1_000_000_000 }) }),
	query: ({ count }, input, _fitted, { row }) => ({
		columns: input.map(passColumn),
		qualify: `row_number() OVER (ORDER BY ${row} DESC) <= ${count}`
	}),
	portable: () => new Map()
});
