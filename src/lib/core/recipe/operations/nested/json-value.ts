import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlName, sqlValue } from '../../../table/sql';
import { textColumn } from '../../each-text';
import { choiceField, columnField, filledTextField, initialNameField } from '../../field';
import { jsonKeySql, jsonMemberSql, jsonPartsSql, jsonValueSql, letSql } from '../../json-text';
import { kindOfType } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const jsonValue = defineOperation({
	id: 'json-value',
	group: 'nested',
	title: 'Value at a JSON path',
	description:
		'The value at a path of JSON held as text: keys with dots between them and places in brackets, from 0, as in address.lines[0]; a key with ' +
		'other signs stands in quotes, ["a.b"]. What is not there, null, or not of the type is missing; lists and objects stay JSON.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		path: filledTextField('key'),
		type: choiceField(['VARCHAR', 'DOUBLE', 'BIGINT', 'BOOLEAN', 'DATE', 'TIMESTAMP'], 'VARCHAR'),
		name: initialNameField('value')
	}),
	query: ({ column, path, type, name }, input) => {
		const json = stepsOf(path).reduce<string>(
			(from, step) => letSql(from, stepSql(step)),
			sqlName(textColumn(input, column).name)
		);
		return {
			columns: withColumns(input, [
				{
					field: { name, type, kind: type === 'VARCHAR' ? 'text' : kindOfType(type) },
					sql: letSql(json, (j) => jsonValueSql(j, type)),
					from: [column]
				}
			])
		};
	}
});

/** SQL of what stands at a key, or at a place from 0, of JSON. */
function stepSql(step: string | number): (json: string) => string {
	if (typeof step === 'number') return (json) => `trim(${jsonPartsSql(json, 'list')}[${step + 1}])`;
	return (json) =>
		jsonMemberSql(`list_filter(${jsonPartsSql(json, 'object')}, lambda p: ${jsonKeySql('p')} = ${sqlValue(step)})[-1]`);
}

/** The keys and places of a path. Throws recipe/params-invalid. */
function stepsOf(path: string): (string | number)[] {
	const steps: (string | number)[] = [];
	const step = /\.?([^.[\]"]+)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;
	while (step.lastIndex < path.length) {
		const found = step.exec(path);
		if (!found)
			throw new AppError('recipe/params-invalid', {
				op: 'json-value',
				field: 'path',
				wanted: 'path such as a.b[0]',
				found: path
			});
		const [, key, place, quoted] = found;
		steps.push(key ?? (place === undefined ? unquoted(quoted ?? '""') : Number(place)));
	}
	return steps;
}

function unquoted(text: string): string {
	return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}
