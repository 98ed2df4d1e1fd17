import * as v from 'valibot';
import { AppError } from '../../../errors';
import type { TableSchema } from '../../../table/schema';
import { sqlName, sqlValue } from '../../../table/sql';
import { choiceField, initialNameField, numberField, optionalColumnField } from '../../field';
import { defineOperation, fieldNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

/**
 * Marks rows as train or test. A row's turn is the MD5 of `seed:row number`, so that a seed gives the same rows on every engine;
 * round(fraction * n) of the n rows (of each stratum) are test.
 */
export const split = defineOperation({
	id: 'split',
	group: 'rows',
	title: 'Split into train and test',
	description:
		'Adds a column that says train or test: at random by `seed`, stratified so that each value of `by` has the same share of test rows, ' +
		'or ordered by `by` so that the last rows are test. Steps after it learn from train rows only.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		method: choiceField(['random', 'stratified', 'ordered'], 'random'),
		fraction: numberField(0.25, { min: 0, max: 1 }),
		by: optionalColumnField('any', { field: 'method', is: ['stratified', 'ordered'] }),
		seed: numberField(0, { integer: true, min: 0, when: { field: 'method', is: ['random', 'stratified'] } }),
		name: initialNameField('split')
	}),
	query: ({ method, fraction, by, seed, name }, input, _fitted, { row }) => {
		const turn =
			method === 'ordered'
				? [...(by === undefined ? [] : [`${orderOf(input, by)} DESC NULLS LAST`]), `${row} DESC`]
				: [`md5(${sqlValue(`${seed}:`)} || ${row})`, row];
		const stratum = method === 'stratified' ? `PARTITION BY ${sqlName(stratumOf(input, by))}` : '';
		const over = (order: string) => `OVER (${[stratum, order].filter(Boolean).join(' ')})`;
		const isTest = `row_number() ${over(`ORDER BY ${turn.join(', ')}`)} <= round(count(*) ${over('')} * ${sqlValue(fraction)})`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: `CASE WHEN ${isTest} THEN 'test' ELSE 'train' END`,
					from: by === undefined ? [] : [by]
				}
			]),
			train: `NOT (${isTest})`
		};
	},
	portable: () => new Map()
});

function stratumOf(input: TableSchema, by: string | undefined): string {
	if (by === undefined)
		throw new AppError('recipe/params-invalid', { op: 'split', field: 'by', wanted: 'column', found: '' });
	return fieldNamed(input, by).name;
}

function orderOf(input: TableSchema, by: string): string {
	return valueSql(fieldNamed(input, by));
}
