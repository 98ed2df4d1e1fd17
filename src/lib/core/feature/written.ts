import type { Cell } from '../table/columns';
import { isNumericType, isTemporalType, type Field } from '../table/schema';
import { timeMeasure } from './point-in-time';

/** A time as people write it on the scale of a column: a date without a zone is UTC; null where it is none. */
export function timeOf({ type }: Pick<Field, 'type'>, text: string): number | null {
	const plain = text.trim();
	const isNumber = timeMeasure(type) === 'milliseconds' || /^-?\d{5,}$/.test(plain);
	const at = isNumber ? Number(plain) : Date.parse(/\d:\d/.test(plain) ? utc(plain) : plain);
	return plain === '' || Number.isNaN(at) ? null : at;
}

function utc(text: string): string {
	const plain = text.replace(' ', 'T');
	return /(Z|[+-]\d\d:?\d\d)$/.test(plain) ? plain : `${plain}Z`;
}

/** A value as people write it, as a cell of a column's type: null where it is empty, undefined where it is none of that type. */
export function cellOf(field: Pick<Field, 'type'>, text: string): Cell | undefined {
	const plain = text.trim();
	if (plain === '') return null;
	if (isTemporalType(field.type)) return timeOf(field, plain) ?? undefined;
	if (field.type === 'BOOLEAN') return /^(true|1)$/i.test(plain) ? 1 : /^(false|0)$/i.test(plain) ? 0 : undefined;
	if (!isNumericType(field.type)) return text;
	const value = Number(plain);
	return Number.isNaN(value) ? undefined : value;
}

/** A key as people type it, as the cell that a table of that type would hold; digits of large whole numbers stay. */
export function keyCell(field: Pick<Field, 'type'>, text: string): Cell {
	const plain = text.trim();
	if (isNumericType(field.type)) return Number.isSafeInteger(Number(plain)) ? Number(plain) : plain;
	return cellOf(field, plain) ?? plain;
}

/** Keys of entities from a text, one a line, and the first line (from 1) that has too many or too few parts. */
export interface WrittenKeys {
	readonly keys: readonly (readonly Cell[])[];
	readonly badLine: number | null;
}

/** Reads keys that are typed or pasted: a line an entity, its parts with tabs or commas between; the same key counts once. */
export function readKeys(entity: readonly Pick<Field, 'type'>[], text: string): WrittenKeys {
	const lines = text.split(/\r?\n/);
	const keys = new Map<string, readonly Cell[]>();
	for (const [place, line] of lines.entries()) {
		if (line.trim() === '') continue;
		const parts = entity.length === 1 ? [line.trim()] : line.split(line.includes('\t') ? '\t' : ',');
		if (parts.length !== entity.length || parts.some((part) => part.trim() === ''))
			return { keys: [...keys.values()], badLine: place + 1 };
		const key = entity.map((field, part) => keyCell(field, parts[part] ?? ''));
		keys.set(JSON.stringify(key), key);
	}
	return { keys: [...keys.values()], badLine: null };
}
