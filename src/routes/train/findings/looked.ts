import { looksAt } from '$lib/core/profile/rules/catalogue';
import { isSampled, type RuleResult } from '$lib/core/profile/rules/rule-result';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** `12 of 60 batches`, where a rule did not see all of them; else null. */
export function lookedText(result: RuleResult, i18n: I18n): string | null {
	if (!isSampled(result)) return null;
	const say = i18n.t.train.rules.looks[looksAt(result.rule)];
	return say(i18n.number(result.looks), i18n.number(result.looksOf ?? 0));
}
