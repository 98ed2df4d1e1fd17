import { AppError } from '../errors';
import type { TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { operationNamed } from './operations';
import type { BoundOperation, Operation, OutputColumn, StepQuery } from './operation';
import type { Recipe } from './recipe';

/** A step in its place: what comes in, what goes out, or why it cannot run. */
export interface CompiledStep {
	readonly index: number;
	readonly op: string;
	readonly enabled: boolean;
	readonly input: TableSchema;
	/** What the next step sees; of a broken or disabled step, its input. */
	readonly schema: TableSchema;
	/** Null where the step is broken or disabled. */
	readonly columns: readonly OutputColumn[] | null;
	readonly broken: AppError | null;
	readonly operation: Operation | null;
	readonly bound: BoundOperation | null;
}

export interface CompiledRecipe {
	/** One SELECT that runs every enabled step that is not broken. */
	readonly sql: string;
	readonly schema: TableSchema;
	readonly steps: readonly CompiledStep[];
}

/** A plan that can be written as SQL from any step to any other. */
export interface RecipePlan {
	readonly source: TableSchema;
	readonly steps: readonly (CompiledStep & { readonly query: StepQuery | null })[];
	readonly row: string;
	readonly train: string;
}

/**
 * Compiles a recipe over a table to one SELECT of CTEs, one a step. `source` is SQL that can stand after FROM. Steps that are disabled
 * are passed over; those that are broken by an earlier edit are marked with the error and passed over. Rows keep their order.
 */
export function compileRecipe(recipe: Recipe, schema: TableSchema, source: string): CompiledRecipe {
	const plan = planRecipe(recipe, schema);
	return {
		sql: planSql(plan, source, { start: 0, end: plan.steps.length }),
		schema: schemaAfter(plan, plan.steps.length),
		steps: plan.steps
	};
}

/** The schema after the first `count` steps. */
export function schemaAfter(plan: RecipePlan, count: number): TableSchema {
	return plan.steps[count - 1]?.schema ?? plan.source;
}

/** Throws the error of the first broken step, with its place (from 1) and operation. */
export function refuseBroken(plan: { readonly steps: readonly CompiledStep[] }): void {
	for (const { broken, index, op } of plan.steps)
		if (broken) throw new AppError(broken.code, { ...broken.details, step: index + 1, op });
}

export function planRecipe(recipe: Recipe, schema: TableSchema): RecipePlan {
	for (let suffix = 0; ; suffix++) {
		const row = suffix === 0 ? '__row' : `__row_${suffix}`;
		const train = suffix === 0 ? '__train' : `__train_${suffix}`;
		const steps = planSteps(recipe, schema, row);
		const names = [schema, ...steps.map((step) => step.schema)].flat().map(({ name }) => name.toLowerCase());
		if (!names.includes(row) && !names.includes(train)) return { source: schema, steps, row, train };
	}
}

function planSteps(recipe: Recipe, schema: TableSchema, row: string): RecipePlan['steps'] {
	let input = schema;
	return recipe.steps.map(({ op, params, enabled, fitted }, index) => {
		const step = { index, op, enabled, input, schema: input, columns: null, broken: null, query: null };
		let operation: Operation | null = null;
		let bound: BoundOperation | null = null;
		try {
			operation = operationNamed(op);
			bound = operation.bind(params, fitted);
			if (!enabled) return { ...step, operation, bound };
			const query = bound.query(input, sqlName(row));
			checkNames(query.columns, op);
			input = query.columns.map(({ field }) => field);
			const broken = bound.isFitted ? null : new AppError('recipe/not-fitted', { op });
			return {
				...step,
				schema: input,
				columns: broken ? null : query.columns,
				query: broken ? null : query,
				broken,
				operation,
				bound
			};
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			return { ...step, broken: enabled ? error : null, operation, bound };
		}
	});
}

/** DuckDB does not tell names apart by the case of ASCII letters. */
function checkNames(columns: readonly OutputColumn[], op: string): void {
	if (columns.length === 0)
		throw new AppError('recipe/params-invalid', { op, field: 'columns', wanted: 'column', found: '' });
	const taken = new Map<string, string>();
	for (const { field } of columns) {
		const key = field.name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
		const other = taken.get(key);
		if (other !== undefined) throw new AppError('table/column-duplicate', { column: field.name, other });
		taken.set(key, field.name);
	}
}

export interface PlanSqlOptions {
	/** The first step to run; `source` then holds what the steps before it gave. */
	readonly start: number;
	/** One past the last. */
	readonly end: number;
	/** `source` holds the hidden columns already (a table made with `keepHidden`). */
	readonly hidden?: boolean;
	/** Carry the row number and the training mark to the end. */
	readonly keepHidden?: boolean;
	/** SQL over the source's columns: rows for which it holds may be learned from. */
	readonly fitOn?: string;
	/** The statement that reads the last relation, instead of selecting its columns in order. */
	readonly tail?: (relation: string) => string;
}

/** Steps start to end of a plan as one statement. */
export function planSql(plan: RecipePlan, source: string, options: PlanSqlOptions): string {
	const { start, end, hidden = false, keepHidden = false, fitOn, tail } = options;
	const running = plan.steps.slice(start, end).filter((step) => step.query !== null);
	const moves = running.some((step) => step.operation?.readsOrder);
	const carriesRow = hidden || keepHidden || moves;
	const carriesTrain = hidden || keepHidden || fitOn !== undefined || tail !== undefined;
	const row = sqlName(plan.row);
	const train = sqlName(plan.train);

	const input = schemaAfter(plan, start);
	const ctes: string[] = [];
	let relation = '"step 0"';
	ctes.push(
		cte(
			relation,
			[
				...input.map(({ name }) => sqlName(name)),
				...(carriesRow ? [hidden ? row : `row_number() OVER () AS ${row}`] : []),
				...(carriesTrain
					? [hidden ? train : `${fitOn === undefined ? 'TRUE' : `coalesce(${fitOn}, FALSE)`} AS ${train}`]
					: [])
			],
			`FROM ${source}`
		)
	);
	for (const { query, index, op } of running) {
		if (!query) continue;
		const name = sqlName(`step ${index + 1} ${op}`);
		const columns = query.columns.map(({ field, sql }) =>
			sql === sqlName(field.name) ? sql : `${sql} AS ${sqlName(field.name)}`
		);
		if (carriesRow)
			columns.push(
				query.orderBy ? `row_number() OVER (ORDER BY ${[...query.orderBy, row].join(', ')}) AS ${row}` : row
			);
		if (carriesTrain) columns.push(query.train === undefined ? train : `${train} AND ${query.train} AS ${train}`);
		const clauses = [
			`FROM ${relation}`,
			...(query.where === undefined ? [] : [`WHERE ${query.where}`]),
			...(query.qualify === undefined ? [] : [`QUALIFY ${query.qualify}`])
		];
		ctes.push(cte(name, columns, clauses.join('\n    ')));
		relation = name;
	}
	const columns = schemaAfter(plan, end).map(({ name }) => sqlName(name));
	if (keepHidden) columns.push(row, train);
	const order = carriesRow ? `\nORDER BY ${row}` : '';
	const last = tail ? tail(relation) : `SELECT ${columns.join(', ')}\nFROM ${relation}${order}`;
	return `WITH\n${ctes.join(',\n')}\n${last}`;
}

function cte(name: string, columns: readonly string[], clauses: string): string {
	return `  ${name} AS (\n    SELECT\n      ${columns.join(',\n      ')}\n    ${clauses}\n  )`;
}
