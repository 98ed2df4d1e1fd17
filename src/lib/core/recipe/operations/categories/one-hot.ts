import * as v from 'valibot';
import { booleanField, choiceField, columnsField, numberField } from '../../field';
import {
	categoriesSql,
	categoryField,
	categoryPortable,
	learnVocabularies,
	isCategorySql,
	unseenError,
	VocabulariesSchema,
	vocabularyOf,
	type Category,
	type Vocabularies
} from '../../categories';
import { vectorType } from '../../vector-column';
import { defineOperation, passColumn, type OutputColumn } from '../../operation';
import { sqlName } from '../../../table/sql';
import type { TableSchema } from '../../../table/schema';

/** One 0/1 column a category, named `column=category`, in the order of the categories. A category not seen gives zeros. */
export const oneHot = defineOperation({
	id: 'one-hot',
	group: 'categories',
	title: 'One column a category',
	description:
		'Turns a column into one 0/1 column for each category of the rows learned from, the most frequent `maxCategories` of them. ' +
		'A category not seen then gives zeros everywhere, counts as missing, or stops the run (`unseen`). `drop` leaves the first or last one out, ' +
		'which the others tell. `output` vector makes one vector of each column instead, `column_vector`.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number-or-text'),
		maxCategories: numberField(50, { integer: true, min: 1, max: 1000 }),
		missing: choiceField(['zeros', 'column'], 'zeros'),
		unseen: choiceField(['zeros', 'missing', 'error'], 'zeros'),
		drop: choiceField(['none', 'first', 'last'], 'none'),
		output: choiceField(['columns', 'vector'], 'columns'),
		keep: booleanField(false)
	}),
	state: VocabulariesSchema,
	query: ({ columns, missing, unseen, drop, output, keep }, input, fitted) => {
		for (const name of columns) categoryField(input, name);
		return {
			columns: input.flatMap((field): OutputColumn[] => {
				if (!columns.includes(field.name)) return [passColumn(field)];
				const made = (name: string, sql: string): OutputColumn => ({
					field: { name, type: 'INTEGER', kind: 'numeric' },
					sql,
					from: [field.name]
				});
				const named = namedCategories(fitted, field.name, input);
				const isUnseen = `${sqlName(field.name)} IS NOT NULL${named.map(({ category }) => ` AND NOT ${isCategorySql(field, category)}`).join('')}`;
				const checked = (sql: string) =>
					unseen === 'error' ? `CASE WHEN ${isUnseen} THEN ${unseenError(field)} ELSE ${sql} END` : sql;
				const dummies = kept(drop, named).map(({ category, name }, i) => {
					const sql = `coalesce(${isCategorySql(field, category)}, FALSE)::INTEGER`;
					return made(name, i === 0 ? checked(sql) : sql);
				});
				const isMissing = `${sqlName(field.name)} IS NULL`;
				const gap = unseen === 'missing' ? `${isMissing} OR (${isUnseen})` : isMissing;
				const gaps = missing === 'column' ? [made(`${field.name} is missing`, `(${gap})::INTEGER`)] : [];
				const indicators = [...dummies, ...gaps];
				const vector: OutputColumn = {
					field: { name: `${field.name}_vector`, type: vectorType, kind: 'embedding' },
					sql: `[${indicators.map(({ sql }) => sql).join(', ')}]::${vectorType}`,
					from: [field.name]
				};
				return [...(keep ? [passColumn(field)] : []), ...(output === 'vector' ? [vector] : indicators)];
			})
		};
	},
	fitSql: ({ columns, maxCategories }, input, from) => categoriesSql(columns, input, from, maxCategories),
	learn: (rows, { columns }, input) => learnVocabularies(rows, columns, input),
	portable: ({ columns, missing, unseen, drop, output }, input, fitted, graph, values) =>
		new Map(
			columns.flatMap((column) => {
				const x = values.get(column);
				if (!x || output === 'vector') return [];
				const dummies = kept(drop, namedCategories(fitted, column, input)).map(
					({ category, name }) => [name, categoryPortable(graph, x, [category], [1], 0, 0)] as const
				);
				const known = namedCategories(fitted, column, input).map(({ category }) => category);
				const gap =
					unseen === 'missing'
						? categoryPortable(
								graph,
								x,
								known,
								known.map(() => 0),
								1,
								1
							)
						: graph.isMissing(x);
				return missing === 'column' ? [...dummies, [`${column} is missing`, gap] as const] : dummies;
			})
		)
});

/** The others say all of one that is left out, which linear models without a penalty need. */
function kept<Each>(drop: 'none' | 'first' | 'last', all: readonly Each[]): readonly Each[] {
	if (drop === 'none') return all;
	return drop === 'first' ? all.slice(1) : all.slice(0, -1);
}

/** DuckDB does not tell names apart by case: sex=Male and sex=male become sex=Male and sex=male (2). */
function namedCategories(
	fitted: Vocabularies | null,
	column: string,
	input: TableSchema
): { category: Category; name: string }[] {
	const taken = new Set(input.map((field) => field.name.toLowerCase()));
	return vocabularyOf(fitted, column).map((category) => {
		const base = `${column}=${String(category).replaceAll('\0', '')}`;
		let name = base;
		for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} (${n})`;
		taken.add(name.toLowerCase());
		return { category, name };
	});
}
