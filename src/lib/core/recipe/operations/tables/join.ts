import * as v from 'valibot';
import { AppError } from '../../../errors';
import { choiceField, optionalKeysField, optionalOtherColumnsField, tableField, textField } from '../../field';
import { defineOperation, tableNamed, type OutputColumn } from '../../operation';
import {
	broughtColumns,
	keyPairs,
	keysAgree,
	left,
	mineSql,
	numbered,
	ownColumns,
	right,
	rightRow,
	theirsSql
} from '../../other-table';

const byKeys = ['left', 'inner', 'right', 'full', 'semi', 'anti'] as const;

export const join = defineOperation({
	id: 'join',
	group: 'tables',
	title: 'Join a table',
	description:
		'Brings the columns of another table to the rows with the same keys. A row with several partners stands once for each, in the order of ' +
		'the other table; missing keys meet nobody. inner keeps rows with a partner, left all of this table, right all of the other, full all ' +
		'of both; semi keeps, anti drops the rows that have a partner and brings no columns; cross pairs every row with every row, without keys. ' +
		'A column whose name is taken gets the suffix; with `suffixHere` so does the one of this table.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		type: choiceField([...byKeys, 'cross'], 'left'),
		keys: optionalKeysField('table', { field: 'type', is: [...byKeys] }),
		columns: optionalOtherColumnsField(),
		suffix: textField('_2'),
		suffixHere: textField('')
	}),
	query: ({ table, keys, type, columns, suffix, suffixHere }, input, _fitted, context) => {
		const other = tableNamed(context, table);
		const pairs = type === 'cross' ? [] : keyPairs(keys, input, other);
		if (type !== 'cross' && pairs.length === 0)
			throw new AppError('recipe/params-invalid', { op: 'join', field: 'keys', wanted: 'keys', found: '{}' });
		const on = keysAgree(pairs).join(' AND ');
		if (type === 'semi' || type === 'anti')
			return {
				columns: ownColumns(input),
				from: (relation) => `${relation} AS ${left} ${type.toUpperCase()} JOIN ${other.sql} AS ${right} ON ${on}`
			};
		const keyOf = new Map(pairs.map(({ mine, theirs }) => [mine.name, theirs.name]));
		const brought = broughtColumns(
			other,
			{ table, pairs, columns, suffix },
			input.map(({ name }) => name)
		);
		const theirNames = new Set(brought.flatMap(({ sql }) => sql.toLowerCase()));
		const kept = input.map((field): OutputColumn => {
			const theirs = type === 'right' || type === 'full' ? keyOf.get(field.name) : undefined;
			const isClash = suffixHere !== '' && theirNames.has(theirsSql(field.name).toLowerCase());
			return {
				field: isClash ? { ...field, name: `${field.name}${suffixHere}` } : field,
				sql: theirs === undefined ? mineSql(field.name) : `coalesce(${mineSql(field.name)}, ${theirsSql(theirs)})`,
				from: [field.name],
				...(theirs !== undefined && { others: [{ table, column: theirs }] })
			};
		});
		return {
			columns: [...kept, ...brought],
			from: (relation) =>
				`${relation} AS ${left} ${type.toUpperCase()} JOIN ${numbered(other)} AS ${right}${type === 'cross' ? '' : ` ON ${on}`}`,
			orderBy: [`${context.row} NULLS LAST`, rightRow]
		};
	}
});
