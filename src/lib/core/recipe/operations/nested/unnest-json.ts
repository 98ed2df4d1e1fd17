import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { textColumn } from '../../each-text';
import { booleanField, columnField, numberField, optionalValuesField } from '../../field';
import { jsonKeySql, jsonMemberSql, jsonPartsSql, jsonValueSql } from '../../json-text';
import { kindOfType } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const jsonTypes = ['BIGINT', 'DOUBLE', 'BOOLEAN', 'VARCHAR'] as const;

export const unnestJson = defineOperation({
	id: 'unnest-json',
	group: 'nested',
	title: 'Unnest JSON objects',
	description:
		'Makes a column `column_key` of each key of JSON objects held as text: the keys asked for, or those learned, the most frequent first to ' +
		'be kept, in the order they appear. Its type is learned: whole number, number, truth value, else text; lists and objects stay JSON. A key ' +
		'that is not there, null, and text that is no JSON object give missing; of a key that stands twice the last counts.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		keys: optionalValuesField(),
		most: numberField(50, { integer: true, min: 1, max: 500 }),
		keep: booleanField(false)
	}),
	state: v.strictObject({ keys: v.array(v.strictObject({ key: v.string(), type: v.picklist(jsonTypes) })) }),
	fitSql: ({ column, keys, most }, input, from) => {
		textColumn(input, column);
		const wanted = keys ? ` AND key IN (${keys.map((key) => sqlValue(String(key))).join(', ')})` : '';
		const is = (pattern: string) => `coalesce(bool_and(regexp_full_match(value, ${sqlValue(pattern)})), FALSE)`;
		const parts = `SELECT unnest(${jsonPartsSql(sqlName(column), 'object')}) AS part FROM ${from}`;
		const members = `SELECT ${jsonKeySql('part')} AS key, ${jsonMemberSql('part')} AS value, row_number() OVER () AS place FROM (${parts})`;
		const types =
			`${is('-?(?:0|[1-9][0-9]{0,17})')} AS whole, ${is('-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?')} AS number, ` +
			`${is('true|false')} AS truth`;
		const kept = `SELECT key, ${types}, min(place) AS place FROM (SELECT key, nullif(value, 'null') AS value, place FROM (${members})) WHERE key IS NOT NULL${wanted} GROUP BY key ORDER BY count(*) DESC, place LIMIT ${most}`;
		return `SELECT key, whole::INTEGER AS whole, number::INTEGER AS number, truth::INTEGER AS truth FROM (${kept}) ORDER BY place`;
	},
	learn: (rows) => ({
		keys: rows.map((row) => ({
			key: String(row['key'] ?? ''),
			type: row['whole'] === 1 ? 'BIGINT' : row['number'] === 1 ? 'DOUBLE' : row['truth'] === 1 ? 'BOOLEAN' : 'VARCHAR'
		}))
	}),
	query: ({ column, keep }, input, fitted) => {
		textColumn(input, column);
		const made = (fitted?.keys ?? []).map(({ key, type }) => ({
			field: { name: `${column}_${key}`, type, kind: kindOfType(type) },
			sql: jsonValueSql(`"__values"[list_position("__keys", ${sqlValue(key)})]`, type),
			from: [column]
		}));
		const columns = withColumns(input, made).filter(({ field }) => keep || field.name !== column);
		return {
			columns: columns.length === 0 ? withColumns(input, []) : columns,
			from: (relation) =>
				`(SELECT *, list_transform("__parts", lambda p: ${jsonKeySql('p')}) AS "__keys", list_transform("__parts", lambda p: ${jsonMemberSql('p')}) AS "__values" ` +
				`FROM (SELECT *, list_reverse(${jsonPartsSql(sqlName(column), 'object')}) AS "__parts" FROM ${relation}))`
		};
	}
});
