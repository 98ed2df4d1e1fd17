/** One column as text, null where missing. */
export type PlainColumn = readonly (string | null)[];

/** Rows by facet value, label, prediction and group, in plain JavaScript: one pass over the rows for all facets. */
export function countPlainly(
	facets: readonly PlainColumn[],
	label: PlainColumn,
	predicted: PlainColumn,
	group: PlainColumn
): Map<string, number>[] {
	const counts = facets.map(() => new Map<string, number>());
	for (let row = 0; row < label.length; row++) {
		const outcome = `${label[row]}\n${predicted[row]}\n${group[row]}`;
		for (let at = 0; at < facets.length; at++) {
			const key = `${facets[at]?.[row]}\n${outcome}`;
			const of = counts[at];
			of?.set(key, (of.get(key) ?? 0) + 1);
		}
	}
	return counts;
}
