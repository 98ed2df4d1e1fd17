import * as v from 'valibot';

/** What a column means to a person, apart from how it is stored. Guessed at import, shown, and changeable. */
export const kinds = [
	'numeric',
	'ordinal',
	'categorical',
	'boolean',
	'datetime',
	'text',
	'identifier',
	'list',
	'embedding'
] as const;
export const KindSchema = v.picklist(kinds);
export type Kind = v.InferOutput<typeof KindSchema>;

export const FieldSchema = v.object({
	name: v.string(),
	/** DuckDB's name of the type: BIGINT, DOUBLE, VARCHAR, DATE, TIMESTAMP, BOOLEAN. */
	type: v.string(),
	kind: KindSchema
});
export type Field = v.InferOutput<typeof FieldSchema>;

export const TableSchemaSchema = v.array(FieldSchema);
export type TableSchema = readonly Field[];

const numericTypes = new Set([
	'TINYINT',
	'SMALLINT',
	'INTEGER',
	'BIGINT',
	'HUGEINT',
	'UTINYINT',
	'USMALLINT',
	'UINTEGER',
	'UBIGINT',
	'UHUGEINT',
	'FLOAT',
	'DOUBLE'
]);

/** Whether values of a DuckDB type are numbers (booleans and dates are not). */
export function isNumericType(type: string): boolean {
	return numericTypes.has(type) || type.startsWith('DECIMAL');
}

export function isTemporalType(type: string): boolean {
	return type === 'DATE' || type.startsWith('TIMESTAMP');
}

/** Whether values of a DuckDB type are lists of numbers. */
export function isVectorType(type: string): boolean {
	const found = /^(.+)\[\d*\]$/.exec(type)?.[1];
	return found !== undefined && isNumericType(found);
}
