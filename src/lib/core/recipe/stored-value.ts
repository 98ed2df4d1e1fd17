import { AppError } from '../errors';
import { isNumericType, type Field } from '../table/schema';
import { sqlValue } from '../table/sql';
import type { Value } from './field';

/** A value as SQL of the column's type; null when the column cannot hold it, so it is nowhere in it. */
export function storedValue(field: Pick<Field, 'type'>, value: Value): string | null {
	if (isNumericType(field.type)) {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isFinite(number)) return null;
		return Number.isInteger(number) ? `${sqlValue(String(number))}::${field.type}` : sqlValue(number);
	}
	if (field.type === 'VARCHAR') return sqlValue(String(value));
	if (field.type === 'BOOLEAN') return ['true', 'false'].includes(String(value)) ? String(value).toUpperCase() : null;
	return `TRY_CAST(${sqlValue(String(value))} AS ${field.type})`;
}

/** The same for a value that the column is to take. Throws recipe/params-invalid where it cannot. */
export function valueToStore(op: string, parameter: string, field: Field, value: Value): string {
	const stored = storedValue(field, value);
	if (stored === null || (isNumericType(field.type) && field.type !== 'DOUBLE' && !stored.includes('::')))
		throw new AppError('recipe/params-invalid', {
			op,
			field: parameter,
			wanted: field.type,
			found: String(value),
			column: field.name
		});
	return stored;
}
