export const similarities = [
	'jaro-winkler',
	'levenshtein',
	'edit-similarity',
	'damerau-levenshtein',
	'jaccard'
] as const;
export type Similarity = (typeof similarities)[number];

const codes = Array.from({ length: 127 }, (_, i) => `chr(${i + 1})`).join(' || ');

/**
 * SQL of how alike two texts are. DuckDB compares bytes, so the characters of both are first given one byte each; with more than 127
 * different characters between them the result is missing. `levenshtein` and `damerau-levenshtein` count edits, `edit-similarity` is
 * 1 - edits / the longer length, `jaccard` is of the sets of characters.
 */
export function similaritySql(method: Similarity, a: string, b: string): string {
	const alphabet = `list_sort(list_distinct(regexp_extract_all(${a} || ${b}, '(?s).')))`;
	const coded = (text: string) => `translate(${text}, coalesce(array_to_string(${alphabet}, ''), ''), ${codes})`;
	const call = (name: string) => `${name}(${coded(a)}, ${coded(b)})::DOUBLE`;
	const longer = `greatest(length(${a}), length(${b}))`;
	const sql = {
		'jaro-winkler': call('jaro_winkler_similarity'),
		levenshtein: call('levenshtein'),
		'edit-similarity': `coalesce(1e0 - ${call('levenshtein')} / nullif(${longer}, 0), 1e0)`,
		'damerau-levenshtein': call('damerau_levenshtein'),
		jaccard: `CASE WHEN ${a} = '' OR ${b} = '' THEN (${a} = ${b})::INTEGER::DOUBLE ELSE ${call('jaccard')} END`
	}[method];
	return `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL AND length(${alphabet}) <= 127 THEN ${sql} END`;
}
