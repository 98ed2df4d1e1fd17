import type { Mend } from '$lib/core/recipe/suggest';
import type { ColumnWarning } from '$lib/core/table/profile';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** What a warning about a column says. */
export function warningText(i18n: I18n, warning: ColumnWarning): string {
	const { warnings } = i18n.t.table;
	switch (warning.code) {
		case 'constant':
			return warnings.constant(warning.value);
		case 'high-missing':
			return warnings['high-missing'](i18n.percent(warning.share));
		case 'disguised-missing':
			return warnings['disguised-missing'](i18n.count(warning.count), warning.tokens);
		case 'high-cardinality':
			return warnings['high-cardinality'](i18n.count(warning.distinct));
		case 'rare-categories':
			return warnings['rare-categories'](i18n.count(warning.count));
		case 'skewed':
			return warnings.skewed(i18n.number(warning.skew, 2));
		case 'not-finite':
			return warnings['not-finite'](i18n.count(warning.count));
		default:
			return warnings[warning.code];
	}
}

export function mendText(i18n: I18n, mend: Mend): string {
	const { mends } = i18n.t.table;
	return mend.kind === 'makeMissing' ? mends.makeMissing(mend.token ?? '') : mends[mend.kind];
}
