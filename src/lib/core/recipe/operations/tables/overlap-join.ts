import * as v from 'valibot';
import { isNumericType, isTemporalType } from '../../../table/schema';
import {
	booleanField,
	choiceField,
	columnField,
	intoField,
	optionalKeysField,
	optionalOtherColumnsField,
	otherColumnField,
	tableField,
	textField
} from '../../field';
import { defineOperation, fieldNamed, tableNamed, wantType } from '../../operation';
import { broughtColumns, keyPairs, keysAgree, mineSql, ownColumns, theirsSql, wantComparable } from '../../other-table';
import { rangeJoin } from '../../range-join';

export const overlapJoin = defineOperation({
	id: 'overlap-join',
	group: 'tables',
	title: 'Join ranges that overlap',
	description:
		'Brings to each row the rows of another table whose range shares something with its own: bookings that meet, contracts in force. Ranges ' +
		'that only touch overlap where `touching` says so; a missing end meets nobody. `into` takes how long they overlap: seconds of dates, ' +
		'else the difference. A row with several partners stands once for each, or takes the first; one with none keeps missing columns, or goes.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		start: columnField(),
		end: columnField(),
		from: otherColumnField(),
		to: otherColumnField(),
		touching: booleanField(false),
		keys: optionalKeysField(),
		matches: choiceField(['all', 'first'], 'all'),
		type: choiceField(['left', 'inner'], 'left'),
		into: intoField(),
		columns: optionalOtherColumnsField(),
		suffix: textField('_2')
	}),
	query: (params, input, _fitted, context) => {
		const { table, start, end, from, to, touching, keys, matches, type, into, columns, suffix } = params;
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		const first = wantType(
			fieldNamed(input, start),
			'date or number',
			(each) => isTemporalType(each) || isNumericType(each)
		);
		wantComparable(first, fieldNamed(input, end));
		for (const each of [from, to]) wantComparable(first, fieldNamed(other.schema, each));
		const sign = touching ? '<=' : '<';
		const on = [
			...keysAgree(pairs),
			`${mineSql(start)} ${sign} ${theirsSql(to)}`,
			`${theirsSql(from)} ${sign} ${mineSql(end)}`
		];
		const ends = `least(${mineSql(end)}, ${theirsSql(to)})`;
		const starts = `greatest(${mineSql(start)}, ${theirsSql(from)})`;
		const length = isTemporalType(first.type)
			? `(epoch_us(${ends}::TIMESTAMP) - epoch_us(${starts}::TIMESTAMP)) / 1e6`
			: `(${ends} - ${starts})::DOUBLE`;
		const made =
			into === undefined
				? []
				: [
						{
							field: { name: into, type: 'DOUBLE', kind: 'numeric' as const },
							sql: `CASE WHEN ${theirsSql(from)} IS NOT NULL THEN ${length} END`,
							from: [start, end]
						}
					];
		return {
			columns: [
				...ownColumns(input),
				...broughtColumns(
					other,
					{ table, pairs, columns, suffix, from: [start, end, ...Object.keys(keys)] },
					[...input, ...made.map(({ field }) => field)].map(({ name }) => name)
				),
				...made
			],
			...rangeJoin(other, { on, type, matches, row: context.row })
		};
	}
});
