import type { DefinitionChange } from '$lib/core/feature/version';
import type { I18n } from '$lib/i18n/i18n.svelte';
import { ttlText } from './ttl-text';

export interface ChangeText {
	readonly what: string;
	readonly before: string;
	readonly after: string;
}

/** A difference between two versions of a definition, in words. */
export function definitionText(i18n: I18n, { what, about, before, after }: DefinitionChange): ChangeText {
	const t = i18n.t.feature.group.versions;
	const word = t.what[what];
	const value = (text: string): string => {
		if (what === 'automatic') return text === '' ? t.no : t.yes;
		if (what === 'ttl') return text === '' ? i18n.t.feature.forever : ttlText(i18n, Number(text));
		return text === '' ? t.none : text;
	};
	return { what: typeof word === 'string' ? word : word(about), before: value(before), after: value(after) };
}
