import type { Json } from '$lib/core/json';
import type { Aggregation } from '$lib/core/recipe/field';

/** A parameter as a list of texts. */
export function listOf(value: Json | undefined): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

export function listText(value: Json | undefined): string {
	return listOf(value).join('\n');
}

/** Lines, or parts between commas when there is one line; numbers where they are wanted. */
export function readList(text: string, numbers: boolean): Json[] {
	const parts = text.includes('\n') ? text.split('\n') : text.split(',');
	const trimmed = parts.map((part) => part.trim()).filter((part) => part !== '');
	return numbers ? trimmed.map(Number).filter(Number.isFinite) : trimmed.map(readValue);
}

/** A number when the text is how a number is written, else the text. */
export function readValue(text: string): string | number {
	const read = Number(text);
	return text.trim() !== '' && String(read) === text.trim() ? read : text;
}

export function pairsOf(value: Json | undefined): [string, string][] {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
	return Object.entries(value).map(([key, other]) => [key, String(other)]);
}

export function recordOf(pairs: readonly (readonly [string, string])[]): Json {
	return Object.fromEntries(pairs);
}

export function orderPairs(value: Json | undefined): [string, string][] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: Json) => {
		if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
		const found = new Map(Object.entries(entry));
		return [[String(found.get('column') ?? ''), String(found.get('direction') ?? 'ascending')] as [string, string]];
	});
}

export function orderOf(pairs: readonly (readonly [string, string])[]): Json {
	return pairs.map(([column, direction]) => ({ column, direction }));
}

export function aggregationJson(list: readonly Aggregation[]): Json {
	return list.map(({ column, aggregate, name }) => ({
		...(column !== undefined && { column }),
		aggregate,
		...(name !== undefined && { name })
	}));
}
