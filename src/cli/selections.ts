import type { Selection, Selector } from '$lib/core/clarify/selector';
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

const above = /^>\s*(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/** A `--positive`: `V[,V]`, or `>NUMBER` where the label is not categorical. */
export function positiveSelection(text: string, categorical: boolean): Exclude<Selection, { each: true }> {
	const number = categorical ? null : above.exec(text.trim());
	return number ? { threshold: Number(number[1]) } : { values: splitEscaped(text, ',') };
}
