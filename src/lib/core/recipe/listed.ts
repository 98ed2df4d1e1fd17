import type { Field } from '../table/schema';
import type { Value } from './field';
import { storedValue } from './stored-value';
import { valueSql } from './value-column';

/** SQL, true where a column holds one of the values and false elsewhere, where it is missing too. */
export function listedSql(field: Field, values: readonly Value[]): string {
	const stored = values.flatMap((value) => storedValue(field, value) ?? []);
	return stored.length === 0 ? 'FALSE' : `coalesce(${valueSql(field)} IN (${stored.join(', ')}), FALSE)`;
}
