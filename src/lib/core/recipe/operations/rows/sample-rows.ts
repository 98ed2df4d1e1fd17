import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { choiceField, numberField } from '../../field';
import { defineOperation, passColumn } from '../../operation';
import { turnSql } from '../../turn';

export const sampleRows = defineOperation({
	id: 'sample-rows',
	group: 'rows',
	title: 'Random sample',
	description:
		'Keeps `count` rows at random, or the share `share` of them; a seed gives the same rows every time. The rows keep their order.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		by: choiceField(['count', 'share'], 'count'),
		count: numberField(1000, { integer: true, min: 0, max: 1_000_000_000, when: { field: 'by', is: ['count'] } }),
		share: numberField(0.1, { min: 0, max: 1, when: { field: 'by', is: ['share'] } }),
		seed: numberField(0, { integer: true, min: 0 })
	}),
	query: ({ by, count, share, seed }, input, _fitted, { row }) => ({
		columns: input.map(passColumn),
		qualify: `row_number() OVER (ORDER BY ${turnSql(seed, row)}, ${row}) <= ${by === 'count' ? count : `round(count(*) OVER () * ${sqlValue(share)})`}`
	}),
	portable: () => new Map()
});
