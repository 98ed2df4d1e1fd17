import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../recipe/names';

/** Parts of sentences that operations share. */
const shown = 3;

export function list(texts: readonly string[]): string {
	const first = texts.slice(0, shown).map(named);
	if (texts.length > shown) return `${first.join(', ')} and ${texts.length - shown} more`;
	return first.length > 1 ? `${first.slice(0, -1).join(', ')} and ${first.at(-1) ?? ''}` : (first[0] ?? '…');
}
export const columns = (words: StepWords) => list(words.texts('columns'));
export const all = (words: StepWords) => (words.texts('columns').length === 0 ? 'any column' : columns(words));
export const into = (words: StepWords) => (words.text('into') === '' ? '' : ` into ${named(words.text('into'))}`);
