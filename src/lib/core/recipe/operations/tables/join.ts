import * as v from 'valibot';
import type { Field } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { choiceField, keysField, optionalOtherColumnsField, tableField, textField } from '../../field';
import { defineOperation, fieldNamed, fieldsNamed, tableNamed, type OutputColumn } from '../../operation';

const left = '"left side"';
const right = '"right side"';

export const join = defineOperation({
	id: 'join',
	group: 'tables',
	title: 'Join a table',
	description:
		'Brings the columns of another table to the rows with the same keys. A row with several partners stands once for each, in the order of ' +
		'the other table; missing keys meet nobody. inner keeps rows with a partner, left all of this table, right all of the other, full all ' +
		'of both; semi keeps, anti drops the rows that have a partner and brings no columns. A column whose name is taken gets the suffix.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		keys: keysField(),
		type: choiceField(['left', 'inner', 'right', 'full', 'semi', 'anti'], 'left'),
		columns: optionalOtherColumnsField(),
		suffix: textField('_2')
	}),
	query: ({ table, keys, type, columns, suffix }, input, _fitted, context) => {
		const other = tableNamed(context, table);
		const pairs = Object.entries(keys).map(([mine, theirs]) => ({
			mine: fieldNamed(input, mine),
			theirs: fieldNamed(other.schema, theirs)
		}));
		const on = pairs
			.map(({ mine, theirs }) => `${left}.${sqlName(mine.name)} = ${right}.${sqlName(theirs.name)}`)
			.join(' AND ');
		const mine = (field: Field) => `${left}.${sqlName(field.name)}`;
		if (type === 'semi' || type === 'anti')
			return {
				columns: input.map((field) => ({ field, sql: mine(field), from: [field.name] })),
				from: (relation) => `${relation} AS ${left} ${type.toUpperCase()} JOIN ${other.sql} AS ${right} ON ${on}`
			};
		const keyOf = new Map(pairs.map(({ mine: { name }, theirs }) => [name, theirs.name]));
		const keyColumns = pairs.map(({ theirs }) => ({ table, column: theirs.name }));
		const kept = input.map((field): OutputColumn => {
			const theirs = type === 'right' || type === 'full' ? keyOf.get(field.name) : undefined;
			return {
				field,
				sql: theirs === undefined ? mine(field) : `coalesce(${mine(field)}, ${right}.${sqlName(theirs)})`,
				from: [field.name],
				...(theirs !== undefined && { others: [{ table, column: theirs }] })
			};
		});
		const taken = input.map(({ name }) => name);
		const keyNames = new Set(pairs.map(({ theirs }) => theirs.name));
		const wanted = columns
			? fieldsNamed(other.schema, columns)
			: other.schema.filter(({ name }) => !keyNames.has(name));
		const brought = wanted.map((field): OutputColumn => {
			const name = untaken(field.name, taken, suffix || '_2');
			taken.push(name);
			return {
				field: { ...field, name },
				sql: `${right}.${sqlName(field.name)}`,
				from: pairs.map((pair) => pair.mine.name),
				others: [{ table, column: field.name }, ...keyColumns]
			};
		});
		return {
			columns: [...kept, ...brought],
			from: (relation) =>
				`${relation} AS ${left} ${type.toUpperCase()} JOIN (SELECT *, row_number() OVER () AS "right row" FROM ${other.sql}) AS ${right} ON ${on}`,
			orderBy: [`${context.row} NULLS LAST`, `${right}."right row"`]
		};
	}
});

/** The name with the suffix as often as it takes; DuckDB does not tell names apart by case. */
function untaken(name: string, taken: readonly string[], suffix: string): string {
	const used = new Set(taken.map((each) => each.toLowerCase()));
	let made = name;
	while (used.has(made.toLowerCase())) made += suffix;
	return made;
}
