import type { FeatureMeaning } from '$lib/core/unsupervised/feature-meaning';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** A feature as people read it: a column, one of its categories, or that it is missing. */
export function featureText(i18n: I18n, { column, type, category }: FeatureMeaning): string {
	const { feature } = i18n.t.train.groups;
	if (type === 'number') return column;
	return category === null ? feature.missing(column) : feature.category(column, category);
}
