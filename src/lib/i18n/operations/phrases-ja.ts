import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../recipe/names';

const shown = 3;

export function list(texts: readonly string[]): string {
	const first = texts.slice(0, shown).map(named).join('、');
	if (texts.length > shown) return `${first}ほか${texts.length - shown}件`;
	return first === '' ? '…' : first;
}
export const columns = (words: StepWords) => list(words.texts('columns'));
export const into = (words: StepWords) => (words.text('into') === '' ? '' : `（${named(words.text('into'))} へ）`);
