import { AppError } from '../../errors';
import type { TableSchema } from '../../table/schema';
import { sqlName } from '../../table/sql';
import { planRecipe, planSql, refuseBroken, schemaAfter, type RecipePlan } from '../compile';
import { stepsOf, type Line } from '../edit';
import type { RecipeTable } from '../operation';
import { operationNamed } from '../operations';
import { filledIn, tablesOfStep } from '../parameter';
import { branchRecipe, type Recipe, type RecipeStep } from '../recipe';
import type { Dialect, Needs } from './dialect';
import { valueType } from './expression';
import { joinStep } from './join-step';
import { pythonComment, pythonText, pythonVariable } from './literal';
import { nativeStep } from './native-step';
import { pandas } from './pandas';
import { polars } from './polars';
import { Untranslatable } from './sql-parse';

export const pythonLibraries = ['pandas', 'polars'] as const;
export type PythonLibrary = (typeof pythonLibraries)[number];

export interface PythonScript {
	readonly text: string;
	/** Steps that the script runs as SQL, since the library does not do just the same. */
	readonly viaSql: readonly { readonly line: Line; readonly index: number; readonly op: string }[];
}

const numpy = 'import numpy as np';

interface Writer {
	readonly dialect: Dialect;
	readonly recipe: Recipe;
	readonly needs: Needs & { usesSql: boolean };
	readonly viaSql: { line: Line; index: number; op: string }[];
	/** Variables of tables and branches, by name. */
	readonly variables: Map<string, string>;
	/** Tables and branches as SQL can read them in the script. */
	readonly tables: Map<string, RecipeTable>;
	readonly lines: string[];
}

/**
 * A fitted recipe over a table of this schema as a Python script that makes the same of the same table. What steps learned stands in it
 * as literals. Throws the error of a broken step, recipe/not-fitted where a step has not learned, and recipe/not-python for a function of
 * one's own, which is no Python.
 */
export function exportPython(
	recipe: Recipe,
	schema: TableSchema,
	library: PythonLibrary,
	others: ReadonlyMap<string, TableSchema> = new Map()
): PythonScript {
	const dialect = library === 'pandas' ? pandas : polars;
	const writer: Writer = {
		dialect,
		recipe,
		needs: { helpers: new Set(), imports: new Set(dialect.imports), usesSql: false },
		viaSql: [],
		variables: new Map(),
		tables: new Map(),
		lines: []
	};
	const scriptTables = [{ variable: 'frame', schema }];
	for (const [name, other] of others) scriptTables.push({ variable: addTable(writer, name, other), schema: other });
	writeLine(writer, null, recipe, schema, 'frame');
	const parameters = scriptTables.map(({ variable }) => `${variable}: ${dialect.frameType}`).join(', ');
	const helpers = [...writer.needs.helpers].sort().flatMap((name) => {
		const helper = dialect.helpers[name];
		for (const line of helper?.imports ?? []) writer.needs.imports.add(line);
		return helper ? [helper.code] : [];
	});
	if (writer.needs.usesSql) {
		writer.needs.imports.add('import duckdb');
		helpers.push(dialect.sqlHelper);
	}
	const standard = ['import sys', ...writer.needs.imports].filter((line) => /^import (re|sys)$/.test(line)).sort();
	const installed = [...writer.needs.imports].filter((line) => !standard.includes(line)).sort();
	const text = [
		[
			`"""A recipe of Temoto as a Python script for ${dialect.version}${writer.needs.usesSql ? ', and duckdb' : ''}.`,
			'',
			`Run it as: python prepare.py ${[...scriptTables.map(({ variable }) => (variable === 'frame' ? 'table.csv' : `${variable}.csv`)), 'result.csv'].join(' ')}`,
			'What steps learned (means, categories, bounds) stands here as it was learned; nothing is learned again.',
			'"""',
			'',
			...standard,
			'',
			...installed,
			...(installed.includes(numpy)
				? ['', '# what is not finite is made missing, as the recipe does', 'np.seterr(all="ignore")']
				: [])
		].join('\n'),
		...helpers,
		[
			`def prepare(${parameters}) -> ${dialect.frameType}:`,
			...[
				...(dialect.copy('frame') === 'frame' ? [] : [`frame = ${dialect.copy('frame')}`]),
				...writer.lines,
				'',
				'return frame'
			]
				.filter((line, i) => i > 0 || line !== '')
				.map((line) => (line === '' ? '' : `    ${line}`))
		].join('\n'),
		dialect.main(scriptTables).join('\n')
	].join('\n\n\n');
	return { text: `${text}\n`, viaSql: writer.viaSql };
}

/** A name of a table or a branch, and the variable that holds it. */
function addTable(writer: Writer, name: string, schema: TableSchema): string {
	const variable = pythonVariable(name, new Set(writer.variables.values()));
	writer.variables.set(name, variable);
	writer.tables.set(name, { schema, sql: sqlSource(variable, schema) });
	return variable;
}

/** A data frame as a relation with the types the recipe counts on; frames know fewer of them. */
function sqlSource(variable: string, schema: TableSchema): string {
	const asIs = ['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN'];
	if (schema.every(({ type }) => asIs.includes(type))) return sqlName(variable);
	const columns = schema.map(({ name, type }) =>
		asIs.includes(type) ? sqlName(name) : `${sqlName(name)}::${type} AS ${sqlName(name)}`
	);
	return `(SELECT ${columns.join(', ')} FROM ${sqlName(variable)})`;
}

/** The steps of a line on the variable `frame`, branches where they leave. */
function writeLine(writer: Writer, line: Line, recipe: Recipe, schema: TableSchema, frame: string): TableSchema {
	const { lines } = writer;
	const steps = stepsOf(writer.recipe, line);
	/** Neighbouring steps that are run as one statement. */
	let waiting: number[] = [];
	let plan = planOf(writer, recipe, schema);
	const flush = () => {
		if (waiting.length > 0) writeSql(writer, line, plan, waiting, frame);
		waiting = [];
	};
	for (let index = 0; index <= steps.length; index++) {
		if (writeBranches(writer, line, plan, index, frame, flush)) plan = planOf(writer, recipe, schema);
		const [step, planned] = [steps[index], plan.steps[index]];
		if (!step || !planned?.enabled) continue;
		if (planned.broken) throw brokenStep(planned);
		const native = attempt(writer, step, plan, index, frame);
		if (native === null) waiting.push(index);
		else {
			flush();
			lines.push('', `# ${titleOf(step, index)}`, ...native);
		}
	}
	flush();
	refuseBroken(plan);
	return schemaAfter(plan, steps.length);
}

function planOf(writer: Writer, recipe: Recipe, schema: TableSchema): RecipePlan {
	return planRecipe({ ...recipe, branches: [] }, schema, { tables: writer.tables });
}

function brokenStep({ broken, index, op }: RecipePlan['steps'][number]): AppError {
	const code = broken?.code === 'recipe/not-computed' ? 'recipe/not-python' : (broken?.code ?? 'recipe/not-python');
	return new AppError(code, { ...broken?.details, step: index + 1, op });
}

/** The branches that leave after so many steps; true where there was one. */
function writeBranches(
	writer: Writer,
	line: Line,
	plan: RecipePlan,
	after: number,
	frame: string,
	flush: () => void
): boolean {
	if (line !== null) return false;
	let any = false;
	for (const branch of writer.recipe.branches ?? []) {
		if ((branch.of === undefined ? branch.after : 0) !== after || writer.variables.has(branch.name)) continue;
		const base = branch.of === undefined ? { schema: schemaAfter(plan, after) } : writer.tables.get(branch.of);
		if (!base) continue;
		flush();
		const from = branch.of === undefined ? frame : writer.variables.get(branch.of);
		const variable = pythonVariable(branch.name, new Set(writer.variables.values()));
		writer.variables.set(branch.name, variable);
		writer.lines.push(
			'',
			`# ${pythonComment(branch.name)}: a branch`,
			`${variable} = ${writer.dialect.copy(from ?? frame)}`
		);
		const own = branchRecipe(writer.recipe, branch);
		const schema = writeLine(writer, branch.name, own, base.schema, variable);
		writer.tables.set(branch.name, { schema, sql: sqlSource(variable, schema) });
		any = true;
	}
	return any;
}

/** The step in the library's own terms; null where it has to be run as SQL. */
function attempt(
	{ dialect, needs, recipe, variables }: Writer,
	step: RecipeStep,
	plan: RecipePlan,
	index: number,
	frame: string
): string[] | null {
	const planned = plan.steps[index];
	if (!planned) return null;
	const mine: Needs = { helpers: new Set(), imports: new Set() };
	try {
		const lines =
			step.op === 'join'
				? dialect.join(
						joinStep(
							filledIn(operationNamed(step.op).params, step.params, recipe.parameters),
							planned,
							(table) => variables.get(table) ?? table
						),
						frame
					)
				: nativeStep(planned, plan.row, dialect, frame, mine);
		for (const helper of mine.helpers) needs.helpers.add(helper);
		for (const line of mine.imports) needs.imports.add(line);
		return lines;
	} catch (error) {
		if (error instanceof Untranslatable) return null;
		throw error;
	}
}

/** Steps as the SQL they are. */
function writeSql(writer: Writer, line: Line, plan: RecipePlan, places: readonly number[], frame: string): void {
	const { dialect, needs, recipe, lines } = writer;
	const steps = stepsOf(recipe, line);
	const [start = 0, end = start] = [places[0], places.at(-1)];
	const schema = schemaAfter(plan, end + 1);
	needs.usesSql = true;
	const types = schema.flatMap(({ name, type }) => {
		const known = valueType(type);
		return known ? [`${pythonText(name)}: ${dialect.typeName(known)}`] : [];
	});
	const read = places.flatMap((place) => {
		const step = steps[place];
		return step ? tablesOfStep(step, recipe.parameters).map((name) => writer.variables.get(name) ?? name) : [];
	});
	const given = [...new Set([frame, ...read])].map((name) => `${name}=${name}`);
	const source = sqlSource(frame, schemaAfter(plan, start));
	const sql = planSql(plan, source, { start, end: end + 1 });
	lines.push('');
	for (const place of places) {
		const step = steps[place];
		if (step) lines.push(`# ${titleOf(step, place)}`);
		writer.viaSql.push({ line, index: place, op: step?.op ?? '' });
	}
	lines.push(
		`# As SQL: ${dialect.id} does not do just the same by itself.`,
		`${frame} = run_sql(`,
		...sqlText(sql).map((part) => `    ${part}`),
		`    {${types.join(', ')}},`,
		`    ${given.join(', ')},`,
		')'
	);
}

/** SQL as it is where Python's quotes can hold it, else one text a line, joined by Python. */
function sqlText(sql: string): string[] {
	const quotes = ['"""', "'''"].find((each) => !sql.includes(each));
	// its lines are moved to the right, so no line may end inside a text
	const quoted = sql.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g) ?? [];
	const isPlain = /^[\p{L}\p{M}\p{N}\p{P}\p{S} \n]*$/u.test(sql) && quoted.every((part) => !part.includes('\n'));
	if (quotes !== undefined && isPlain) return [`r${quotes}`, ...sql.split('\n'), `${quotes},`];
	const parts = sql.split('\n');
	return parts.map((part, i) => (i < parts.length - 1 ? pythonText(`${part}\n`) : `${pythonText(part)},`));
}

function titleOf({ op, name }: RecipeStep, index: number): string {
	const { title } = operationNamed(op);
	return `${index + 1}. ${title}${name === undefined ? '' : `: ${pythonComment(name)}`}`;
}
