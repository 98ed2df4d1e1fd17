import type { TableSchema } from '../table/schema';

/** `base`, or the first of `base 2`, `base 3` ... that no column's name begins with, whatever its case. */
export function freshName(input: TableSchema, base: string): string {
	const names = input.map(({ name }) => name.toLowerCase());
	for (let n = 1; ; n++) {
		const fresh = n === 1 ? base : `${base} ${n}`;
		if (!names.some((name) => name.startsWith(fresh.toLowerCase()))) return fresh;
	}
}
