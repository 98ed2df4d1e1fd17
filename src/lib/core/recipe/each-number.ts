import type { TableSchema } from '../table/schema';
import { asDouble, finiteColumnSql, numberField } from './number-column';
import { withColumns, type StepQuery } from './operation';
import type { PortableGraph, PortableValue } from './portable';

interface Chosen {
	readonly columns: readonly string[];
	/** Left out, a result takes the place of its column. */
	readonly suffix?: string | undefined;
}

/** Each number column through a function of one value, which gets finite numbers or missing ones. `alsoFrom`: what else it reads. */
export function eachNumber(
	{ columns, suffix = '' }: Chosen,
	input: TableSchema,
	sql: (x: string, name: string) => string,
	alsoFrom: readonly string[] = []
): StepQuery {
	return {
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = numberField(input, name);
				return {
					field: { ...asDouble(field), name: `${name}${suffix}` },
					sql: sql(finiteColumnSql(field), name),
					from: [name, ...alsoFrom]
				};
			})
		)
	};
}

/** The same for a device. */
export function eachPortable(
	{ columns, suffix = '' }: Chosen,
	values: ReadonlyMap<string, PortableValue>,
	make: (x: PortableValue, name: string) => PortableValue
): ReadonlyMap<string, PortableValue> {
	return new Map(
		columns.flatMap((name) => {
			const x = values.get(name);
			return x ? [[`${name}${suffix}`, make(x, name)] as const] : [];
		})
	);
}

/** A number, missing where it overflowed. */
export function finitePortable(graph: PortableGraph, y: PortableValue): PortableValue {
	const fits = graph.binary('less-equal', graph.unary('abs', y), graph.number(Number.MAX_VALUE));
	return graph.choose(fits, y, graph.number(null));
}
