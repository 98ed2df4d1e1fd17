import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { aggregateSql, plainAggregates } from '../../aggregate';
import {
	categoriesSql,
	categoryField,
	isCategorySql,
	learnVocabularies,
	VocabulariesSchema,
	vocabularyOf
} from '../../categories';
import {
	choiceField,
	columnField,
	groupsField,
	numberField,
	optionalColumnField,
	optionalValueField,
	textField
} from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldNamed, fieldsNamed, passColumn, type OutputColumn } from '../../operation';
import { valueToStore } from '../../stored-value';
import { untakenName } from '../../untaken-name';

export const pivot = defineOperation({
	id: 'pivot',
	group: 'tables',
	title: 'Pivot to columns',
	description:
		'Turns a long table wide: one row for each group, one column for each value of `names`, in it what the values of that group under that ' +
		'name come to. The names are learned, the most frequent first to be kept, and stand in order; rows under a missing or another name are ' +
		'left out of the cells. A cell without rows is missing, 0 where rows are counted, or `fill`.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		by: groupsField(),
		names: columnField('number-or-text'),
		values: optionalColumnField('any'),
		aggregate: choiceField(plainAggregates, 'first'),
		most: numberField(100, { integer: true, min: 1, max: 1000 }),
		fill: optionalValueField(),
		prefix: textField('')
	}),
	state: VocabulariesSchema,
	fitSql: ({ names, most }, input, from) => categoriesSql([names], input, from, most),
	learn: (rows, { names }, input) => learnVocabularies(rows, [names], input),
	query: ({ by, names, values, aggregate, fill, prefix }, input, fitted, { row }) => {
		const name = categoryField(input, names);
		const value = values === undefined ? null : fieldNamed(input, values);
		const taken = [...by];
		const cells = vocabularyOf(fitted, names).map((category): OutputColumn => {
			const { sql, type } = aggregateSql(aggregate, value, { row, where: isCategorySql(name, category) });
			const made = untakenName(`${prefix}${String(category)}` || '_', taken, '_2');
			taken.push(made);
			const field = { name: made, type, kind: value?.type === type ? value.kind : kindOfType(type) };
			return {
				field,
				sql: fill === undefined ? sql : `coalesce(${sql}, ${valueToStore('pivot', 'fill', field, fill)})`,
				from: [names, ...(value ? [value.name] : [])]
			};
		});
		const columns = [...fieldsNamed(input, by).map(passColumn), ...cells];
		const none = { field: { name: 'rows', type: 'BIGINT', kind: 'numeric' as const }, sql: 'count(*)', from: [] };
		return {
			columns: columns.length === 0 ? [none] : columns,
			groupBy: by.length === 0 ? ['()'] : by.map(sqlName)
		};
	}
});
