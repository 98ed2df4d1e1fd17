import { isNumericType, type Field, type Kind, type TableSchema } from '../table/schema';
import { isTemporalType } from '../table/schema';
import { sqlName } from '../table/sql';
import { fieldNamed, wantType } from './operation';

/** A column that holds numbers. Throws recipe/column-missing or table/column-kind. */
export function numberField(input: TableSchema, name: string): Field {
	return wantType(fieldNamed(input, name), 'number', isNumericType);
}

/** The field of a column whose values become doubles. */
export function asDouble(field: Field): Field {
	return { name: field.name, type: 'DOUBLE', kind: 'numeric' };
}

/** What a column of a type means unless someone says otherwise. */
export function kindOfType(type: string): Kind {
	if (isNumericType(type)) return 'numeric';
	if (type.endsWith('[]')) return 'list';
	if (type === 'BOOLEAN') return 'boolean';
	return isTemporalType(type) ? 'datetime' : 'categorical';
}

/** A number column as DOUBLE, missing where it is not finite. */
export function finiteColumnSql({ name, type }: Field): string {
	const x = sqlName(name);
	return type === 'FLOAT' || type === 'DOUBLE' ? `CASE WHEN isfinite(${x}) THEN ${x}::DOUBLE END` : `${x}::DOUBLE`;
}

/** A number, missing where it overflowed or is not defined. */
export function finiteSql(sql: string): string {
	return `CASE WHEN isfinite(${sql}) THEN ${sql} END`;
}
