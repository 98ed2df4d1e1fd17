import { AppError } from '../errors';
import type { TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { operationNamed } from './operations';
import type { BoundOperation, Operation, OutputColumn, RecipeTable, StepQuery } from './operation';
import { filledIn } from './parameter';
import { branchRecipe, leavesAfter, type Recipe } from './recipe';

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

type PlannedStep = CompiledStep & {
	readonly query: StepQuery | null;
	/** Tables it can read. */
	readonly tables: ReadonlyMap<string, RecipeTable>;
};

/** A branch in its place: written as SQL it is one more relation of the statement. */
interface PlannedBranch {
	readonly name: string;
	/** SQL of the table it starts from; null for the recipe's own after `after` steps. */
	readonly base: string | null;
	readonly after: number;
	readonly plan: RecipePlan;
}

/** A plan that can be written as SQL from any step to any other. */
export interface RecipePlan {
	readonly source: TableSchema;
	readonly steps: readonly PlannedStep[];
	readonly branches: readonly PlannedBranch[];
	readonly row: string;
	readonly train: string;
}

export interface PlanOptions {
	/** Other tables that steps and branches read, by name; one named like a branch stands in for it. */
	readonly tables?: ReadonlyMap<string, RecipeTable>;
	/** Places of the steps that learned in this run. */
	readonly learned?: ReadonlySet<number>;
	/** SQL of what steps had computed, by their places. */
	readonly computed?: ReadonlyMap<number, string>;
}

/**
 * Compiles a recipe over a table to one SELECT of CTEs, one a step. `source` is SQL that can stand after FROM. Steps that are disabled
 * are passed over; those that are broken by an earlier edit are marked with the error and passed over. Rows keep their order.
 */
export function compileRecipe(
	recipe: Recipe,
	schema: TableSchema,
	source: string,
	options: PlanOptions = {}
): CompiledRecipe {
	const plan = planRecipe(recipe, schema, options);
	return {
		sql: planSql(plan, source, {
			start: 0,
			end: plan.steps.length,
			...(options.learned && { learned: options.learned })
		}),
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

export function planRecipe(recipe: Recipe, schema: TableSchema, options: PlanOptions = {}): RecipePlan {
	for (let suffix = 0; ; suffix++) {
		const row = suffix === 0 ? '__row' : `__row_${suffix}`;
		const train = suffix === 0 ? '__train' : `__train_${suffix}`;
		const { steps, branches } = planSteps(recipe, schema, { row, train, ...options });
		const names = [schema, ...steps.map((step) => step.schema)].flat().map(({ name }) => name.toLowerCase());
		if (!names.includes(row) && !names.includes(train)) return { source: schema, steps, branches, row, train };
	}
}

function planSteps(
	recipe: Recipe,
	schema: TableSchema,
	options: PlanOptions & { readonly row: string; readonly train: string }
): Pick<RecipePlan, 'steps' | 'branches'> {
	const tables = new Map(options.tables);
	const branches: PlannedBranch[] = [];
	let input = schema;
	const planBranches = (after: number): void => {
		for (const branch of recipe.branches ?? []) {
			if (tables.has(branch.name) || leavesAfter(recipe, branch) !== after) continue;
			const base = branch.of === undefined ? { schema: input, sql: null } : tables.get(branch.of);
			if (!base) continue;
			const plan = planRecipe(branchRecipe(recipe, branch), base.schema, { tables });
			branches.push({ name: branch.name, base: base.sql, after, plan });
			tables.set(branch.name, { schema: schemaAfter(plan, plan.steps.length), sql: branchName(branch.name) });
		}
	};
	const steps = recipe.steps.map(({ op, params, enabled, fitted }, index): PlannedStep => {
		planBranches(index);
		const seen = new Map(tables);
		const step = { index, op, enabled, input, schema: input, columns: null, broken: null, query: null, tables: seen };
		let operation: Operation | null = null;
		let bound: BoundOperation | null = null;
		try {
			operation = operationNamed(op);
			bound = operation.bind(filledIn(operation.params, params, recipe.parameters), fitted);
			if (!enabled) return { ...step, operation, bound };
			const train = options.learned?.has(index) ? sqlName(options.train) : null;
			const query = bound.query(input, {
				row: sqlName(options.row),
				train,
				tables,
				computed: options.computed?.get(index) ?? null
			});
			checkNames(query.columns, op);
			input = query.columns.map(({ field }) => field);
			const isWaiting = bound.compute !== null && !options.computed?.has(index);
			const broken = !bound.isFitted
				? new AppError('recipe/not-fitted', { op })
				: isWaiting
					? new AppError('recipe/not-computed', { op })
					: null;
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
	return { steps, branches };
}

/** The relation of a branch in the statement. */
export function branchName(name: string): string {
	return sqlName(`table ${name}`);
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
	/** Places of the steps that learned in this run, as given to planRecipe: they read the mark of the training rows. */
	readonly learned?: ReadonlySet<number>;
	/** Before the names of its relations, so that a branch's differ from the main ones. */
	readonly prefix?: string;
	/**
	 * The statement that reads the last relation, instead of selecting its columns in order. `after` holds the relations after so many
	 * steps, counted from `start`; a step that is passed over leaves the one before it.
	 */
	readonly tail?: (relation: string, after: readonly string[]) => string;
}

/** Steps start to end of a plan as one statement. */
export function planSql(plan: RecipePlan, source: string, options: PlanSqlOptions): string {
	const { start, end, hidden = false, keepHidden = false, fitOn, learned, prefix = '', tail } = options;
	const running = plan.steps.slice(start, end).filter((step) => step.query !== null);
	const moves = running.some((step) => step.operation?.readsOrder);
	const carriesRow = hidden || keepHidden || moves;
	const carriesTrain =
		hidden || keepHidden || fitOn !== undefined || tail !== undefined || (learned !== undefined && learned.size > 0);
	const row = sqlName(plan.row);
	const train = sqlName(plan.train);

	const input = schemaAfter(plan, start);
	const ctes: string[] = [];
	const addBranches = (after: number): void => {
		for (const branch of plan.branches)
			if (branch.after === after) {
				const whole = { start: 0, end: branch.plan.steps.length, prefix: `${branch.name}: ` };
				ctes.push(`  ${branchName(branch.name)} AS (\n${planSql(branch.plan, branch.base ?? relation, whole)}\n  )`);
			}
	};
	let relation = sqlName(`${prefix}step 0`);
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
	addBranches(start);
	const after = [relation];
	for (const { query, index, op } of plan.steps.slice(start, end)) {
		if (!query) {
			after.push(relation);
			addBranches(index + 1);
			continue;
		}
		const name = sqlName(`${prefix}step ${index + 1} ${op}`);
		const columns = query.columns.map(({ field, sql }) =>
			sql === sqlName(field.name) ? sql : `${sql} AS ${sqlName(field.name)}`
		);
		const place = query.groupBy ? `min(${row})` : row;
		if (carriesRow)
			columns.push(
				query.orderBy
					? `row_number() OVER (ORDER BY ${[...query.orderBy, place].join(', ')}) AS ${row}`
					: `${place}${query.groupBy ? ` AS ${row}` : ''}`
			);
		if (carriesTrain) columns.push(trainSql(query, train));
		const from = query.from?.(relation, [...(carriesRow ? [row] : []), ...(carriesTrain ? [train] : [])]) ?? relation;
		const clauses = [
			`FROM ${from}`,
			...(query.where === undefined ? [] : [`WHERE ${query.where}`]),
			...(query.groupBy === undefined ? [] : [`GROUP BY ${query.groupBy.join(', ')}`]),
			...(query.qualify === undefined ? [] : [`QUALIFY ${query.qualify}`])
		];
		ctes.push(cte(name, columns, clauses.join('\n    ')));
		relation = name;
		after.push(relation);
		addBranches(index + 1);
	}
	const columns = schemaAfter(plan, end).map(({ name }) => sqlName(name));
	if (keepHidden) columns.push(row, train);
	const order = carriesRow ? `\nORDER BY ${row}` : '';
	const last = tail ? tail(relation, after) : `SELECT ${columns.join(', ')}\nFROM ${relation}${order}`;
	return `WITH\n${ctes.join(',\n')}\n${last}`;
}

/** Rows that came from another table may be learned from; of a group, only when all its rows may. */
function trainSql(query: StepQuery, train: string): string {
	const kept = query.groupBy ? `bool_and(${train})` : query.from ? `coalesce(${train}, TRUE)` : train;
	const sql = query.train === undefined ? kept : `${kept} AND ${query.train}`;
	return sql === train ? train : `${sql} AS ${train}`;
}

function cte(name: string, columns: readonly string[], clauses: string): string {
	return `  ${name} AS (\n    SELECT\n      ${columns.join(',\n      ')}\n    ${clauses}\n  )`;
}
