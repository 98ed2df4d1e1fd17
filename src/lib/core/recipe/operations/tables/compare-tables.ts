import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { booleanField, initialNameField, keysField, optionalColumnsField, tableField } from '../../field';
import { chosen } from '../../dropped-columns';
import { defineOperation, fieldNamed, tableNamed, type OutputColumn } from '../../operation';
import { keyPairs, left, mineSql, numbered, right, rightRow, theirsSql, wantComparable } from '../../other-table';
import { untakenName } from '../../untaken-name';

export const compareTables = defineOperation({
	id: 'compare-tables',
	group: 'tables',
	title: 'Compare with another table',
	description:
		'Lays this table beside an older state of it by keys, and says of each row whether it is added, removed, changed or the same, and in which ' +
		'columns; the older value of each column stands beside it. Missing equals missing, in keys too. Keys that stand twice give every pair. ' +
		'Rows that are the same are left out unless they are kept.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		keys: keysField(),
		columns: optionalColumnsField(),
		same: booleanField(false),
		name: initialNameField('change')
	}),
	query: ({ table, keys, columns, same, name }, input, _fitted, context) => {
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		const mineKeys = pairs.map((pair) => pair.mine.name);
		const compared = chosen(input, columns).filter((field) => {
			if (mineKeys.includes(field.name)) return false;
			if (columns === undefined && !other.schema.some((each) => each.name === field.name)) return false;
			wantComparable(field, fieldNamed(other.schema, field.name));
			return true;
		});
		const differs = compared.map(
			(field) =>
				`CASE WHEN ${mineSql(field.name)} IS DISTINCT FROM ${theirsSql(field.name)} THEN ${sqlValue(field.name)} END`
		);
		const changed = `list_filter([${differs.join(', ')}]::VARCHAR[], lambda e: e IS NOT NULL)`;
		const isMine = `${left}."__here"`;
		const isTheirs = `${rightRow} IS NOT NULL`;
		const change =
			`CASE WHEN ${isMine} IS NULL THEN 'removed' WHEN NOT (${isTheirs}) THEN 'added' ` +
			`WHEN len(${changed}) > 0 THEN 'changed' ELSE 'same' END`;
		const taken = [...mineKeys, name, ...compared.map((field) => field.name)];
		const free = (wanted: string) => {
			const made = untakenName(wanted, taken, '_2');
			taken.push(made);
			return made;
		};
		const from = compared.map((field) => field.name);
		const keyed = pairs.map(({ mine, theirs }): OutputColumn => ({
			field: mine,
			sql: `CASE WHEN ${isMine} THEN ${mineSql(mine.name)} ELSE ${theirsSql(theirs.name)}::${mine.type} END`,
			from: [mine.name]
		}));
		return {
			columns: [
				...keyed,
				{ field: { name, type: 'VARCHAR', kind: 'categorical' }, sql: change, from: [...mineKeys, ...from] },
				{
					field: { name: free(`${name}d columns`), type: 'VARCHAR', kind: 'text' },
					sql: `CASE WHEN ${isMine} AND ${isTheirs} THEN coalesce(array_to_string(${changed}, ', '), '') END`,
					from
				},
				...compared.flatMap((field): OutputColumn[] => [
					{ field, sql: mineSql(field.name), from: [field.name] },
					{
						field: { ...fieldNamed(other.schema, field.name), name: free(`${field.name} before`) },
						sql: theirsSql(field.name),
						from: [],
						others: [{ table, column: field.name }]
					}
				])
			],
			from: (relation) =>
				`(SELECT *, TRUE AS "__here" FROM ${relation}) AS ${left} FULL JOIN ${numbered(other)} AS ${right} ON ${pairs
					.map(({ mine, theirs }) => `${mineSql(mine.name)} IS NOT DISTINCT FROM ${right}.${sqlName(theirs.name)}`)
					.join(' AND ')}`,
			...(!same && { where: `${change} <> 'same'` }),
			orderBy: [`${context.row} NULLS LAST`, rightRow]
		};
	}
});
