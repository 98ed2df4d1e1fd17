import * as v from 'valibot';
import { aggregateSql, plainAggregates } from '../../aggregate';
import { choiceField, keysField, optionalValueField, otherColumnsField, tableField, textField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldsNamed, tableNamed } from '../../operation';
import { keyPairs, left, ownColumns, right, theirsSql } from '../../other-table';
import { sqlName } from '../../../table/sql';
import { valueToStore } from '../../stored-value';
import { untakenName } from '../../untaken-name';

export const lookUp = defineOperation({
	id: 'look-up',
	group: 'tables',
	title: 'Look up in a table',
	description:
		'Brings one value a column from another table by keys, and never adds or drops a row: the first or last value found, or what all that ' +
		'are found come to (their sum, mean, count and so on). Missing keys find nothing. Where nothing is found the result is the default, or ' +
		'missing without one; a count is then 0 by the default 0.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		keys: keysField(),
		columns: otherColumnsField(),
		take: choiceField(plainAggregates, 'first'),
		default: optionalValueField(),
		suffix: textField('_2')
	}),
	query: ({ table, keys, columns, take, suffix, ...params }, input, _fitted, context) => {
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		const same = pairs.map((pair) => sqlName(pair.theirs.name));
		const taken = input.map(({ name }) => name);
		const found = fieldsNamed(other.schema, columns).map((field, i) => {
			const { sql, type } = aggregateSql(take, field, { row: '"right row"' });
			const name = untakenName(field.name, taken, suffix || '_2');
			taken.push(name);
			const made = { name, type, kind: type === field.type ? field.kind : kindOfType(type) };
			const value = theirsSql(`value ${i}`);
			const otherwise =
				params.default === undefined ? null : `${valueToStore('look-up', 'default', made, params.default)}`;
			return {
				inner: `${sql} AS ${sqlName(`value ${i}`)}`,
				column: {
					field: made,
					sql: otherwise === null ? value : `coalesce(${value}, ${otherwise})`,
					from: pairs.map((pair) => pair.mine.name),
					others: [field.name, ...pairs.map((pair) => pair.theirs.name)].map((each) => ({ table, column: each }))
				}
			};
		});
		const keyed = pairs.map((pair, i) => `${sqlName(pair.theirs.name)} AS ${sqlName(`key ${i}`)}`);
		const on = pairs.map((pair, i) => `${left}.${sqlName(pair.mine.name)} = ${theirsSql(`key ${i}`)}`).join(' AND ');
		return {
			columns: [...ownColumns(input), ...found.map(({ column }) => column)],
			from: (relation) =>
				`${relation} AS ${left} LEFT JOIN (SELECT ${[...keyed, ...found.map(({ inner }) => inner)].join(', ')} ` +
				`FROM (SELECT *, row_number() OVER () AS "right row" FROM ${other.sql}) GROUP BY ${same.join(', ')}) AS ${right} ON ${on}`
		};
	}
});
