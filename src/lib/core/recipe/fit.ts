import { sqlName } from '../table/sql';
import type { TableSchema } from '../table/schema';
import { checkFormula } from './formula/check';
import { formulaSql } from './formula/compile';
import { planRecipe, planSql, refuseBroken, type PlanSqlOptions, type RecipePlan } from './compile';
import type { FitRow } from './operation';
import { withFitted, type Recipe } from './recipe';

/**
 * The query whose rows step `index` learns from, over the training rows: those that a split step before it left for training and that
 * `fitOn` holds for. Null when the step is disabled, broken, learns nothing, or has learned already.
 */
export function fitStatement(
	plan: RecipePlan,
	index: number,
	source: string,
	options: Omit<PlanSqlOptions, 'end' | 'tail' | 'keepHidden'>
): string | null {
	const step = plan.steps[index];
	if (!step?.enabled || !step.bound || step.broken?.code !== 'recipe/not-fitted') return null;
	const { bound, input } = step;
	const names = input.map(({ name }) => sqlName(name)).join(', ');
	return planSql(plan, source, {
		...options,
		end: index,
		tail: (relation) =>
			`, "learn from" AS (SELECT ${names} FROM ${relation} WHERE ${sqlName(plan.train)})\n${bound.fitSql(input, '"learn from"')}`
	});
}

/** `--fit-on`: a condition in the formula language over the source's columns, as SQL. Throws recipe/formula-invalid. */
export function fitOnSql(condition: string, schema: TableSchema): string {
	return formulaSql(checkFormula(condition, schema, 'boolean'));
}

/**
 * Lets every step that learns and has not learned yet learn, one after the other. `ask` runs a query. Throws the error of a broken
 * step, with its place.
 */
export async function learnRecipe(
	recipe: Recipe,
	schema: TableSchema,
	source: string,
	ask: (sql: string) => Promise<readonly FitRow[]>,
	fitOn?: string
): Promise<Recipe> {
	let fitted = recipe;
	for (let index = 0; index < recipe.steps.length; index++) {
		const plan = planRecipe(fitted, schema);
		const sql = fitStatement(plan, index, source, {
			start: 0,
			...(fitOn !== undefined && { fitOn: fitOnSql(fitOn, schema) })
		});
		const step = plan.steps[index];
		if (sql === null || !step?.bound) continue;
		fitted = withFitted(fitted, index, step.bound.learn(await ask(sql), step.input));
	}
	refuseBroken(planRecipe(fitted, schema));
	return fitted;
}
