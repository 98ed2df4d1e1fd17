import { AppError } from '$lib/core/errors';
import type { SqlEngine } from '$lib/core/ports';
import { columnNamed, toRows, type Columns } from '$lib/core/table/columns';
import { isNumericType, type Field, type TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';

export function fieldOf(schema: TableSchema, name: string): Field {
	const field = schema.find((each) => each.name === name);
	if (!field) throw new AppError('table/column-missing', { column: name });
	return field;
}

/** Columns of numbers that measure something. */
export function numberFields(schema: TableSchema): Field[] {
	return schema.filter(({ type, kind }) => isNumericType(type) && kind !== 'identifier');
}

const mostCompared = 40;
const mostValues = 100;

/** Numbers, and categories of few values: pairs with an identifier or prose say nothing. */
export async function comparedFields(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	schema: TableSchema,
	signal?: AbortSignal
): Promise<Field[]> {
	const texts = schema.filter(({ type, kind }) => (type === 'VARCHAR' || type === 'BOOLEAN') && kind !== 'identifier');
	const counts = new Map<string, number>();
	if (texts.length > 0) {
		const list = texts.map(({ name }, at) => `approx_count_distinct(${sqlName(name)})::DOUBLE AS d${at}`);
		const [row] = toRows(await sql.query(`SELECT ${list.join(', ')} FROM ${relation}`, signal));
		texts.forEach(({ name }, at) => counts.set(name, Number(row?.[`d${at}`] ?? 0)));
	}
	const numbers = new Set(numberFields(schema));
	return schema
		.filter((field) => numbers.has(field) || (counts.get(field.name) ?? Infinity) <= mostValues)
		.slice(0, mostCompared);
}

/** Some columns of a relation. */
export function readFields(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	fields: readonly Field[],
	signal?: AbortSignal
): Promise<Columns> {
	return sql.query(`SELECT ${fields.map(({ name }) => sqlName(name)).join(', ')} FROM ${relation}`, signal);
}

export function onlyColumns(columns: Columns, names: readonly string[]): Columns {
	return { rows: columns.rows, columns: names.flatMap((name) => columnNamed(columns, name) ?? []) };
}
