import type { Facet, Selection, Selector } from '$lib/core/clarify/selector';
import { isNumericType, type TableSchema } from '$lib/core/table/schema';
import { parseSelector, splitEscaped } from './options';

/** Whether a column takes values, never a threshold: by the kind a person named, else unless it is stored as numbers. */
export function categoricalColumns(
	schema: TableSchema,
	named: Readonly<Record<string, string>>
): (column: string) => boolean {
	return (column) => {
		const kind = named[column];
		if (kind !== undefined) return !['continuous', 'numeric', 'ordinal'].includes(kind);
		const field = schema.find(({ name }) => name === column);
		return field !== undefined && !isNumericType(field.type);
	};
}

/** A `--facet`. */
export function facetSelector(text: string, isCategorical: (column: string) => boolean): Selector {
	const found = parseSelector(text, isCategorical);
	if (found.type === 'values') return { column: found.column, selection: { values: found.values } };
	if (found.type === 'threshold') return { column: found.column, selection: { threshold: found.threshold } };
	return { column: found.column, selection: { each: true } };
}

/**
 * A `--facet` of bias: a selector, or several with `&` between them for the rows that are in all. An `&` parts two selectors only
 * where a column of the table stands on both sides of it, and what follows a value names values or a threshold of its own;
 * else it belongs to the name or value, as `\\&` always does.
 */
export function biasFacet(text: string, columns: readonly string[], isCategorical: (column: string) => boolean): Facet {
	const read = (piece: string) => facetSelector(piece.replaceAll('\\&', '&'), isCategorical);
	const isColumn = ({ column }: Selector) => columns.includes(column);
	if (isColumn({ column: text, selection: { each: true } })) return { column: text, selection: { each: true } };
	const pieces: string[] = [];
	for (const piece of text.split(/(?<!\\)&/)) {
		const [last, next] = [pieces.at(-1), read(piece)];
		const isApart =
			last === undefined ||
			(isColumn(read(last)) && isColumn(next) && ('each' in read(last).selection || !('each' in next.selection)));
		if (isApart) pieces.push(piece);
		else pieces.push(`${pieces.pop()}&${piece}`);
	}
	const [first, ...others] = pieces.map(read);
	return first && others.length === 0 ? first : { all: pieces.map(read) };
}

const above = /^>\s*(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/** A `--positive`: `V[,V]`, or `>NUMBER` where the label is not categorical. */
export function positiveSelection(text: string, categorical: boolean): Exclude<Selection, { each: true }> {
	const number = categorical ? null : above.exec(text.trim());
	return number ? { threshold: Number(number[1]) } : { values: splitEscaped(text, ',') };
}
