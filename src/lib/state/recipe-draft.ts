import type { AppError } from '$lib/core/errors';
import { changeSteps, insertSteps, type Line } from '$lib/core/recipe/edit';
import type { LinePlan } from '$lib/core/recipe/line';
import type { Recipe, RecipeStep } from '$lib/core/recipe/recipe';

/** A step being added or edited; it is in the preview, not in the recipe. */
export interface StepDraft {
	/** Its place in the line on screen. */
	readonly index: number;
	readonly step: RecipeStep;
	readonly isNew: boolean;
}

/** A recipe with the draft in its place. */
export function withDraft(recipe: Recipe, line: Line, { index, step, isNew }: StepDraft): Recipe {
	return isNew ? insertSteps(recipe, line, index, [step]) : changeSteps(recipe, line, [index], () => step);
}

/** The same with the draft turned on, to see what it would do. */
export function withTrial(recipe: Recipe, line: Line, draft: StepDraft): Recipe {
	return withDraft(recipe, line, { ...draft, step: { ...draft.step, enabled: true } });
}

/** What keeps a draft from being previewed: a parameter that is not filled in, a formula that is wrong. */
export function faultOf({ plan, before }: LinePlan, { index }: StepDraft): AppError | null {
	const broken = plan.steps[before + index]?.broken ?? null;
	return broken?.code === 'recipe/not-fitted' || broken?.code === 'recipe/not-computed' ? null : broken;
}
