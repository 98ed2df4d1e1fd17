import * as v from 'valibot';
import { groupsField, numberField as numberParam } from '../../field';
import { defineOperation, passColumn } from '../../operation';
import { windowOf } from '../../window';

export const dropShortSeries = defineOperation({
	id: 'drop-short-series',
	group: 'series',
	title: 'Drop short series',
	description: 'Keeps the series with at least so many rows.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		by: groupsField(),
		least: numberParam(10, { integer: true, min: 1, max: 1_000_000_000 })
	}),
	query: ({ by, least }, input, _fitted, { row }) => ({
		columns: input.map(passColumn),
		qualify: `count(*) ${windowOf({ by }, input, row).whole} >= ${least}`
	}),
	portable: () => new Map()
});
