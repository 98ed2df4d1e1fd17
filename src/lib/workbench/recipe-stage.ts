import { AppError, type ErrorCode, type ErrorDetails } from '$lib/core/errors';
import type { OnProgress, Workspace } from '$lib/core/ports';
import {
	planRecipe,
	planSql,
	refuseBroken,
	schemaAfter,
	type CompiledStep,
	type PlanOptions,
	type RecipePlan
} from '$lib/core/recipe/compile';
import { fitOnSql, fitStatement } from '$lib/core/recipe/fit';
import type { BoundOperation, RecipeTable, StepComputation } from '$lib/core/recipe/operation';
import {
	branchRecipe,
	leavesAfter,
	withBranchSteps,
	withFitted,
	type Recipe,
	type RecipeBranch
} from '$lib/core/recipe/recipe';
import { cellAt, toRows } from '$lib/core/table/columns';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';

export interface StepReport {
	/** Place in the recipe, from 0. */
	readonly step: number;
	readonly op: string;
	readonly rowsIn: number;
	readonly rowsOut: number;
	/** Time to learn, and to compute what the step makes or how many rows it leaves, from the table or the last kept result. */
	readonly ms: number;
	readonly broken: { readonly code: ErrorCode; readonly details: ErrorDetails } | null;
}

/** A recipe ready to be read: `select` is one statement, good until the use of it ends. */
export interface StagedRecipe {
	readonly select: string;
	readonly schema: TableSchema;
	/** With what its steps learned. */
	readonly recipe: Recipe;
	/** With what to plan it again while it is in use. */
	readonly planning: PlanOptions;
	readonly steps: readonly StepReport[];
	readonly rowsIn: number;
	readonly rowsOut: number;
}

type StagePorts = Pick<Workspace, 'sql' | 'clock' | 'crypto' | 'rowFunctions' | 'seriesRunner'>;

export interface StageOptions {
	readonly fitOn?: string;
	/** Pass over broken steps and mark them, instead of refusing. */
	readonly passBroken?: boolean;
	/** Places of steps that learned when the same rows were staged before: they resample and mark as they did then. */
	readonly learned?: ReadonlySet<number>;
	/** Only learn and compute what steps need; the rows they leave are not counted. */
	readonly unmeasured?: boolean;
	/** How many steps to run; all when left out. */
	readonly end?: number;
	/** Other tables that steps and branches read. */
	readonly tables?: ReadonlyMap<string, RecipeTable>;
}

/**
 * Fits a recipe on a relation step by step, measures each step, and hands the statement that computes its result to `use`. Results of
 * steps that order all rows (split, sort, drop-duplicates) are kept in a table meanwhile, so that later steps do not order them again.
 */
export async function withStagedRecipe<Answer>(
	workspace: StagePorts,
	recipe: Recipe,
	relation: string,
	schema: TableSchema,
	options: StageOptions,
	use: (staged: StagedRecipe) => Promise<Answer>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Answer> {
	const { sql, clock } = workspace;
	const fitOn = options.fitOn === undefined ? undefined : fitOnSql(options.fitOn, schema);
	const end = Math.min(options.end ?? recipe.steps.length, recipe.steps.length);
	const kept: string[] = [];
	const steps: StepReport[] = [];
	const tables = new Map(options.tables);
	const learned = new Set(options.learned);
	const computed = new Map<number, string>();
	const planning: PlanOptions = { tables, learned, computed };
	let fitted = recipe;
	let source = { relation, start: 0, hidden: false };
	try {
		const rowsIn = await countRows(workspace, `SELECT count(*) AS n FROM ${relation}`, signal);
		let rows = rowsIn;
		for (let index = 0; index < end; index++) {
			onProgress?.({ phase: recipe.steps[index]?.op ?? '', done: index, total: end });
			const began = clock.elapsed();
			let plan = planRecipe(fitted, schema, planning);
			const from = {
				start: source.start,
				hidden: source.hidden,
				learned,
				...(fitOn !== undefined && !source.hidden && { fitOn })
			};
			for (const branch of branchesAt(fitted, index, end)) {
				const base =
					branch.of === undefined
						? {
								schema: schemaAfter(plan, index),
								sql: `(${planSql(plan, source.relation, { start: source.start, hidden: source.hidden, end: index })})`
							}
						: tables.get(branch.of);
				if (!base) continue;
				const table = temporaryName(workspace, 'branch');
				kept.push(table);
				const staged = await stageBranch(workspace, fitted, branch, base, table, { ...options, tables }, signal);
				fitted = withBranchSteps(fitted, branch.name, staged.recipe.steps);
				tables.set(branch.name, { schema: staged.schema, sql: sqlName(table) });
				plan = planRecipe(fitted, schema, planning);
			}
			let failed: AppError | null = null;
			const learning = fitStatement(plan, index, source.relation, from);
			const bound = plan.steps[index]?.bound;
			if (learning !== null && bound) {
				try {
					const found = toRows(await sql.query(learning, signal));
					fitted = withFitted(fitted, index, bound.learn(found, plan.steps[index]?.input ?? schema));
					learned.add(index);
					plan = planRecipe(fitted, schema, planning);
				} catch (error) {
					failed = stepError(error, bound, learning, index, plan.steps[index]?.op ?? '');
					if (!options.passBroken) throw failed;
				}
			}
			const computation = plan.steps[index]?.broken?.code === 'recipe/not-computed' ? bound?.compute : null;
			if (computation) {
				const input = plan.steps[index]?.input ?? schema;
				const before = planSql(plan, source.relation, { ...from, end: index, keepHidden: true });
				const table = temporaryName(workspace, 'computed');
				kept.push(table);
				const job = computation(input, sqlName(plan.row));
				await computeStep(workspace, job, before, sqlName(plan.row), table, signal, onProgress);
				computed.set(index, sqlName(table));
				plan = planRecipe(fitted, schema, planning);
			}
			const step = plan.steps[index];
			if (!step) break;
			if (step.broken && !options.passBroken) refuseBroken({ steps: [step] });
			const rowsBefore = rows;
			if (step.columns && !options.unmeasured) {
				const statement = { ...from, end: index + 1 };
				if (step.operation?.readsOrder && index + 1 < end) {
					const table = temporaryName(workspace, 'recipe');
					kept.push(table);
					const made = `CREATE TABLE ${sqlName(table)} AS ${planSql(plan, source.relation, { ...statement, keepHidden: true })}`;
					await sql.execute(made, signal).catch((error: unknown) => refusePlaced(error, step, made));
					source = { relation: sqlName(table), start: index + 1, hidden: true };
					rows = await countRows(workspace, `SELECT count(*) AS n FROM ${sqlName(table)}`, signal);
				} else {
					const measured = measureSql(plan, index, source.relation, statement);
					rows = await countRows(workspace, measured, signal).catch((error: unknown) =>
						refusePlaced(error, step, measured)
					);
				}
			}
			if (step.enabled)
				steps.push({
					step: index,
					op: step.op,
					rowsIn: rowsBefore,
					rowsOut: rows,
					ms: clock.elapsed() - began,
					broken: toReport(failed ?? step.broken)
				});
		}
		onProgress?.({ phase: 'write', done: end, total: end });
		const plan = planRecipe(fitted, schema, planning);
		return await use({
			select: planSql(plan, source.relation, { start: source.start, end, hidden: source.hidden, learned }),
			schema: schemaAfter(plan, end),
			recipe: fitted,
			planning,
			steps,
			rowsIn,
			rowsOut: rows
		});
	} finally {
		for (const table of kept) await sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
	}
}

function toReport(error: AppError | null): StepReport['broken'] {
	return error && { code: error.code, details: error.details };
}

/** An error of the engine while a step learned, with the step's place; what is no fault of the step is thrown again. */
function stepError(error: unknown, bound: BoundOperation, statement: string, index: number, op: string): AppError {
	if (!(error instanceof AppError)) throw error;
	const fault = error.code === 'sql/failed' ? bound.fault(error, statement) : error;
	if (fault.code === 'sql/failed' || fault.code === 'sql/out-of-memory') throw fault;
	return new AppError(fault.code, { ...fault.details, step: index + 1, op }, { cause: error });
}

/** Throws the error of the engine while a step ran, with the step's place where the engine says at which part of its statement. */
function refusePlaced(error: unknown, { bound, index, op }: CompiledStep, statement: string): never {
	const isPlaced = error instanceof AppError && error.code === 'sql/failed' && error.details['near'] !== undefined;
	throw isPlaced && bound ? stepError(error, bound, statement, index, op) : error;
}

/** The branches that leave the recipe after so many steps, for a step before `end` to read. */
function branchesAt(recipe: Recipe, after: number, end: number): RecipeBranch[] {
	return (recipe.branches ?? []).filter((branch) => leavesAfter(recipe, branch) === after && after < end);
}

async function stageBranch(
	workspace: StagePorts,
	recipe: Recipe,
	branch: RecipeBranch,
	base: RecipeTable,
	table: string,
	{ tables, passBroken = false }: StageOptions,
	signal?: AbortSignal
): Promise<{ recipe: Recipe; schema: TableSchema }> {
	return withStagedRecipe(
		workspace,
		branchRecipe(recipe, branch),
		base.sql,
		base.schema,
		{ passBroken, ...(tables && { tables }) },
		async (staged) => {
			await workspace.sql.execute(`CREATE TABLE ${sqlName(table)} AS ${staged.select}`, signal);
			return { recipe: staged.recipe, schema: staged.schema };
		},
		signal
	);
}

/** Runs what a step computes outside SQL over the relation before it; the answer is a table of `row` and what was made. */
async function computeStep(
	workspace: StagePorts,
	computation: StepComputation,
	before: string,
	row: string,
	table: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<void> {
	const read = await workspace.sql.query(inputSql(computation, before, row), signal);
	const [rows, ...inputs] = read.columns;
	if (!rows) return;
	const columns = { rows: read.rows, columns: inputs };
	const made =
		computation.kind === 'series'
			? await workspace.seriesRunner.runSeries({ kernel: computation.kernel, columns }, signal, onProgress)
			: await workspace.rowFunctions.runRowFunction({ ...computation, columns }, signal, onProgress);
	const named = computation.kind === 'series' ? made.columns : made.columns.map((one) => ({ ...one, name: 'value' }));
	await workspace.sql.loadColumns(table, { rows: read.rows, columns: [{ ...rows, name: 'row' }, ...named] });
}

/** The row number and what the computation reads; rows of a series together, in their order. */
function inputSql(computation: StepComputation, before: string, row: string): string {
	if (computation.kind === 'rows')
		return `SELECT ${[row, ...computation.columns.map(sqlName)].join(', ')} FROM (${before}) ORDER BY ${row}`;
	const { groups, order, place, values } = computation;
	const series = groups.length === 0 ? '0' : `dense_rank() OVER (ORDER BY ${groups.join(', ')})`;
	const columns = [`${series} AS series`, `${place} AS place`, ...values.map((sql, i) => `${sql} AS v${i}`)];
	return `SELECT ${[row, ...columns].join(', ')} FROM (${before}) ORDER BY ${['series', ...order].join(', ')}`;
}

/** Counts the rows after a step and computes every column it makes, so that its time is its own. */
function measureSql(
	plan: RecipePlan,
	index: number,
	relation: string,
	options: { start: number; end: number; hidden: boolean; learned: ReadonlySet<number> }
): string {
	const made = (plan.steps[index]?.columns ?? []).filter(({ field, sql }) => sql !== sqlName(field.name));
	const work = made.map(({ field }, i) => `bit_xor(hash(${sqlName(field.name)})) AS h${i}`);
	return planSql(plan, relation, {
		...options,
		tail: (last) => `SELECT ${['count(*) AS n', ...work].join(', ')} FROM ${last}`
	});
}

async function countRows(workspace: StagePorts, sql: string, signal?: AbortSignal): Promise<number> {
	const answer = await workspace.sql.query(sql, signal);
	const vector = answer.columns[0]?.vector;
	return vector ? Number(cellAt(vector, 0) ?? 0) : 0;
}

/** A name that no other table has. */
export function temporaryName({ crypto }: Pick<Workspace, 'crypto'>, prefix: string): string {
	const bytes = crypto.randomBytes(8);
	return `${prefix}_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
