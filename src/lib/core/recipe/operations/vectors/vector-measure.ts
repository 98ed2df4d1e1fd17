import * as v from 'valibot';
import { columnsField, textField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';
import { eachVector } from '../../vector-column';

/** An operation that turns a vector into one number. */
export function vectorMeasure<const Id extends string>(measure: {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly suffix: string;
	readonly result?: 'DOUBLE' | 'BIGINT';
	readonly sql: (x: string) => string;
}) {
	const { id, title, description, suffix, result = 'DOUBLE', sql } = measure;
	return defineOperation({
		id,
		group: 'vectors',
		title,
		description,
		rows: 'each',
		params: v.strictObject({ columns: columnsField('vector'), suffix: textField(suffix) }),
		query: (params, input) =>
			eachVector(params, input, (x) => (result === 'DOUBLE' ? finiteSql(sql(x)) : sql(x)), result)
	});
}
