import * as v from 'valibot';
import { eachText, type TextResult } from './each-text';
import { columnsField, textField } from './field';
import { defineOperation, type OperationGroup } from './operation';

interface TextFunction<Id extends string> {
	readonly id: Id;
	readonly group: OperationGroup;
	readonly title: string;
	readonly description: string;
	/** Left out: text. */
	readonly result?: TextResult;
	/** Ending of the new column's name. Left out: the result takes the place of its column. */
	readonly suffix?: string;
	/** SQL of the result over SQL of a text; missing for missing. */
	readonly sql: (x: string) => string;
}

/** An operation that is a function of one text. */
export function textFunction<const Id extends string>({
	id,
	group,
	title,
	description,
	result,
	suffix = '',
	sql
}: TextFunction<Id>) {
	return defineOperation({
		id,
		group,
		title,
		description,
		rows: 'each',
		params: v.strictObject({ columns: columnsField('text'), suffix: textField(suffix) }),
		query: (params, input) => eachText(params, input, sql, result)
	});
}
