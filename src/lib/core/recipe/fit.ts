import { sqlName } from '../table/sql';
import type { TableSchema } from '../table/schema';
import { checkFormula } from './formula/check';
import { formulaSql } from './formula/compile';
import {
	branchName,
	planRecipe,
	planSql,
	refuseBroken,
	schemaAfter,
	type PlanSqlOptions,
	type RecipePlan
} from './compile';
import type { FitRow, RecipeTable } from './operation';
import { branchRecipe, withBranchSteps, withFitted, type Recipe } from './recipe';

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
			`, "learn from" AS (SELECT ${names} FROM ${relation} WHERE ${sqlName(plan.train)})\n${bound.fitSql(input, '"learn from"', step.tables)}`
	});
}

/** `--fit-on`: a condition in the formula language over the source's columns, as SQL. Throws recipe/formula-invalid. */
export function fitOnSql(condition: string, schema: TableSchema): string {
	return formulaSql(checkFormula(condition, schema, 'boolean'));
}

interface LearnOptions {
	readonly fitOn?: string;
	/** Other tables that steps and branches read. */
	readonly tables?: ReadonlyMap<string, RecipeTable>;
}

/**
 * Lets every step that learns and has not learned yet learn, one after the other, branches where they leave. `ask` runs a query. Throws
 * the error of a broken step, with its place.
 */
export async function learnRecipe(
	recipe: Recipe,
	schema: TableSchema,
	source: string,
	ask: (sql: string) => Promise<readonly FitRow[]>,
	{ fitOn, tables = new Map() }: LearnOptions = {}
): Promise<Recipe> {
	const condition = fitOn === undefined ? {} : { fitOn: fitOnSql(fitOn, schema) };
	let fitted = recipe;
	for (let index = 0; index < recipe.steps.length; index++) {
		fitted = await learnBranches(fitted, index, schema, source, ask, tables);
		const plan = planRecipe(fitted, schema, { tables });
		const sql = fitStatement(plan, index, source, { start: 0, ...condition });
		const step = plan.steps[index];
		if (sql === null || !step?.bound) continue;
		fitted = withFitted(fitted, index, step.bound.learn(await ask(sql), step.input));
	}
	refuseBroken(planRecipe(fitted, schema, { tables }));
	return fitted;
}

async function learnBranches(
	recipe: Recipe,
	after: number,
	schema: TableSchema,
	source: string,
	ask: (sql: string) => Promise<readonly FitRow[]>,
	tables: ReadonlyMap<string, RecipeTable>
): Promise<Recipe> {
	let fitted = recipe;
	for (const branch of recipe.branches ?? []) {
		if ((branch.of === undefined ? branch.after : 0) !== after) continue;
		const plan = planRecipe(fitted, schema, { tables });
		const main = { schema: schemaAfter(plan, after), sql: `(${planSql(plan, source, { start: 0, end: after })})` };
		const known = new Map([...branchTables(plan, source), ...tables]);
		const base = branch.of === undefined ? main : known.get(branch.of);
		if (!base) continue;
		const learned = await learnRecipe(branchRecipe(fitted, branch), base.schema, base.sql, ask, { tables: known });
		fitted = withBranchSteps(fitted, branch.name, learned.steps);
	}
	return fitted;
}

/** The branches of a plan as tables that stand alone. */
function branchTables(plan: RecipePlan, source: string): Map<string, RecipeTable> {
	return new Map(
		plan.branches.map((branch) => [
			branch.name,
			{
				schema: schemaAfter(branch.plan, branch.plan.steps.length),
				sql: `(${planSql(plan, source, {
					start: 0,
					end: branch.after,
					tail: () => `SELECT * FROM ${branchName(branch.name)}`
				})})`
			}
		])
	);
}
