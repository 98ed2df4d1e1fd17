import * as v from 'valibot';
import type { Field, TableSchema } from '../../../table/schema';
import { columnsField, numberField as numberParam, textField } from '../../field';
import { finiteColumnSql, kindOfType, numberField } from '../../number-column';
import { defineOperation, fieldNamed, withColumns, type StepQuery } from '../../operation';
import { valueSql } from '../../value-column';
import { windowFields, windowFrom, windowOf, type Window, type WindowChoice } from '../../window';

interface Along {
	readonly title: string;
	readonly description: string;
	readonly accepts: 'any' | 'number';
	readonly suffix: string;
	/** Left out: the column's own. */
	readonly type?: 'DOUBLE' | 'BIGINT' | 'BOOLEAN';
}

interface AlongValues<Id extends string> extends Along {
	readonly id: Id;
	/** SQL over x, the value of this row, and the windows of its group. */
	readonly sql: (x: string, window: Window) => string;
}

interface AlongSteps<Id extends string> extends Along {
	readonly id: Id;
	readonly first: number;
	readonly sql: (x: string, window: Window, n: number) => string;
}

/** Each column through a function of the rows of its group in an order. */
export function alongValues<const Id extends string>({ id, sql, ...along }: AlongValues<Id>) {
	const params = v.strictObject({
		columns: columnsField(along.accepts),
		...windowFields,
		suffix: textField(along.suffix)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title: along.title,
		description: along.description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => eachAlong(along, chosen, input, row, sql)
	});
}

/** The same with a number of rows `n`. */
export function alongSteps<const Id extends string>({ id, first, sql, ...along }: AlongSteps<Id>) {
	const params = v.strictObject({
		columns: columnsField(along.accepts),
		n: numberParam(first, { integer: true, min: 1, max: 1_000_000 }),
		...windowFields,
		suffix: textField(along.suffix)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title: along.title,
		description: along.description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) =>
			eachAlong(along, chosen, input, row, (x, window) => sql(x, window, chosen.n))
	});
}

function eachAlong(
	{ accepts, type }: Along,
	chosen: WindowChoice & { readonly columns: readonly string[]; readonly suffix: string },
	input: TableSchema,
	row: string,
	sql: (x: string, window: Window) => string
): StepQuery {
	const window = windowOf(chosen, input, row);
	return {
		columns: withColumns(
			input,
			chosen.columns.map((name) => {
				const field = accepts === 'number' ? numberField(input, name) : fieldNamed(input, name);
				const x = accepts === 'number' ? finiteColumnSql(field) : valueSql(field);
				const result: Field = type ? { name, type, kind: kindOfType(type) } : field;
				return {
					field: { ...result, name: `${name}${chosen.suffix}` },
					sql: `(${sql(x, window)})::${result.type}`,
					from: [name, ...windowFrom(chosen)]
				};
			})
		)
	};
}
