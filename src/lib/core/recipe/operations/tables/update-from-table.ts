import * as v from 'valibot';
import { booleanField, choiceField, keysField, optionalOtherColumnsField, tableField } from '../../field';
import { defineOperation, fieldNamed, fieldsNamed, tableNamed, type OutputColumn } from '../../operation';
import {
	keyPairs,
	keysAgree,
	left,
	mineSql,
	numbered,
	right,
	rightRow,
	theirsSql,
	wantComparable
} from '../../other-table';

export const updateFromTable = defineOperation({
	id: 'update-from-table',
	group: 'tables',
	title: 'Update from a table',
	description:
		'Takes the values of another table for rows with the same keys, in the columns both have: over what is there, or only where it is ' +
		'missing. A missing value never replaces one. Of several rows with the same keys the last counts; missing keys meet nobody. With `add` ' +
		'the rows that only the other table has come behind.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		keys: keysField(),
		how: choiceField(['overwrite', 'fill'], 'overwrite'),
		columns: optionalOtherColumnsField(),
		add: booleanField(false)
	}),
	query: ({ table, keys, how, columns, add }, input, _fitted, context) => {
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		const same = pairs.map((pair) => theirsSql(pair.theirs.name));
		const keyOf = new Map(pairs.map((pair) => [pair.mine.name, pair.theirs.name]));
		const shared = columns
			? fieldsNamed(other.schema, columns)
			: other.schema.filter(({ name }) => input.some((field) => field.name === name));
		for (const field of shared) wantComparable(fieldNamed(input, field.name), field);
		const updated = new Set(shared.map(({ name }) => name));
		const last = `(SELECT ${right}.* FROM ${numbered(other)} AS ${right} QUALIFY row_number() OVER (PARTITION BY ${same.join(', ')} ORDER BY "right row" DESC) = 1)`;
		return {
			columns: input.map((field): OutputColumn => {
				const mine = mineSql(field.name);
				const key = keyOf.get(field.name);
				if (key !== undefined)
					return { field, sql: add ? `coalesce(${mine}, ${theirsSql(key)}::${field.type})` : mine, from: [field.name] };
				if (!updated.has(field.name)) return { field, sql: mine, from: [field.name] };
				const theirs = `${theirsSql(field.name)}::${field.type}`;
				return {
					field,
					sql: how === 'overwrite' ? `coalesce(${theirs}, ${mine})` : `coalesce(${mine}, ${theirs})`,
					from: [field.name, ...keyOf.keys()],
					others: [field.name, ...keyOf.values()].map((each) => ({ table, column: each }))
				};
			}),
			from: (relation) =>
				`${relation} AS ${left} ${add ? 'FULL' : 'LEFT'} JOIN ${last} AS ${right} ON ${keysAgree(pairs).join(' AND ')}`,
			orderBy: [`${context.row} NULLS LAST`, rightRow]
		};
	}
});
