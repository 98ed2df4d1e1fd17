import type { Value } from './field';
import { valueToStore } from './stored-value';

/** SQL of a value as an element of a list; left out, it stands for a missing one. Throws recipe/params-invalid where the list cannot hold it. */
export function elementSql(op: string, element: string, value: Value | undefined): string {
	return value === undefined
		? `NULL::${element}`
		: valueToStore(op, 'value', { name: '', type: element, kind: 'text' }, value);
}

/** SQL, true where the element `e` is the value; left out, where it is missing. */
export function isElement(op: string, element: string, value: Value | undefined): string {
	return `e IS NOT DISTINCT FROM ${elementSql(op, element, value)}`;
}
