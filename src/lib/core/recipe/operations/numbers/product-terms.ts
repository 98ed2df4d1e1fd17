import type { TableSchema } from '../../../table/schema';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { withColumns, type OutputColumn, type StepQuery } from '../../operation';
import { finitePortable } from '../../each-number';
import type { PortableGraph, PortableValue } from '../../portable';

/** A product of columns, each as often as it stands in the list. */
export type Term = readonly string[];

/** All products of `degree` columns, with repeats (`distinct` false) or without, in the order of the columns. */
export function termsOf(columns: readonly string[], degree: number, distinct: boolean): Term[] {
	if (degree === 0) return [[]];
	return columns.flatMap((column, i) =>
		termsOf(columns.slice(distinct ? i + 1 : i), degree - 1, distinct).map((rest) => [column, ...rest])
	);
}

/** x^2*y for a term of x, x and y. */
function termName(term: Term): string {
	return [...new Set(term)]
		.map((column) => {
			const power = term.filter((each) => each === column).length;
			return power === 1 ? column : `${column}^${power}`;
		})
		.join('*');
}

/** A column for each term behind the others; missing where any of its columns is. */
export function termsQuery(terms: readonly Term[], input: TableSchema): StepQuery {
	const made = terms.map((term): OutputColumn => {
		const product = term.map((column) => finiteColumnSql(numberField(input, column))).join(' * ');
		return {
			field: { name: termName(term), type: 'DOUBLE', kind: 'numeric' },
			sql: finiteSql(`(${product})`),
			from: [...new Set(term)]
		};
	});
	return { columns: withColumns(input, made) };
}

export function termsPortable(
	terms: readonly Term[],
	graph: PortableGraph,
	values: ReadonlyMap<string, PortableValue>
): ReadonlyMap<string, PortableValue> {
	return new Map(
		terms.map((term) => {
			const factors = term.map((column) => values.get(column) ?? graph.number(null));
			const product = factors.reduce((a, b) => graph.binary('multiply', a, b));
			return [termName(term), finitePortable(graph, product)];
		})
	);
}
