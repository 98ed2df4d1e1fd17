import * as v from 'valibot';
import { numberField } from '../../field';
import { defineOperation, passColumn } from '../../operation';
import { turnSql } from '../../turn';

export const shuffleRows = defineOperation({
	id: 'shuffle-rows',
	group: 'rows',
	title: 'Shuffle rows',
	description: 'Puts the rows in a random order; a seed gives the same order every time.',
	rows: 'order',
	readsOrder: true,
	params: v.strictObject({ seed: numberField(0, { integer: true, min: 0 }) }),
	query: ({ seed }, input, _fitted, { row }) => ({ columns: input.map(passColumn), orderBy: [turnSql(seed, row)] }),
	portable: () => new Map()
});
