import { facetParts, selectionText, type Facet, type Selection } from './selector';

/** One group of a facet: its key in the counts, and what people call it. */
export interface FacetGroup {
	readonly key: string;
	readonly value: string;
	readonly parts: readonly { readonly column: string; readonly value: string }[];
}

/** Of rows outside every group of an intersection. */
const outside = '0';

/**
 * The group a row belongs to, from what each part of its facet holds: the value where a part takes each, `1` or `0` where
 * values are named. Of one part: that. Of more: `0` where a named part is `0`, else null where one is missing, else `1`, or
 * the values of the parts that take each as a JSON list.
 */
export function facetKey(selections: readonly Selection[], cells: readonly (string | null)[]): string | null {
	if (selections.length === 1) return cells[0] ?? null;
	const isEach = (at: number) => 'each' in (selections[at] ?? {});
	if (cells.some((cell, at) => !isEach(at) && cell === '0')) return outside;
	if (cells.includes(null)) return null;
	const each = cells.filter((_, at) => isEach(at));
	return each.length === 0 ? '1' : JSON.stringify(each);
}

/** The groups of a facet whose keys are `keys`: one where every part names values, else those that are there, in order. */
export function facetGroups(facet: Facet, keys: readonly (string | null)[]): FacetGroup[] {
	const parts = facetParts(facet);
	const isSingle = parts.length === 1;
	const named = (values: readonly string[]): FacetGroup['parts'] => {
		const next = values.values();
		return parts.map(({ column, selection }) => ({
			column,
			value: 'each' in selection ? (next.next().value ?? '') : selectionText(selection)
		}));
	};
	const group = (key: string, values: readonly string[]): FacetGroup => {
		const of = named(values);
		return { key, value: of.map(({ value }) => value).join(' & '), parts: of };
	};
	if (!parts.some(({ selection }) => 'each' in selection)) return [group('1', [])];
	const there = [...new Set(keys)].filter((key) => key !== null && (isSingle || key !== outside));
	return there.map((key) => group(key ?? '', isSingle ? [key ?? ''] : readKey(key ?? '')));
}

function readKey(key: string): string[] {
	const values: unknown = JSON.parse(key);
	return Array.isArray(values) ? values.map(String) : [];
}
