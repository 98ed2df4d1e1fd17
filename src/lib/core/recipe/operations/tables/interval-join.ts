import * as v from 'valibot';
import {
	choiceField,
	columnField,
	optionalKeysField,
	optionalOtherColumnsField,
	otherColumnField,
	tableField,
	textField
} from '../../field';
import { defineOperation, fieldNamed, tableNamed } from '../../operation';
import { broughtColumns, keyPairs, keysAgree, mineSql, ownColumns, theirsSql, wantComparable } from '../../other-table';
import { rangeJoin } from '../../range-join';

export const intervalJoin = defineOperation({
	id: 'interval-join',
	group: 'tables',
	title: 'Join a value to its range',
	description:
		'Brings to each row the rows of another table whose range, from one of its columns to another, holds the value: an age to its band, a ' +
		'moment to its session. The ends belong to the range or do not; a missing value or end meets nobody. A row in several ranges stands once ' +
		'for each, or takes the first; one in none keeps missing columns, or goes.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		column: columnField(),
		from: otherColumnField(),
		to: otherColumnField(),
		ends: choiceField(['both', 'lower', 'upper', 'neither'], 'lower'),
		keys: optionalKeysField(),
		matches: choiceField(['all', 'first'], 'all'),
		type: choiceField(['left', 'inner'], 'left'),
		columns: optionalOtherColumnsField(),
		suffix: textField('_2')
	}),
	query: (params, input, _fitted, context) => {
		const { table, column, from, to, ends, keys, matches, type, columns, suffix } = params;
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		for (const end of [from, to]) wantComparable(fieldNamed(input, column), fieldNamed(other.schema, end));
		const above = ends === 'both' || ends === 'lower' ? '>=' : '>';
		const below = ends === 'both' || ends === 'upper' ? '<=' : '<';
		const on = [
			...keysAgree(pairs),
			`${mineSql(column)} ${above} ${theirsSql(from)}`,
			`${mineSql(column)} ${below} ${theirsSql(to)}`
		];
		return {
			columns: [
				...ownColumns(input),
				...broughtColumns(
					other,
					{ table, pairs, columns, suffix, from: [column, ...Object.keys(keys)] },
					input.map(({ name }) => name)
				)
			],
			...rangeJoin(other, { on, type, matches, row: context.row })
		};
	}
});
