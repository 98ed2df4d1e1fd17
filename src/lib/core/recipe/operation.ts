import * as v from 'valibot';
import { AppError } from '../errors';
import type { Json } from '../json';
import type { RowFunctionJob } from '../function/row-function';
import type { SeriesKernel } from '../series/series-job';
import type { Cell } from '../table/columns';
import type { Field, TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import type { ParamsSchema } from './control';
import type { PortableGraph, PortableValue } from './portable';

export const operationGroups = [
	'columns',
	'rows',
	'tables',
	'types',
	'values',
	'text',
	'find',
	'tests',
	'missing',
	'outliers',
	'numbers',
	'categories',
	'vectors',
	'dates',
	'series',
	'windows',
	'nested',
	'geo',
	'custom'
] as const;
export type OperationGroup = (typeof operationGroups)[number];

/**
 * `each`: a row of the answer comes from that row alone. `fewer`: rows are dropped. `order`: rows move. `mark`: rows stay, and what is
 * added depends on the others. `new`: the rows are others than before (joined, grouped, unfolded). A prediction for one row passes over
 * all but `each`.
 */
export type RowEffect = 'each' | 'fewer' | 'order' | 'mark' | 'new';

/** Another table a step reads: one of the project, or a branch of the recipe. */
export interface RecipeTable {
	readonly schema: TableSchema;
	/** SQL that can stand after FROM. */
	readonly sql: string;
}

export interface StepContext {
	/** SQL of the hidden row number, from 1 in the order of the rows. Only where the operation `readsOrder`. */
	readonly row: string;
	/** SQL, true for the rows the step learned from in this run; null when it learned in an earlier one. */
	readonly train: string | null;
	readonly tables: ReadonlyMap<string, RecipeTable>;
	/** SQL of a relation with what the step's `compute` gave: `row`, and `value` or the outputs of the series; null when it has not run. */
	readonly computed: string | null;
}

/** What a step has computed outside SQL: by a function of each row over these columns of its input, or along series. */
export type StepComputation =
	| (Omit<RowFunctionJob, 'columns'> & { readonly kind: 'rows'; readonly columns: readonly string[] })
	| {
			readonly kind: 'series';
			readonly kernel: SeriesKernel;
			/** SQL of what parts the series, of the order within one, of the place along it as a number, and of values as DOUBLE. */
			readonly groups: readonly string[];
			readonly order: readonly string[];
			readonly place: string;
			readonly values: readonly string[];
	  };

export interface OutputColumn {
	readonly field: Field;
	/** SQL over the columns of the previous step. */
	readonly sql: string;
	/** Columns of the previous step it is made from. */
	readonly from: readonly string[];
	/** Columns of other tables it is made from. */
	readonly others?: readonly { readonly table: string; readonly column: string }[];
}

/** One SELECT over the previous step. */
export interface StepQuery {
	readonly columns: readonly OutputColumn[];
	readonly where?: string;
	readonly qualify?: string;
	/** SQL of the order the rows take; ties keep the order they had. */
	readonly orderBy?: readonly string[];
	/** SQL, true for the rows that later steps may learn from. */
	readonly train?: string;
	/** What stands after FROM when it is more than the step before; its `hidden` columns must come through under their names. */
	readonly from?: (relation: string, hidden: readonly string[]) => string;
	/** SQL; one row a group, at the place of its first. */
	readonly groupBy?: readonly string[];
}

/** A row of the answer a step learns from. */
export type FitRow = Readonly<Record<string, Cell>>;

/** What an operation is written as: one object a file in operations/. */
export interface OperationDefinition<Id extends string, Schema extends ParamsSchema, Fitted> {
	readonly id: Id;
	readonly group: OperationGroup;
	/** For the command line and the docs; the page has its own texts. */
	readonly title: string;
	readonly description: string;
	readonly rows: RowEffect;
	/** It reads the order of the rows, so the compiled statement has to carry it. */
	readonly readsOrder?: boolean;
	readonly params: Schema;
	/** The shape of what it learns; left out when it learns nothing. */
	readonly state?: v.GenericSchema<unknown, Fitted>;
	/** Whether, with these parameters, there is something to learn. Left out: always, when there is `state`. */
	readonly learns?: (params: v.InferOutput<Schema>) => boolean;
	/**
	 * Throws AppError where a column is missing or of the wrong type: the step is then broken. With `fitted` null (not learned yet) the SQL is of no use but the columns are as right as can be known.
	 */
	readonly query: (
		params: v.InferOutput<Schema>,
		input: TableSchema,
		fitted: Fitted | null,
		context: StepContext
	) => StepQuery;
	/** Aggregates over the relation `from`, which holds the rows to learn from. */
	readonly fitSql?: (
		params: v.InferOutput<Schema>,
		input: TableSchema,
		from: string,
		tables: StepContext['tables']
	) => string;
	/** Of an error of the engine in `fitSql`, what is wrong with the parameters. */
	readonly fault?: (params: v.InferOutput<Schema>, error: AppError, statement: string) => AppError;
	readonly learn?: (rows: readonly FitRow[], params: v.InferOutput<Schema>, input: TableSchema) => Fitted;
	/** What SQL cannot do: computed outside before the step is read, and joined by `context.computed`. Wants `readsOrder`; `row` is as in StepContext. */
	readonly compute?: (params: v.InferOutput<Schema>, input: TableSchema, row: string) => StepComputation;
	/** The columns it makes or changes, for one row; what it leaves alone passes by itself. Left out: a device cannot. */
	readonly portable?: (
		params: v.InferOutput<Schema>,
		input: TableSchema,
		fitted: Fitted | null,
		graph: PortableGraph,
		columns: ReadonlyMap<string, PortableValue>
	) => ReadonlyMap<string, PortableValue>;
}

/** An operation with its parameters: what compile, fit and portable work on. */
export interface BoundOperation {
	readonly learns: boolean;
	readonly isFitted: boolean;
	query(input: TableSchema, context: StepContext): StepQuery;
	fitSql(input: TableSchema, from: string, tables: StepContext['tables']): string;
	/** What the engine says of the statement the step learns by, in the terms of the step. */
	fault(error: AppError, statement: string): AppError;
	learn(rows: readonly FitRow[], input: TableSchema): Json;
	/** Null when the step is SQL alone. */
	readonly compute: ((input: TableSchema, row: string) => StepComputation) | null;
	/** Null when a device cannot do it. */
	readonly portable:
		| ((
				input: TableSchema,
				graph: PortableGraph,
				columns: ReadonlyMap<string, PortableValue>
		  ) => ReadonlyMap<string, PortableValue>)
		| null;
}

/** An operation as the registry holds it, whatever its parameters are. */
export interface Operation<Id extends string = string> {
	readonly id: Id;
	readonly group: OperationGroup;
	readonly title: string;
	readonly description: string;
	readonly fitted: boolean;
	readonly rows: RowEffect;
	readonly readsOrder: boolean;
	readonly params: ParamsSchema;
	/** Checks parameters and fitted state. Throws recipe/params-invalid, naming the place. */
	bind(params: unknown, fitted: unknown): BoundOperation;
}

export function defineOperation<const Id extends string, Schema extends ParamsSchema, Fitted extends Json = null>(
	definition: OperationDefinition<Id, Schema, Fitted>
): Operation<Id> {
	const { id, group, title, description, rows, params, state } = definition;
	return {
		id,
		group,
		title,
		description,
		rows,
		params,
		fitted: state !== undefined,
		readsOrder: definition.readsOrder ?? false,
		bind: (given, givenFitted) => {
			const parsed = parsePart(id, 'params', params, given);
			const learns = state !== undefined && (definition.learns?.(parsed) ?? true);
			const fitted =
				state === undefined || givenFitted === undefined || givenFitted === null
					? null
					: parsePart(id, 'fitted', state, givenFitted);
			const { portable, compute } = definition;
			return {
				learns,
				isFitted: !learns || fitted !== null,
				query: (input, context) => definition.query(parsed, input, fitted, context),
				fitSql: (input, from, tables) => definition.fitSql?.(parsed, input, from, tables) ?? '',
				fault: (error, statement) => definition.fault?.(parsed, error, statement) ?? error,
				learn: (found, input) => definition.learn?.(found, parsed, input) ?? null,
				compute: compute ? (input, row) => compute(parsed, input, row) : null,
				portable: portable ? (input, graph, columns) => portable(parsed, input, fitted, graph, columns) : null
			};
		}
	};
}

function parsePart<Schema extends v.GenericSchema>(
	op: string,
	part: string,
	schema: Schema,
	given: unknown
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, given);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new AppError('recipe/params-invalid', {
		op,
		field: v.getDotPath(issue) ?? part,
		wanted: issue.expected ?? issue.type,
		found: issue.received
	});
}

/** The fields named, in that order. Throws recipe/column-missing. */
export function fieldsNamed(input: TableSchema, names: readonly string[]): Field[] {
	return names.map((name) => fieldNamed(input, name));
}

export function fieldNamed(input: TableSchema, name: string): Field {
	const field = input.find((each) => each.name === name);
	if (!field) throw new AppError('recipe/column-missing', { column: name });
	return field;
}

/** Throws recipe/table-missing. */
export function tableNamed({ tables }: Pick<StepContext, 'tables'>, name: string): RecipeTable {
	const table = tables.get(name);
	if (!table) throw new AppError('recipe/table-missing', { table: name });
	return table;
}

/** Refuses a column of the wrong type with table/column-kind. */
export function wantType(field: Field, wanted: string, holds: (type: string) => boolean): Field {
	if (!holds(field.type)) throw new AppError('table/column-kind', { column: field.name, kind: field.type, wanted });
	return field;
}

export function passColumn(field: Field): OutputColumn {
	return { field, sql: sqlName(field.name), from: [field.name] };
}

/** The input's columns with some replaced in place (by name) and new ones added behind. */
export function withColumns(input: TableSchema, made: readonly OutputColumn[]): OutputColumn[] {
	const byName = new Map(made.map((column) => [column.field.name, column]));
	const kept = input.map((field) => byName.get(field.name) ?? passColumn(field));
	const old = new Set(input.map((field) => field.name));
	return [...kept, ...made.filter((column) => !old.has(column.field.name))];
}
