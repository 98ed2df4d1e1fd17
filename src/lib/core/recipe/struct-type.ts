import { sqlName } from '../table/sql';

/** A field of a structure as DuckDB names its type. */
export interface StructField {
	readonly name: string;
	readonly type: string;
}

export function structType(fields: readonly StructField[]): string {
	return `STRUCT(${fields.map(({ name, type }) => `${sqlName(name)} ${type}`).join(', ')})`;
}

/** The fields of `STRUCT(a BIGINT, "b c" VARCHAR[])`; null for any other type. */
export function structFields(type: string): StructField[] | null {
	if (!/^STRUCT\(.*\)$/s.test(type)) return null;
	return topLevel(type.slice('STRUCT('.length, -1)).flatMap((part) => {
		const found = /^\s*(?:"((?:[^"]|"")*)"|(\S+))\s+(.+)$/s.exec(part);
		if (!found) return [];
		return [{ name: found[1]?.replaceAll('""', '"') ?? found[2] ?? '', type: found[3] ?? '' }];
	});
}

/** The parts between commas that are neither in quotes nor in brackets. */
function topLevel(text: string): string[] {
	const parts: string[] = [];
	let [depth, start, isQuoted] = [0, 0, false];
	for (let i = 0; i <= text.length; i++) {
		const letter = text[i];
		if (letter === '"') isQuoted = !isQuoted;
		if (isQuoted) continue;
		if (letter === '(') depth++;
		if (letter === ')') depth--;
		if (letter === undefined || (letter === ',' && depth === 0)) {
			parts.push(text.slice(start, i));
			start = i + 1;
		}
	}
	return parts;
}
