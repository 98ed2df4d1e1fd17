import * as v from 'valibot';
import { choiceField, columnsField, optionalValuesField } from '../../field';
import {
	categoriesSql,
	categoryField,
	categoryPortable,
	compareCategories,
	countedCategories,
	isCategorySql,
	unseenError,
	VocabulariesSchema,
	vocabularyOf
} from '../../categories';
import { defineOperation, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

const most = 10_000;

/** The place of the category in its list, from 0: the list given, or the one learned. */
export const ordinal = defineOperation({
	id: 'ordinal',
	group: 'categories',
	title: 'Number the categories',
	description:
		'Turns categories into numbers from 0: in the order of `categories`, alphabetically, or by how frequent they are in the rows ' +
		'learned from. A category not seen then is missing, -1, the next number (next), or stops the run (error).',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number-or-text'),
		order: choiceField(['alphabetical', 'frequency', 'given'], 'alphabetical'),
		categories: optionalValuesField({ field: 'order', is: ['given'] }),
		unseen: choiceField(['missing', 'minus-one', 'next', 'error'], 'missing')
	}),
	state: VocabulariesSchema,
	learns: ({ order }) => order !== 'given',
	query: ({ columns, order, categories, unseen }, input, fitted) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = categoryField(input, name);
				const list = order === 'given' ? [...new Set(categories)] : vocabularyOf(fitted, name);
				const cases = list.map((category, i) => `WHEN ${isCategorySql(field, category)} THEN ${i}`);
				const rest = { missing: '', 'minus-one': '-1', next: String(list.length), error: unseenError(field) }[unseen];
				const other = rest === '' ? '' : `WHEN ${valueSql(field)} IS NOT NULL THEN ${rest}`;
				return {
					field: { name, type: 'INTEGER', kind: 'ordinal' },
					sql:
						cases.length === 0 && other === ''
							? 'NULL::INTEGER'
							: `(CASE ${[...cases, other].filter(Boolean).join(' ')} END)::INTEGER`,
					from: [name]
				};
			})
		)
	}),
	fitSql: ({ columns }, input, from) => categoriesSql(columns, input, from, most),
	learn: (rows, { columns, order }, input) => ({
		columns: columns.map((column) => ({
			column,
			categories: countedCategories(rows, categoryField(input, column))
				.sort((a, b) =>
					order === 'frequency' && a.count !== b.count ? b.count - a.count : compareCategories(a.category, b.category)
				)
				.map(({ category }) => category)
		}))
	}),
	portable: ({ columns, order, categories, unseen }, _input, fitted, graph, values) =>
		new Map(
			columns.flatMap((name) => {
				const x = values.get(name);
				if (!x) return [];
				const list = order === 'given' ? [...new Set(categories)] : vocabularyOf(fitted, name);
				const places = list.map((_, i) => i);
				const other = unseen === 'minus-one' ? -1 : unseen === 'next' ? list.length : null;
				return [[name, categoryPortable(graph, x, list, places, other, null)]];
			})
		)
});
