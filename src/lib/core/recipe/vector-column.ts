import { isNumericType, isVectorType, type Field, type TableSchema } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { finiteColumnSql } from './number-column';
import { fieldNamed, withColumns, wantType, type OutputColumn, type StepQuery } from './operation';

/** DuckDB's type of the vectors that operations make. */
export const vectorType = 'DOUBLE[]';

/** A column that holds lists of numbers. Throws recipe/column-missing or table/column-kind. */
export function vectorField(input: TableSchema, name: string): Field {
	return wantType(fieldNamed(input, name), 'vector', isVectorType);
}

/** A column that holds numbers or lists of them. */
export function numberOrVectorField(input: TableSchema, name: string): Field {
	return wantType(fieldNamed(input, name), 'number-or-vector', (type) => isNumericType(type) || isVectorType(type));
}

/** SQL of a vector column as a list of doubles. */
export function vectorSql(input: TableSchema, name: string): string {
	return `${sqlName(vectorField(input, name).name)}::${vectorType}`;
}

/** SQL of columns of numbers and vectors as one vector, in their order; missing where a vector is. */
export function assembledSql(input: TableSchema, columns: readonly string[]): string {
	const parts = columns.map((name) => {
		const field = numberOrVectorField(input, name);
		return isNumericType(field.type) ? `[${finiteColumnSql(field)}]` : vectorSql(input, name);
	});
	const vectors = columns.filter((name) => isVectorType(numberOrVectorField(input, name).type));
	const whole = parts.reduce((a, b) => `list_concat(${a}, ${b})`);
	const isThere = vectors.map((name) => `${sqlName(name)} IS NOT NULL`).join(' AND ');
	return vectors.length === 0 ? whole : `CASE WHEN ${isThere} THEN ${whole} END`;
}

/** SQL of a function of two vectors that are whole and of one length; missing where they are not. */
export function pairSql(a: string, b: string, sql: string): string {
	return `CASE WHEN len(${a}) = len(${b}) AND list_count(${a}) = len(${a}) AND list_count(${b}) = len(${b}) AND len(${a}) > 0 THEN ${sql} END`;
}

/** SQL of a vector of constants. */
export function vectorValue(values: readonly (number | null)[]): string {
	return `[${values.map(sqlValue).join(', ')}]::${vectorType}`;
}

/** One column of numbers behind the others. */
export function addNumber(input: TableSchema, name: string, sql: string, from: readonly string[]): StepQuery {
	return { columns: withColumns(input, [{ field: { name, type: 'DOUBLE', kind: 'numeric' }, sql, from }]) };
}

/** Each vector column through a function of one vector, SQL to SQL; without a suffix in its place. */
export function eachVector(
	{ columns, suffix = '' }: { readonly columns: readonly string[]; readonly suffix?: string | undefined },
	input: TableSchema,
	sql: (x: string) => string,
	result: typeof vectorType | 'DOUBLE' | 'BIGINT' = vectorType
): StepQuery {
	const made = columns.map((name): OutputColumn => ({
		field: {
			name: `${name}${suffix}`,
			type: result,
			kind: result === vectorType ? 'embedding' : 'numeric'
		},
		sql: sql(vectorSql(input, name)),
		from: [name]
	}));
	return { columns: withColumns(input, made) };
}

export const vectorMetrics = ['euclidean', 'squared', 'manhattan', 'chebyshev', 'cosine', 'canberra'] as const;
export type VectorMetric = (typeof vectorMetrics)[number];

/** SQL of how far apart two vectors are; missing where their lengths differ or a number is missing. */
export function distanceSql(metric: VectorMetric, a: string, b: string): string {
	const places = (each: string) => `list_transform(list_zip(${a}, ${b}), lambda p: ${each})`;
	const sql = {
		euclidean: `list_distance(${a}, ${b})`,
		squared: `list_sum(${places('(p[1] - p[2]) ** 2')})`,
		manhattan: `list_sum(${places('abs(p[1] - p[2])')})`,
		chebyshev: `list_max(${places('abs(p[1] - p[2])')})`,
		cosine: `1e0 - (${cosineSql(a, b)})`,
		canberra: `list_sum(${places('coalesce(abs(p[1] - p[2]) / nullif(abs(p[1]) + abs(p[2]), 0), 0)')})`
	}[metric];
	return pairSql(a, b, sql);
}

/** Between -1 and 1; missing where a vector is all zeros. */
export function cosineSql(a: string, b: string): string {
	const lengths = `(sqrt(list_inner_product(${a}, ${a})) * sqrt(list_inner_product(${b}, ${b})))`;
	return `CASE WHEN ${lengths} > 0 THEN least(greatest(list_inner_product(${a}, ${b}) / ${lengths}, -1e0), 1e0) END`;
}
