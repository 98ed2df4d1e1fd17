import * as v from 'valibot';
import { defineOperation, passColumn } from '../../operation';

export const reverseRows = defineOperation({
	id: 'reverse-rows',
	group: 'rows',
	title: 'Reverse rows',
	description: 'Turns the order of the rows round.',
	rows: 'order',
	readsOrder: true,
	params: v.strictObject({}),
	query: (_params, input, _fitted, { row }) => ({ columns: input.map(passColumn), orderBy: [`${row} DESC`] }),
	portable: () => new Map()
});
