/**
 * What a person should know before a model is trained.
 *
 * target-missing, target-infinite: rows that take no part, since there is no number or class to learn. rare-class: classes of one row only.
 * infinite-cells: they read as the mean, or as beyond every threshold. identifiers: names of rows, nothing to learn from. tells-target: a column
 * that says the target in other words. repeated-identifier: rows of one thing may stand on both sides. time-ignored: rows have a time, and
 * newer ones may train. rows-sampled: a model that holds its rows keeps so many of those that train, chosen by the seed.
 */
export const noticeCodes = [
	'target-missing',
	'target-infinite',
	'rare-class',
	'infinite-cells',
	'identifiers',
	'more-features-than-rows',
	'tells-target',
	'repeated-identifier',
	'time-ignored',
	'rows-sampled'
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export interface Notice {
	readonly code: NoticeCode;
	readonly columns: readonly string[];
	/** Rows, cells, features or classes: what the sentence counts, and of how many. */
	readonly count: number;
	readonly of: number;
}
