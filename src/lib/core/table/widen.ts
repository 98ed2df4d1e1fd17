import { isNumericType } from './schema';

/** The type that holds the values of both without loss: VARCHAR where no other does. */
export function widerType(a: string, b: string): string {
	if (a === b) return a;
	if (isNumericType(a) && isNumericType(b)) return 'DOUBLE';
	const both = new Set([a, b]);
	return both.has('DATE') && both.has('TIMESTAMP') ? 'TIMESTAMP' : 'VARCHAR';
}
