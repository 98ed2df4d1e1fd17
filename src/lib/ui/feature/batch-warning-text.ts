import type { BatchWarning } from '$lib/core/feature/validation';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** Values that are named in a sentence. */
const named = 3;

/** How a feature of an ingest stands off from the one before, in words. */
export function batchWarningText(i18n: I18n, warning: BatchWarning): string {
	const t = i18n.t.feature.group.validation;
	const { feature } = warning;
	switch (warning.code) {
		case 'type':
			return t.type(feature, warning.before, warning.now);
		case 'missing':
			return t.missing(feature, i18n.percent(warning.before), i18n.percent(warning.now));
		case 'mean': {
			const [before, now] = [i18n.number(warning.before, 4), i18n.number(warning.now, 4)];
			return warning.shift === Number.MAX_VALUE
				? t.meanConstant(feature, before, now)
				: t.mean(feature, before, now, i18n.number(warning.shift, 2));
		}
		case 'range': {
			const span = ([from, to]: readonly [number, number]) => t.span(i18n.number(from, 4), i18n.number(to, 4));
			return t.range(feature, span(warning.before), span(warning.now));
		}
		case 'new-values':
		case 'gone-values': {
			const { values } = warning;
			const more = values.length > named ? [t.more(values.length - named)] : [];
			const list = [...values.slice(0, named), ...more].join(i18n.locale === 'ja' ? '、' : ', ');
			return t[warning.code](feature, list, i18n.percent(warning.share));
		}
	}
}
