import { isNumericType, isTemporalType } from '../table/schema';

/** Types that a column may change between while it stays the same feature. */
export type Family = 'number' | 'time' | 'boolean' | 'text';

export function familyOf(type: string): Family {
	if (isNumericType(type)) return 'number';
	if (isTemporalType(type)) return 'time';
	return type === 'BOOLEAN' ? 'boolean' : 'text';
}

/** A missing value of a type, as SQL: beside values of that type it leaves theirs as it is. */
export function missingSql(type: string): string {
	if (type === 'DATE') return 'CAST(NULL AS DATE)';
	const family = familyOf(type);
	if (family === 'number') return `CAST(NULL AS ${/^\w+$/.test(type) ? type : 'DOUBLE'})`;
	if (family === 'time') return 'CAST(NULL AS TIMESTAMP)';
	return family === 'boolean' ? 'CAST(NULL AS BOOLEAN)' : 'CAST(NULL AS VARCHAR)';
}
