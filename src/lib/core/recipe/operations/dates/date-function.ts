import * as v from 'valibot';
import { datesPortable, eachDate } from '../../date-column';
import { columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';

interface DateFunction<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** Behind the name of the column, for the one that is made. */
	readonly suffix: string;
	/** DuckDB's type of the result. */
	readonly type: string;
	/** SQL over a TIMESTAMP, missing where it is. */
	readonly sql: (moment: string) => string;
	readonly portable?: (graph: PortableGraph, ms: PortableValue) => PortableValue;
}

/** An operation that is a function of one moment, with nothing to choose. */
export function dateFunction<const Id extends string>(made: DateFunction<Id>) {
	const { id, title, description, type, sql, portable } = made;
	const params = v.strictObject({ columns: columnsField('temporal'), suffix: textField(made.suffix) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'dates',
		title,
		description,
		rows: 'each',
		params,
		query: (chosen, input) => eachDate(chosen, input, type, sql),
		...(portable && {
			portable: (chosen, _input, _fitted, graph, values) => datesPortable(chosen, graph, values, portable)
		})
	});
}
