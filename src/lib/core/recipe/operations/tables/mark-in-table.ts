import * as v from 'valibot';
import { choiceField, initialNameField, keysField, tableField } from '../../field';
import { defineOperation, tableNamed, type OutputColumn } from '../../operation';
import { keyPairs, left, ownColumns, right, theirsSql } from '../../other-table';
import { sqlName } from '../../../table/sql';

export const markInTable = defineOperation({
	id: 'mark-in-table',
	group: 'tables',
	title: 'Mark rows found in a table',
	description:
		'A column that says whether another table has a row with the same keys, or how many it has. Missing keys are found nowhere: false, or 0.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		keys: keysField(),
		show: choiceField(['found', 'count'], 'found'),
		name: initialNameField('found')
	}),
	query: ({ table, keys, show, name }, input, _fitted, context) => {
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		const same = pairs.map((pair) => sqlName(pair.theirs.name));
		const on = pairs.map((pair, i) => `${left}.${sqlName(pair.mine.name)} = ${theirsSql(`key ${i}`)}`).join(' AND ');
		const count = `coalesce(${right}."found", 0)`;
		const made: OutputColumn = {
			field: show === 'found' ? { name, type: 'BOOLEAN', kind: 'boolean' } : { name, type: 'BIGINT', kind: 'numeric' },
			sql: show === 'found' ? `${count} > 0` : count,
			from: pairs.map((pair) => pair.mine.name),
			others: pairs.map((pair) => ({ table, column: pair.theirs.name }))
		};
		return {
			columns: [...ownColumns(input).filter(({ field }) => field.name !== name), made],
			from: (relation) =>
				`${relation} AS ${left} LEFT JOIN (SELECT ${same.map((key, i) => `${key} AS ${sqlName(`key ${i}`)}`).join(', ')}, count(*) AS "found" ` +
				`FROM ${other.sql} GROUP BY ${same.join(', ')}) AS ${right} ON ${on}`
		};
	}
});
