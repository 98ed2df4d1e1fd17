import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { fitOnSql } from '$lib/core/recipe/fit';
import type { Workspace } from '$lib/core/ports';
import type { RecipeTable } from '$lib/core/recipe/operation';
import { setParameters } from '$lib/core/recipe/parameter';
import { parseRecipe, type Recipe } from '$lib/core/recipe/recipe';
import type { ReadOptions } from '$lib/core/table/source';
import type { TableSchema } from '$lib/core/table/schema';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';
import { balanceOfStaged } from '$lib/workbench/step-balance';
import { tableNames } from '$lib/workbench/recipe-tables';
import {
	balanceHead,
	balanceJson,
	balanceSubject,
	stepBalanceJson,
	stepBalanceText,
	type BalanceFlags
} from '../balance';
import type { CliContext } from '../context';
import { readJson, writeBytes } from '../files';
import { parsePairs, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { readTable, writeTable } from '../tables';
import { columnOrigins, originText, recipeExports, writeRecipe } from '../recipe-exports';
import { inWorkspace } from '../workspace';

interface WrangleFlags extends TableFlags, BalanceFlags {
	readonly output?: string;
	readonly fitOn?: string;
	readonly set?: readonly string[];
	readonly saveFitted?: string;
	readonly exportSql?: string;
	readonly exportPython?: readonly string[];
	readonly lineage?: boolean;
	readonly json?: boolean;
}

export function registerWrangle(program: Command, context: CliContext): void {
	withTableOptions(program.command('wrangle').description('run a recipe on a table'))
		.argument('<recipe>', 'RECIPE.json; steps with "fitted" are applied without learning again')
		.argument(
			'<table...>',
			'the table, then those that steps join: FILE, known by its name without ending, or NAME=FILE'
		)
		.option('-o, --output <file>', 'where the result goes (csv, tsv, ndjson, json, parquet, arrow, xlsx)')
		.option('--fit-on <filter>', "learn from the rows for which this holds, as in: split = 'train'")
		.option('--set <name=value>', 'a parameter of the recipe (repeats)', repeated)
		.option('--save-fitted <file>', 'save the recipe with what its steps learned')
		.option('--export-sql <file>', 'save the fitted recipe as one SQL statement for DuckDB')
		.option(
			'--export-python <library=file>',
			'save the fitted recipe as a script for pandas or polars (repeats)',
			repeated
		)
		.option('--lineage', 'say from which columns and by which steps each column is made')
		.option('--bias-label <col>', 'say what each step does to the balance of this outcome')
		.option('--bias-positive <values>', "its good outcome: V[,V], or '>NUMBER' for a number")
		.option('--bias-facet <selector>', "the group it is balanced between and the rest: COL=V[,V], 'COL>NUMBER' or COL")
		.option('--json', 'print one JSON document')
		.action(async (place: string, tables: readonly string[], flags: WrangleFlags) => {
			const exports = recipeExports(flags);
			const recipe = setParameters(await readRecipe(place), parsePairs('set', flags.set));
			const [table = '', ...others] = tables;
			await inWorkspace(async (workspace) => {
				const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
				checkFilter(flags.fitOn, read.schema);
				const subject = await balanceSubject(workspace, flags, read);
				const joined = await readOthers(workspace, recipe, others, readOptionsOf(flags));
				await withStagedRecipe(
					workspace,
					recipe,
					read.relation,
					read.schema,
					{
						tables: joined,
						...(flags.fitOn !== undefined && { fitOn: flags.fitOn })
					},
					async (staged) => {
						if (flags.output !== undefined) await writeTable(workspace, staged.select, flags.output);
						if (flags.saveFitted !== undefined)
							await writeBytes(flags.saveFitted, `${JSON.stringify(staged.recipe, null, '\t')}\n`);
						const own = { name: tableName(table).name, schema: read.schema };
						await writeRecipe(exports, staged.recipe, own, joined);
						const { rowsIn, rowsOut, schema, steps } = staged;
						const fitOn = flags.fitOn === undefined ? {} : { fitOn: flags.fitOn };
						const balance = subject && (await balanceOfStaged(workspace, staged, read, subject, fitOn));
						const lineage = flags.lineage ? columnOrigins(staged.recipe, read.schema, joined) : null;
						const rejected = read.report.rejected;
						if (flags.json) {
							context.json({
								...(lineage && { lineage }),
								...(subject && balance && { balance: balanceJson(subject, balance) }),
								rowsIn,
								rowsOut,
								columns: schema,
								rejected,
								steps: steps.map(({ step, op, rowsIn: before, rowsOut: after, ms }) => ({
									step,
									op,
									rowsIn: before,
									rowsOut: after,
									ms,
									...(balance && { balance: stepBalanceJson(balance, step) })
								}))
							});
							return;
						}
						if (subject && balance) context.line(balanceHead(subject, balance));
						for (const step of steps) {
							const balanced = balance ? `  ${stepBalanceText(balance, step.step)}` : '';
							const time = `${step.ms.toFixed(1)} ms`;
							context.line(`${step.op.padEnd(16)} ${step.rowsIn} -> ${step.rowsOut} rows  ${time}${balanced}`);
						}
						for (const { column, sources, steps: by } of lineage ?? [])
							context.line(`${column}: ${originText(sources, by)}`);
						context.line(`${rowsOut} rows, ${schema.length} columns${rejected ? `, ${rejected} rejected` : ''}`);
					},
					undefined,
					context.progress
				);
			});
		});
}

/** A table as it is named: FILE, by its name without ending, or NAME=FILE. */
function tableName(place: string): { readonly name: string; readonly file: string } {
	const [, given, file = place] = /^([^=/\\]+)=(.+)$/.exec(place) ?? [];
	return { name: given ?? path.basename(file).replace(/\.[^.]*$/, ''), file };
}

/** The tables that steps join, by name. */
async function readOthers(
	workspace: Workspace,
	recipe: Recipe,
	places: readonly string[],
	options: ReadOptions
): Promise<Map<string, RecipeTable>> {
	const wanted = tableNames(recipe);
	const tables = new Map<string, RecipeTable>();
	for (const [i, place] of places.entries()) {
		const { name, file } = tableName(place);
		if (!wanted.includes(name))
			throw new AppError('usage/bad-option', {
				option: '<table>',
				value: place,
				allowed: 'a table that a step of this recipe reads'
			});
		const { schema, relation } = await readTable(workspace, file, options, `other_${i}`);
		tables.set(name, { schema, sql: relation });
	}
	return tables;
}

/** Refuses a filter that is no formula before a step can be blamed for it. */
function checkFilter(filter: string | undefined, schema: TableSchema): void {
	if (filter === undefined) return;
	try {
		fitOnSql(filter, schema);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		throw new AppError(error.code, { ...error.details, option: 'fit-on' }, { cause: error });
	}
}

async function readRecipe(place: string): Promise<Recipe> {
	try {
		return parseRecipe(await readJson(place));
	} catch (error) {
		if (error instanceof AppError && error.code === 'recipe/invalid')
			throw new AppError('recipe/invalid', { ...error.details, file: place }, { cause: error });
		throw error;
	}
}
