import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlName, sqlValue } from '../../../table/sql';
import { commonType } from '../../common-type';
import { choiceField, columnsField, filledTextField, initialNameField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const unpivotGroups = defineOperation({
	id: 'unpivot-groups',
	group: 'tables',
	title: 'Unpivot groups of columns',
	description:
		'Turns columns such as price_2023, price_2024, count_2023, count_2024 into rows: one for each ending (2023, 2024), which stands in the new ' +
		'column, and a column for each beginning (price, count). Names are parted at the last delimiter. Where a beginning lacks an ending its ' +
		'value is missing; rows whose values are all missing stay, or are dropped.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField(),
		delimiter: filledTextField('_'),
		name: initialNameField('name'),
		missing: choiceField(['keep', 'drop'], 'keep')
	}),
	query: ({ columns, delimiter, name, missing }, input, _fitted, { row }) => {
		const parted = fieldsNamed(input, columns).map((field) => {
			const at = field.name.lastIndexOf(delimiter);
			if (at <= 0)
				throw new AppError('recipe/params-invalid', {
					op: 'unpivot-groups',
					field: 'columns',
					wanted: `names with ${delimiter} in them`,
					found: field.name
				});
			return { field, start: field.name.slice(0, at), end: field.name.slice(at + delimiter.length) };
		});
		const ends = [...new Set(parted.map(({ end }) => end))];
		const starts = [...new Set(parted.map(({ start }) => start))].map((start, i) => {
			const own = parted.filter((part) => part.start === start);
			const type = commonType(own.map(({ field }) => field));
			const values = ends.map((end) => {
				const found = own.find((part) => part.end === end);
				return found ? `${sqlName(found.field.name)}::${type}` : `NULL::${type}`;
			});
			return { name: start, type, sql: sqlName(`__value ${i}`), values, from: own.map(({ field }) => field.name) };
		});
		const lists = starts.map(({ values, sql }) => `unnest([${values.join(', ')}]) AS ${sql}`);
		return {
			columns: [
				...input.filter((field) => !columns.includes(field.name)).map(passColumn),
				{ field: { name, type: 'VARCHAR', kind: 'categorical' }, sql: '"__name"', from: columns },
				...starts.map((start) => ({
					field: { name: start.name, type: start.type, kind: kindOfType(start.type) },
					sql: start.sql,
					from: start.from
				}))
			],
			from: (relation) =>
				`(SELECT *, unnest([${ends.map(sqlValue).join(', ')}]) AS "__name", ${lists.join(', ')}, ` +
				`unnest(generate_series(1, ${ends.length})) AS "__place" FROM ${relation})`,
			...(missing === 'drop' && { where: `(${starts.map(({ sql }) => `${sql} IS NOT NULL`).join(' OR ')})` }),
			orderBy: [row, '"__place"']
		};
	}
});
