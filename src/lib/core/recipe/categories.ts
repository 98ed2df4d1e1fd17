import * as v from 'valibot';
import { isNumericType, type Field, type TableSchema } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { columnSql } from './formula/compile';
import { fieldNamed, wantType, type FitRow } from './operation';
import type { PortableGraph, PortableValue } from './portable';
import { valueSql } from './value-column';

/** A category as it is told apart: text as it is, numbers as numbers, truth values as true and false. */
export const CategorySchema = v.union([v.string(), v.number(), v.boolean()]);
export type Category = v.InferOutput<typeof CategorySchema>;

export const VocabulariesSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), categories: v.array(CategorySchema) }))
});
export type Vocabularies = v.InferOutput<typeof VocabulariesSchema>;

export function vocabularyOf(fitted: Vocabularies | null, column: string): readonly Category[] {
	return fitted?.columns.find((each) => each.column === column)?.categories ?? [];
}

/** A column whose values can be categories: text, numbers or truth values. */
export function categoryField(input: TableSchema, name: string): Field {
	return wantType(
		fieldNamed(input, name),
		'number-or-text',
		(type) => type === 'VARCHAR' || type === 'BOOLEAN' || isNumericType(type)
	);
}

/** The categories of some columns with their counts: c (column), t (text) or n (number), k (count), the most frequent `limit` each. */
export function categoriesSql(columns: readonly string[], input: TableSchema, from: string, limit: number): string {
	return columns
		.map((name) => {
			const field = categoryField(input, name);
			const [text, number] = isNumericType(field.type)
				? ['NULL::VARCHAR', columnSql(field)]
				: [`${valueSql(field)}::VARCHAR`, 'NULL::DOUBLE'];
			return (
				`(SELECT ${sqlValue(name)} AS c, t, n, count(*) AS k FROM (SELECT ${text} AS t, ${number} AS n FROM ${from}) ` +
				`WHERE t IS NOT NULL OR n IS NOT NULL GROUP BY t, n ORDER BY k DESC, t, n LIMIT ${limit})`
			);
		})
		.join(' UNION ALL ');
}

export interface Counted {
	readonly category: Category;
	readonly count: number;
}

/** What categoriesSql found for a column, in no order. */
export function countedCategories(rows: readonly FitRow[], field: Field): Counted[] {
	return rows
		.filter((row) => row['c'] === field.name)
		.flatMap((row) => {
			const category = field.type === 'BOOLEAN' ? row['t'] === 'true' : (row['n'] ?? row['t']);
			return category === null || category === undefined ? [] : [{ category, count: Number(row['k'] ?? 0) }];
		});
}

/** The categories found of each column, in their order. */
export function learnVocabularies(
	rows: readonly FitRow[],
	columns: readonly string[],
	input: TableSchema
): Vocabularies {
	return {
		columns: columns.map((column) => ({
			column,
			categories: countedCategories(rows, categoryField(input, column))
				.map(({ category }) => category)
				.sort(compareCategories)
		}))
	};
}

/** Numbers by size before texts by code point, as DuckDB orders them. */
export function compareCategories(a: Category, b: Category): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [x, y] = [String(a), String(b)];
	const [left, right] = [Array.from(x), Array.from(y)];
	for (let i = 0; i < Math.min(left.length, right.length); i++) {
		const step = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
		if (step !== 0) return step;
	}
	return left.length - right.length;
}

/** SQL, true where the column has this category; missing where the column is. */
export function isCategorySql(field: Field, category: Category): string {
	if (isNumericType(field.type)) return `${columnSql(field)} = ${sqlValue(Number(category))}`;
	if (field.type === 'BOOLEAN') return `${sqlName(field.name)} = ${sqlValue(String(category) === 'true')}`;
	return `${sqlName(field.name)} = ${sqlValue(String(category))}`;
}

/** SQL that stops the run and names a category that was not learned. */
export function unseenError(field: Field): string {
	return `error(${sqlValue(`${field.name}: `)} || ${valueSql(field)}::VARCHAR || ' was not among the categories learned from')`;
}

/** 1 or 0 where a column has one of the categories: `values[i]` for categories[i], `otherwise` for others, missing for missing. */
export function categoryPortable(
	graph: PortableGraph,
	x: PortableValue,
	categories: readonly Category[],
	values: readonly number[],
	otherwise: number | null,
	missing: number | null
): PortableValue {
	if (x.type === 'text') {
		const keys = categories.map(String);
		return keys.includes('')
			? graph.lookup(x, keys, values, otherwise)
			: graph.lookup(x, ['', ...keys], [missing, ...values], otherwise);
	}
	const matched = categories.reduce(
		(rest, category, i) =>
			graph.choose(graph.binary('equal', x, graph.number(Number(category))), graph.number(values[i] ?? null), rest),
		graph.number(otherwise)
	);
	return graph.choose(graph.isMissing(x), graph.number(missing), matched);
}
