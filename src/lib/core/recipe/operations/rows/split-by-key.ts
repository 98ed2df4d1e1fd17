import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, initialNameField, numberField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';
import { chanceSql } from '../../turn';

export const splitByKey = defineOperation({
	id: 'split-by-key',
	group: 'rows',
	title: 'Split by a key',
	description:
		'Adds a column that says train or test so that the rows of a key stay together: a key is test when the MD5 of `seed:key`, read as a share, is below `fraction`, and validation below `fraction` + `validation`. New rows of a key get the same answer. Steps after it learn from train rows only.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField(),
		fraction: numberField(0.25, { min: 0, max: 1 }),
		validation: numberField(0, { min: 0, max: 1 }),
		seed: numberField(0, { integer: true, min: 0 }),
		name: initialNameField('split')
	}),
	query: ({ columns, fraction, validation, seed, name }, input) => {
		const key = fieldsNamed(input, columns)
			.map((field) => `coalesce(${valueSql(field)}::VARCHAR, '')`)
			.join(" || '|' || ");
		const isTest = `${chanceSql(seed, key)} < ${sqlValue(fraction)}`;
		const isHeld = `${chanceSql(seed, key)} < ${sqlValue(fraction + validation)}`;
		const held = validation === 0 ? '' : `WHEN ${isHeld} THEN 'validation' `;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: `CASE WHEN ${isTest} THEN 'test' ${held}ELSE 'train' END`,
					from: columns
				}
			]),
			train: `NOT (${isHeld})`
		};
	},
	portable: () => new Map()
});
