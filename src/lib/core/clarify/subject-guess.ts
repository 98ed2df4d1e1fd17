import { isNumericType, type Field } from '../table/schema';

const likelyFacets = /^(sex|gender|race|ethnic|genre|age_?group|nationality|country|religion|性別|人種)/i;
const neither = new Set(['identifier', 'text', 'list', 'embedding', 'datetime']);

/** Columns that can hold an outcome. */
export function labelFields(fields: readonly Field[]): Field[] {
	return fields.filter(({ kind }) => !neither.has(kind));
}

/** Columns that can tell groups apart, where `label` is the outcome. */
export function facetFields(fields: readonly Field[], label: string): Field[] {
	return labelFields(fields).filter(({ name }) => name !== label);
}

/** The likeliest outcome: the last column of few values, else the last that can be one. */
export function guessLabel(fields: readonly Field[]): Field | undefined {
	const possible = labelFields(fields);
	return possible.findLast(({ kind }) => kind === 'boolean' || kind === 'categorical') ?? possible.at(-1);
}

/** The likeliest groups: by a name such as sex or race, else the first column of few values, else the first that can be. */
export function guessFacet(fields: readonly Field[], label: string): Field | undefined {
	const possible = facetFields(fields, label);
	const likely = possible.find(({ name }) => likelyFacets.test(name));
	const first = possible.find(({ kind }) => kind === 'categorical' || kind === 'boolean');
	return likely ?? first ?? possible[0];
}

export type Reading = 'values' | 'number';

/** Whether a column can be read both as values and as a number to be cut at a threshold. */
export function isReadable(field: Pick<Field, 'type'> | undefined): boolean {
	return field !== undefined && isNumericType(field.type);
}

/** How a column is read: as chosen where both are possible, by its kind where nothing was chosen. */
export function readingOf(field: Pick<Field, 'kind' | 'type'> | undefined, chosen: Reading | null): Reading {
	if (!field || !isReadable(field)) return 'values';
	return chosen ?? (isCut(field) ? 'number' : 'values');
}

/** Whether a column is a number to be cut at a threshold, by its kind. */
export function isCut(field: Pick<Field, 'kind' | 'type'>): boolean {
	return field.kind === 'numeric' && isNumericType(field.type);
}
