import * as v from 'valibot';
import { eachNumber, eachPortable } from '../../each-number';
import { columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';

interface NumberFunction<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** SQL of the result, finite or missing, over SQL of a number that is finite or missing. */
	readonly sql: (x: string) => string;
	readonly portable?: (graph: PortableGraph, x: PortableValue) => PortableValue;
}

const params = v.strictObject({ columns: columnsField('number'), suffix: optionalTextField() });

/** An operation that is a function of one number. */
export function numberFunction<const Id extends string>({ id, title, description, sql, portable }: NumberFunction<Id>) {
	return defineOperation<Id, typeof params>({
		id,
		group: 'numbers',
		title,
		description,
		rows: 'each',
		params,
		query: (chosen, input) => eachNumber(chosen, input, sql),
		...(portable && {
			portable: (chosen, _input, _fitted, graph, values) => eachPortable(chosen, values, (x) => portable(graph, x))
		})
	});
}
