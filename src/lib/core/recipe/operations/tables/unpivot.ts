import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { commonType } from '../../common-type';
import { columnsField, choiceField, initialNameField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const unpivot = defineOperation({
	id: 'unpivot',
	group: 'tables',
	title: 'Unpivot to rows',
	description:
		'Turns a wide table long: one row for each of the columns, its name in one new column and its value in another; the other columns are ' +
		'repeated. Values of several types become numbers, dates with time, or text. Missing values keep their rows, or are dropped.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField(),
		name: initialNameField('name'),
		value: initialNameField('value'),
		missing: choiceField(['keep', 'drop'], 'keep')
	}),
	query: ({ columns, name, value, missing }, input, _fitted, { row }) => {
		const fields = fieldsNamed(input, columns);
		const type = commonType(fields);
		const [first] = fields;
		const kind = first && fields.every((field) => field.kind === first.kind) ? first.kind : kindOfType(type);
		const values = columns.map((column) => `${sqlName(column)}::${type}`);
		return {
			columns: [
				...input.filter((field) => !columns.includes(field.name)).map(passColumn),
				{ field: { name, type: 'VARCHAR', kind: 'categorical' }, sql: '"__name"', from: columns },
				{ field: { name: value, type, kind }, sql: '"__value"', from: columns }
			],
			from: (relation) =>
				`(SELECT *, unnest([${columns.map(sqlValue).join(', ')}]) AS "__name", unnest([${values.join(', ')}]) AS "__value", ` +
				`unnest(generate_series(1, ${columns.length})) AS "__place" FROM ${relation})`,
			...(missing === 'drop' && { where: '"__value" IS NOT NULL' }),
			orderBy: [row, '"__place"']
		};
	}
});
