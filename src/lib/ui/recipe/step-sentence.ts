import { operations } from '$lib/core/recipe/operations';
import type { RecipeStep } from '$lib/core/recipe/recipe';
import { stepWords } from '$lib/core/recipe/sentence';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** A step in words, its names between isolates. */
export function stepSentence(i18n: I18n, { op, params }: RecipeStep): string {
	const operation = operations.find(({ id }) => id === op);
	return operation ? (i18n.operations.of(op)?.sentence(stepWords(operation, params)) ?? op) : op;
}

/** A step in words as plain text. */
export function plainSentence(i18n: I18n, step: RecipeStep): string {
	return stepSentence(i18n, step).replaceAll(/[\u2066-\u2069]/g, '');
}
