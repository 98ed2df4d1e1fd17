import type { TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { compileRecipe, refuseBroken } from './compile';
import type { Recipe } from './recipe';

/**
 * A fitted recipe as one statement for DuckDB over a table called `table`; other tables are read by their names. Throws the error of a
 * broken step.
 */
export function exportSql(
	recipe: Recipe,
	schema: TableSchema,
	table: string,
	others: ReadonlyMap<string, TableSchema> = new Map()
): string {
	const tables = new Map(Array.from(others, ([name, other]) => [name, { schema: other, sql: sqlName(name) }] as const));
	const compiled = compileRecipe(recipe, schema, sqlName(table), { tables });
	refuseBroken(compiled);
	return `${compiled.sql};\n`;
}
