import type { Field } from '../table/schema';
import { sqlName } from '../table/sql';

/** A column as it is stored, but NaN missing. */
export function valueSql({ name, type }: Field): string {
	return type === 'FLOAT' || type === 'DOUBLE' ? `nullif(${sqlName(name)}, 'nan'::${type})` : sqlName(name);
}
