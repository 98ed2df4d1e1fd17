import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { choiceField, columnsField, optionalTextField, optionalValueField } from '../../field';
import { elementOf, listColumn } from '../../each-list';
import { defineOperation, withColumns } from '../../operation';
import { valueToStore } from '../../stored-value';

const methods = ['previous', 'next', 'linear', 'mean', 'most-common', 'constant'] as const;

/** SQL of a list whose missing elements are filled. */
function filledList(list: string, method: (typeof methods)[number], value: string, isNumber: boolean): string {
	const each = (otherwise: string) => `list_transform(${list}, lambda v, i: coalesce(v, ${otherwise}))`;
	const before = `list_filter(${list}[:i], lambda w: w IS NOT NULL)[-1]`;
	const after = `list_filter(${list}[i:], lambda w: w IS NOT NULL)[1]`;
	const there = (range: string) =>
		`list_filter(range(1, len(${list}) + 1), lambda k: ${list}[k] IS NOT NULL AND ${range})`;
	const [i0, i1] = [`${there('k < i')}[-1]`, `${there('k > i')}[1]`];
	switch (method) {
		case 'previous':
			return each(before);
		case 'next':
			return each(after);
		case 'linear':
			return isNumber ? each(`${before} + (${after} - ${before}) * (i - ${i0}) / (${i1} - ${i0})`) : each(before);
		case 'mean':
			return isNumber ? each(`list_avg(${list})`) : list;
		case 'most-common':
			return each(`list_aggregate(list_sort(list_filter(${list}, lambda w: w IS NOT NULL)), 'mode')`);
		case 'constant':
			return each(value);
	}
}

export const fillLists = defineOperation({
	id: 'fill-lists',
	group: 'series',
	title: 'Fill gaps inside lists',
	description:
		'Fills the missing elements of lists, each from its own list: with the one before or after, the line between, the mean, the most common (ties: the smallest), or a value. What that leaves at the ends stays missing. Linear and mean are for numbers.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		method: choiceField(methods, 'previous'),
		value: optionalValueField({ field: 'method', is: ['constant'] }),
		suffix: optionalTextField()
	}),
	query: ({ columns, method, value, suffix = '' }, input) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = listColumn(input, name);
				const element = elementOf(field.type);
				const isNumber = isNumericType(element);
				const isExact = method === 'linear' || method === 'mean';
				const type = isNumber && isExact ? 'DOUBLE[]' : field.type;
				const list = isNumber && isExact ? `(${sqlName(name)}::DOUBLE[])` : sqlName(name);
				const constant =
					method === 'constant'
						? valueToStore('fill-lists', 'value', { ...field, type: element }, value ?? '')
						: 'NULL';
				return {
					field: { ...field, name: `${name}${suffix}`, type },
					sql: `(${filledList(list, method, constant, isNumber)})::${type}`,
					from: [name]
				};
			})
		)
	})
});
