import type { Recipe, RecipeBranch } from '$lib/core/recipe/recipe';
import type { I18n } from '$lib/i18n/i18n.svelte';
import { plainSentence } from './step-sentence';

/** What a branch begins with, in words. `table` is the dataset the recipe is of. */
export function beginningText(
	i18n: I18n,
	recipe: Recipe,
	{ of, after }: Pick<RecipeBranch, 'of' | 'after'>,
	table: string
): string {
	const t = i18n.operations.editor.lines;
	if (of !== undefined) return recipe.branches?.some(({ name }) => name === of) ? t.branch(of) : t.table(of);
	const step = recipe.steps[after - 1];
	return step ? t.after(i18n.count(after), step.name ?? plainSentence(i18n, step)) : t.source(table);
}
