import { isNumericType, isTemporalType, type Field } from '../table/schema';

/** The type that values of all these types fit in: their own, else numbers DOUBLE, dates TIMESTAMP, and the rest text. */
export function commonType(fields: readonly Pick<Field, 'type'>[]): string {
	const types = [...new Set(fields.map(({ type }) => type))];
	const [only = 'VARCHAR'] = types;
	if (types.length <= 1) return only;
	if (types.every((type) => /^U?(TINYINT|SMALLINT|INTEGER)$|^BIGINT$/.test(type))) return 'BIGINT';
	if (types.every(isNumericType)) return 'DOUBLE';
	return types.every(isTemporalType) ? 'TIMESTAMP' : 'VARCHAR';
}
