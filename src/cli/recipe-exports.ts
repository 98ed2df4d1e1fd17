import { AppError } from '$lib/core/errors';
import { lineageOfRecipe, storyOf, type SourceColumn, type StepPlace } from '$lib/core/recipe/column-lineage';
import { exportSql } from '$lib/core/recipe/export-sql';
import { exportPython, pythonLibraries, type PythonLibrary } from '$lib/core/recipe/python/export-python';
import type { RecipeTable } from '$lib/core/recipe/operation';
import type { Recipe } from '$lib/core/recipe/recipe';
import type { TableSchema } from '$lib/core/table/schema';
import { writeBytes } from './files';
import { oneOf, parsePairs } from './options';

interface ExportFlags {
	readonly output?: string;
	readonly saveFitted?: string;
	readonly exportSql?: string;
	readonly exportPython?: readonly string[];
	readonly lineage?: boolean;
	readonly biasLabel?: string;
}

/** The files a recipe is written to, and as what. */
export interface RecipeExports {
	readonly sql: string | null;
	readonly python: readonly (readonly [PythonLibrary, string])[];
}

/** What is asked for; refuses a command that asks for nothing. */
export function recipeExports(flags: ExportFlags): RecipeExports {
	const { output, saveFitted, exportSql: sql, exportPython: python, lineage, biasLabel } = flags;
	if ([output, saveFitted, sql, python, lineage, biasLabel].every((flag) => flag === undefined))
		throw new AppError('usage/bad-option', {
			option: 'output',
			value: '',
			allowed: 'a file, unless --save-fitted, --export-sql, --export-python, --lineage or --bias-label is given'
		});
	return {
		sql: sql ?? null,
		python: Object.entries(parsePairs('export-python', python)).map(
			([library, file]) => [oneOf('export-python', library, pythonLibraries), file] as const
		)
	};
}

export async function writeRecipe(
	{ sql, python }: RecipeExports,
	recipe: Recipe,
	{ name, schema }: { readonly name: string; readonly schema: TableSchema },
	others: ReadonlyMap<string, RecipeTable>
): Promise<void> {
	const schemas = new Map(Array.from(others, ([other, table]) => [other, table.schema] as const));
	if (sql !== null) await writeBytes(sql, exportSql(recipe, schema, name, schemas));
	for (const [library, file] of python) await writeBytes(file, exportPython(recipe, schema, library, schemas).text);
}

/** Each column of the result: the columns of tables it is made from, and the steps (from 1) that made it. */
export function columnOrigins(recipe: Recipe, schema: TableSchema, others: ReadonlyMap<string, RecipeTable>) {
	const lineage = lineageOfRecipe(recipe, schema, others);
	return lineage.results.map(({ column }) => {
		const { sources, steps, readers } = storyOf(lineage, column);
		return {
			column,
			sources: sources.map(({ table, column: from }) => ({ table, column: from })),
			steps: steps.map(({ line, index }) => ({ branch: line, step: index + 1 })),
			readers
		};
	});
}

/** In one line, as in: b of customers, a; steps 1, older 2. */
export function originText(
	sources: readonly Pick<SourceColumn, 'table' | 'column'>[],
	steps: readonly { readonly branch: StepPlace['line']; readonly step: number }[]
): string {
	const from = sources.map(({ table, column }) => (table === null ? column : `${column} of ${table}`)).join(', ');
	const by = steps.map(({ branch, step }) => (branch === null ? String(step) : `${branch} ${step}`)).join(', ');
	return `${from === '' ? 'nothing' : from}${by === '' ? '' : `; steps ${by}`}`;
}
