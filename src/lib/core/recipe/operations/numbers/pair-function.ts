import * as v from 'valibot';
import { columnField, initialNameField } from '../../field';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';
import { finitePortable } from '../../each-number';

interface PairFunction<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** The new column's name unless someone says otherwise. */
	readonly name: string;
	readonly sql: (a: string, b: string) => string;
	readonly portable: (graph: PortableGraph, a: PortableValue, b: PortableValue) => PortableValue;
}

/** A number from two columns; missing where either is, and where it is no finite number. */
export function pairFunction<const Id extends string>({
	id,
	title,
	description,
	name: initial,
	sql,
	portable
}: PairFunction<Id>) {
	const params = v.strictObject({
		column: columnField('number'),
		other: columnField('number'),
		name: initialNameField(initial)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'numbers',
		title,
		description,
		rows: 'each',
		params,
		query: ({ column, other, name }, input) => {
			const [a, b] = [column, other].map((each) => finiteColumnSql(numberField(input, each)));
			return {
				columns: withColumns(input, [
					{
						field: { name, type: 'DOUBLE', kind: 'numeric' },
						sql: finiteSql(`(${sql(a ?? '', b ?? '')})`),
						from: [column, other]
					}
				])
			};
		},
		portable: ({ column, other, name }, _input, _fitted, graph, values) => {
			const [a, b] = [values.get(column), values.get(other)];
			return a && b ? new Map([[name, finitePortable(graph, portable(graph, a, b))]]) : new Map();
		}
	});
}
