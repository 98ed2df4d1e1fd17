import * as v from 'valibot';
import type { TableSchema } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { textColumn } from './each-text';
import { booleanField, choiceField, intoField, numberField } from './field';
import { freshName } from './fresh-name';
import { withColumns, type FitRow, type OutputColumn, type StepQuery } from './operation';
import { termCountsSql, type TermParams } from './text-terms';
import { vectorType } from './vector-column';

/** Which terms are learned: parameters of vectors with a vocabulary. */
export const vocabularyFields = {
	minDocuments: numberField(1, { min: 0 }),
	maxDocuments: numberField(1, { min: 0 })
};

export const mostField = () => numberField(100, { integer: true, min: 1, max: 10_000 });

/** How the vector is written: parameters that all vectors of text share. */
export const shapeFields = {
	minCount: numberField(1, { min: 0 }),
	binary: booleanField(false),
	into: intoField(),
	keep: booleanField(true)
};

export const outputField = () => choiceField(['columns', 'vector'], 'columns');

export const VocabularySchema = v.strictObject({
	/** Rows with a text. */
	documents: v.number(),
	terms: v.array(v.strictObject({ term: v.string(), documents: v.number() }))
});
export type Vocabulary = v.InferOutput<typeof VocabularySchema>;

interface VocabularyParams extends TermParams {
	readonly minDocuments: number;
	readonly maxDocuments: number;
	readonly most: number;
}

/** t (term) and df (rows that have it), the most frequent first, and n (rows with a text). Below 1 a limit is a share of the rows. */
export function vocabularySql(params: VocabularyParams, input: TableSchema, from: string): string {
	const counts = freshName(input, 'counts');
	const pairs = `SELECT unnest(map_keys(${sqlName(counts)})) AS t, unnest(map_values(${sqlName(counts)})) AS k FROM ${termCountsSql(params, from, counts)}`;
	const least = params.minDocuments < 1 ? `${sqlValue(params.minDocuments)} * n` : sqlValue(params.minDocuments);
	const greatest = params.maxDocuments <= 1 ? `${sqlValue(params.maxDocuments)} * n` : sqlValue(params.maxDocuments);
	return (
		`SELECT t, df, n FROM (SELECT t, count(*) AS df, sum(k) AS k FROM (${pairs}) WHERE NOT contains(t, chr(0)) GROUP BY t), ` +
		`(SELECT count(${sqlName(textColumn(input, params.column).name)}) AS n FROM ${from}) ` +
		`WHERE df >= ${least} AND df <= ${greatest} ORDER BY k DESC, t LIMIT ${params.most}`
	);
}

/** Terms in the order of their code points. */
export function learnVocabulary(rows: readonly FitRow[]): Vocabulary {
	const terms = rows.map((row) => ({ term: String(row['t']), documents: Number(row['df']) }));
	return {
		documents: Number(rows[0]?.['n'] ?? 0),
		terms: terms.sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : 0))
	};
}

/** One number of a text's vector: the SQL of a count, null where there is none, and what the number is called. */
export interface TextElement {
	readonly label: string;
	readonly sql: (counts: string) => string;
}

interface ShapeParams extends TermParams {
	readonly minCount: number;
	readonly output: 'columns' | 'vector';
	readonly into?: string | undefined;
	readonly keep: boolean;
	readonly norm?: 'none' | 'l1' | 'l2';
	readonly key?: (term: string) => string;
}

/** The numbers of each row's text as columns or as one vector; missing where the text is. */
export function textVectorQuery(params: ShapeParams, input: TableSchema, elements: readonly TextElement[]): StepQuery {
	const { column, minCount, output, into, keep, norm = 'none', key } = params;
	const field = textColumn(input, column);
	const x = sqlName(field.name);
	const [counts, raw, length] = ['counts', 'vector', 'length'].map((base) => sqlName(freshName(input, base)));
	const name = freshName(input, 'counts');
	const kept = minCount < 1 ? `${sqlValue(minCount)} * list_sum(map_values(${counts}))` : sqlValue(minCount);
	const filtered =
		minCount === 0 || minCount === 1
			? `${counts}`
			: `map_from_entries(list_filter(map_entries(${counts}), lambda e: e['value'] >= ${kept}))`;
	const values = elements.map(({ sql }) => `coalesce(${sql(`${counts}`)}, 0)::DOUBLE`);
	const vector = elements.length === 0 ? '[]::DOUBLE[]' : `[${values.join(', ')}]`;
	const size = {
		none: '1e0',
		l1: `list_sum(list_transform(${raw}, lambda t: abs(t)))`,
		l2: `sqrt(list_inner_product(${raw}, ${raw}))`
	}[norm];
	const share = (t: string) =>
		norm === 'none' ? t : `CASE WHEN ${length} > 0 THEN ${t} / ${length} WHEN ${length} = 0 THEN 0e0 END`;
	const made: OutputColumn[] =
		output === 'vector'
			? [
					{
						field: { name: into ?? `${column}_vector`, type: vectorType, kind: 'embedding' },
						sql: norm === 'none' ? `${raw}` : `list_transform(${raw}, lambda t: ${share('t')})`,
						from: [column]
					}
				]
			: distinctNames(
					elements.map(({ label }) => `${into ?? column}_${label}`),
					input
				).map((each, i) => ({
					field: { name: each, type: 'DOUBLE', kind: 'numeric' },
					sql: share(`${raw}[${i + 1}]`),
					from: [column]
				}));
	const all = withColumns(input, made);
	const left = keep ? all : all.filter((each) => each.field.name !== column || each.sql !== x);
	return {
		columns: left.length === 0 ? all : left,
		from: (relation) =>
			`(SELECT *, ${elements.length === 0 ? '1e0' : size} AS ${length} FROM ` +
			`(SELECT *, CASE WHEN ${x} IS NOT NULL THEN ${vector} END AS ${raw} FROM ` +
			`(SELECT * REPLACE (${filtered} AS ${counts}) FROM ${termCountsSql(params, relation, name, key)})))`
	};
}

/** DuckDB does not tell names apart by case. */
function distinctNames(names: readonly string[], input: TableSchema): string[] {
	const taken = new Set(input.map((field) => field.name.toLowerCase()));
	return names.map((base) => {
		let name = base;
		for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} (${n})`;
		taken.add(name.toLowerCase());
		return name;
	});
}
