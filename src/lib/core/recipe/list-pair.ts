import * as v from 'valibot';
import { isNumericType, type Field, type TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { elementOf, listColumn } from './each-list';
import { columnField, initialNameField } from './field';
import { kindOfType } from './number-column';
import { defineOperation, wantType, withColumns } from './operation';

interface ListPair<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** The new column's name unless someone says otherwise. */
	readonly name: string;
	/** SQL of the result over SQL of two lists with elements of one type; missing when one of them is. */
	readonly sql: (a: string, b: string) => string;
	readonly result: (element: string) => string;
}

/** An operation that makes a column from two lists whose elements are of one type; numbers of two types are DOUBLE. */
export function listPair<const Id extends string>({
	id,
	title,
	description,
	name: initial,
	sql,
	result
}: ListPair<Id>) {
	return defineOperation({
		id,
		group: 'nested',
		title,
		description,
		rows: 'each',
		params: v.strictObject({
			column: columnField('list'),
			other: columnField('list'),
			name: initialNameField(initial)
		}),
		query: ({ column, other, name }, input) => {
			const [element, a, b] = alike(input, column, other);
			const type = result(element);
			return {
				columns: withColumns(input, [
					{ field: { name, type, kind: kindOfType(type) }, sql: sql(a, b), from: [column, other] }
				])
			};
		}
	});
}

/** The type two lists' elements have in common, and the SQL of both as lists of it. */
function alike(input: TableSchema, column: string, other: string): [string, string, string] {
	const [mine, theirs] = [listColumn(input, column), listColumn(input, other)];
	const types = [elementOf(mine.type), elementOf(theirs.type)];
	const isNumber = types.every(isNumericType);
	const element = isNumber && types[0] !== types[1] ? 'DOUBLE' : elementOf(mine.type);
	if (!isNumber) wantType(theirs, mine.type, (type) => elementOf(type) === element);
	const as = (field: Field) =>
		elementOf(field.type) === element ? sqlName(field.name) : `${sqlName(field.name)}::${element}[]`;
	return [element, as(mine), as(theirs)];
}

/** SQL of a list with each element once, where it first stands; missing elements are left out. */
export function distinctSql(x: string): string {
	return `list_filter(${x}, lambda e, i: e IS NOT NULL AND list_position(${x}, e) = i)`;
}
