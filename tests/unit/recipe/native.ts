import { DuckDBInstance, DuckDBDateValue, DuckDBTimestampValue } from '@duckdb/node-api';
import { compileRecipe } from '$lib/core/recipe/compile';
import { learnRecipe } from '$lib/core/recipe/fit';
import { parseRecipe, type Recipe } from '$lib/core/recipe/recipe';
import { numberVector, textVector, type Cell, type Columns } from '$lib/core/table/columns';
import { isNumericType, isTemporalType, type TableSchema } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { kindOfType } from '$lib/core/recipe/number-column';

/** DuckDB itself under the recipe's core, with no workbench between. */
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();

export type Row = Record<string, Cell>;

function plain(value: unknown): Cell {
	if (typeof value === 'bigint') return Number(value);
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (value instanceof DuckDBDateValue) return value.days * 86_400_000;
	if (value instanceof DuckDBTimestampValue) return Number(value.micros) / 1000;
	if (typeof value === 'number' || typeof value === 'string' || value === null) return value;
	return String(value);
}

export async function ask(sql: string): Promise<Row[]> {
	const answer = await connection.runAndReadAll(sql);
	const names = answer.columnNames();
	return answer.getRows().map((row) => Object.fromEntries(names.map((name, i) => [name, plain(row[i])])));
}

let made = 0;

/** A table of rows; `types` are DuckDB's, in order. Dates are given as text. */
export async function table(
	types: Readonly<Record<string, string>>,
	rows: readonly (readonly (Cell | boolean)[])[]
): Promise<{ schema: TableSchema; source: string }> {
	const name = `"table ${++made}"`;
	const columns = Object.entries(types);
	await connection.run(
		`CREATE TABLE ${name} (${columns.map(([column, type]) => `${sqlName(column)} ${type}`).join(', ')})`
	);
	for (let from = 0; from < rows.length; from += 500) {
		const values = rows.slice(from, from + 500).map((row) => `(${row.map(sqlValue).join(', ')})`);
		await connection.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
	}
	return { schema: columns.map(([column, type]) => ({ name: column, type, kind: kindOfType(type) })), source: name };
}

export interface Ran {
	readonly recipe: Recipe;
	readonly rows: Row[];
	readonly schema: TableSchema;
	readonly sql: string;
}

export interface RunOptions {
	readonly fitOn?: string;
	/** Other tables that steps read, by name. */
	readonly tables?: Readonly<Record<string, { readonly schema: TableSchema; readonly source: string }>>;
	readonly branches?: readonly unknown[];
}

/** Fits a recipe (as a file would hold it) on a table and runs it. */
export async function run(
	steps: readonly unknown[],
	{ schema, source }: { schema: TableSchema; source: string },
	{ fitOn, tables, branches }: RunOptions = {}
): Promise<Ran> {
	const asked = parseRecipe({ schemaVersion: 1, steps, ...(branches && { branches }) });
	const others = new Map(
		Object.entries(tables ?? {}).map(([name, other]) => [name, { schema: other.schema, sql: other.source }])
	);
	const recipe = await learnRecipe(asked, schema, source, ask, {
		tables: others,
		...(fitOn !== undefined && { fitOn })
	});
	const learned = new Set(asked.steps.flatMap(({ fitted }, i) => (fitted === undefined ? [i] : [])));
	const compiled = compileRecipe(recipe, schema, source, { tables: others, learned });
	return { recipe, rows: await ask(compiled.sql), schema: compiled.schema, sql: compiled.sql };
}

/** Rows as Columns, as the engines give them. */
export function columnsOf(rows: readonly Row[], schema: TableSchema): Columns {
	return {
		rows: rows.length,
		columns: schema.map(({ name, type }) => {
			const cells = rows.map((row) => row[name] ?? null);
			const isNumber = isNumericType(type) || isTemporalType(type) || type === 'BOOLEAN';
			return {
				name,
				type,
				vector: isNumber
					? numberVector(cells.map((cell) => (cell === null ? null : Number(cell))))
					: textVector(cells.map((cell) => (cell === null ? null : String(cell))))
			};
		})
	};
}
