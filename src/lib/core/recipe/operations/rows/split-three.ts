import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { choiceField, initialNameField, numberField, optionalColumnField } from '../../field';
import { defineOperation, fieldNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';
import { turnSql } from '../../turn';

export const splitThree = defineOperation({
	id: 'split-three',
	group: 'rows',
	title: 'Split in three',
	description:
		'Adds a column that says train, validation or test, at random by `seed`: round(share * n) rows are test, then validation. With `by`, each of its values has these shares; ordered, the rows with its largest values are test, those before them validation. Steps after it learn from train rows only.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		method: choiceField(['random', 'ordered'], 'random'),
		validation: numberField(0.15, { min: 0, max: 1 }),
		test: numberField(0.15, { min: 0, max: 1 }),
		by: optionalColumnField('any'),
		seed: numberField(0, { integer: true, min: 0 }),
		name: initialNameField('split')
	}),
	query: ({ method, validation, test, by, seed, name }, input, _fitted, { row }) => {
		const value = by === undefined ? null : valueSql(fieldNamed(input, by));
		const stratum = method === 'ordered' || value === null ? '' : `PARTITION BY ${value} `;
		const last = [...(value === null ? [] : [`${value} DESC NULLS LAST`]), `${row} DESC`].join(', ');
		const order = method === 'ordered' ? last : `${turnSql(seed, row)}, ${row}`;
		const place = `row_number() OVER (${stratum}ORDER BY ${order})`;
		const share = (part: number) => `round(count(*) OVER (${stratum}) * ${sqlValue(part)})`;
		const isTest = `${place} <= ${share(test)}`;
		const isHeld = `${place} <= ${share(test)} + ${share(validation)}`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: `CASE WHEN ${isTest} THEN 'test' WHEN ${isHeld} THEN 'validation' ELSE 'train' END`,
					from: by === undefined ? [] : [by]
				}
			]),
			train: `NOT (${isHeld})`
		};
	},
	portable: () => new Map()
});
