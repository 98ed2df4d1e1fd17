import * as v from 'valibot';
import { ProgramSchema } from '../example/program';
import { aggregates, countsRows, type Aggregate } from './aggregate';
import type { Accepts, Control, When } from './control';
import { isPattern } from './text-pattern';

/*
 * Fields of an operation's parameters. Each is a valibot schema that carries, as metadata, what a form and a JSON Schema need: the
 * control, which columns it takes, its limits.
 */

/** A name DuckDB can hold. */
const nonEmpty = v.pipe(
	v.string(),
	v.minLength(1),
	v.check((name) => !name.includes('\0'))
);

export const columnField = (takes: Accepts = 'any') =>
	v.pipe(nonEmpty, v.metadata({ field: { control: 'column', accepts: takes } satisfies Control }));

export const columnsField = (takes: Accepts = 'any') =>
	v.pipe(
		v.array(nonEmpty),
		v.minLength(1),
		v.metadata({ field: { control: 'columns', accepts: takes } satisfies Control })
	);

export const nameField = () => v.pipe(nonEmpty, v.metadata({ field: { control: 'name' } satisfies Control }));

export const initialNameField = (initial: string) =>
	v.pipe(
		v.optional(nonEmpty, () => initial),
		v.metadata({ field: { control: 'name' } satisfies Control })
	);

/** Left out, the result takes the place of the column it came from. */
export const intoField = () =>
	v.pipe(v.optional(nonEmpty), v.metadata({ field: { control: 'name' } satisfies Control }));

export const optionalColumnField = (takes: Accepts, when?: When) =>
	v.pipe(
		v.optional(nonEmpty),
		v.metadata({ field: { control: 'column', accepts: takes } satisfies Control, ...(when && { when }) })
	);

/** All columns when left out. */
export const optionalColumnsField = (takes: Accepts = 'any') =>
	v.pipe(
		v.optional(v.pipe(v.array(nonEmpty), v.minLength(1))),
		v.metadata({ field: { control: 'columns', accepts: takes } satisfies Control })
	);

/** Columns whose values part the rows into groups; none: all rows are one group. */
export const groupsField = () =>
	v.pipe(
		v.optional(v.array(nonEmpty), () => []),
		v.metadata({ field: { control: 'columns', accepts: 'any' } satisfies Control })
	);

export const choiceField = <const Options extends readonly string[]>(
	options: Options,
	initial: Options[number],
	when?: When
) =>
	v.pipe(
		v.optional(v.picklist(options), () => initial),
		v.metadata({ field: { control: 'choice', options: [...options] } satisfies Control, ...(when && { when }) })
	);

/** Some of the options, none while it is left out. */
export const optionalChoicesField = <const Options extends readonly string[]>(options: Options, when?: When) =>
	v.pipe(
		v.optional(v.array(v.picklist(options)), () => []),
		v.metadata({ field: { control: 'choices', options: [...options] } satisfies Control, ...(when && { when }) })
	);

export const choicesField = <const Options extends readonly string[]>(options: Options) =>
	v.pipe(
		v.array(v.picklist(options)),
		v.minLength(1),
		v.metadata({ field: { control: 'choices', options: [...options] } satisfies Control })
	);

interface Limits {
	readonly integer?: boolean;
	readonly min?: number;
	readonly max?: number;
	readonly when?: When;
}
const numberSchema = ({ integer = false, min = -Number.MAX_VALUE, max = Number.MAX_VALUE }: Limits) =>
	v.pipe(
		v.number(),
		v.finite(),
		v.minValue(min),
		v.maxValue(max),
		v.check((value) => !integer || Number.isInteger(value))
	);
const numberMeta = ({ integer = false, min, max, when }: Limits) => ({
	field: { control: 'number', integer, min: min ?? null, max: max ?? null } satisfies Control,
	...(when && { when })
});

export const numberField = (initial: number, limits: Limits = {}) =>
	v.pipe(
		v.optional(numberSchema(limits), () => initial),
		v.metadata(numberMeta(limits))
	);

export const optionalNumberField = (limits: Limits = {}) =>
	v.pipe(v.optional(numberSchema(limits)), v.metadata(numberMeta(limits)));

export const booleanField = (initial: boolean, when?: When) =>
	v.pipe(
		v.optional(v.boolean(), () => initial),
		v.metadata({ field: { control: 'boolean' } satisfies Control, ...(when && { when }) })
	);

export const optionalTextField = (when?: When) =>
	v.pipe(v.optional(v.string()), v.metadata({ field: { control: 'text' } satisfies Control, ...(when && { when }) }));

const ValueSchema = v.union([v.string(), v.pipe(v.number(), v.finite()), v.boolean()]);
export type Value = v.InferOutput<typeof ValueSchema>;

export const valueField = (initial: Value) =>
	v.pipe(
		v.optional(ValueSchema, () => initial),
		v.metadata({ field: { control: 'value' } satisfies Control })
	);

export const optionalValueField = (when?: When) =>
	v.pipe(v.optional(ValueSchema), v.metadata({ field: { control: 'value' } satisfies Control, ...(when && { when }) }));

export const valuesField = () =>
	v.pipe(v.array(ValueSchema), v.minLength(1), v.metadata({ field: { control: 'values' } satisfies Control }));

export const optionalValuesField = (when?: When) =>
	v.pipe(
		v.optional(v.array(ValueSchema)),
		v.metadata({ field: { control: 'values' } satisfies Control, ...(when && { when }) })
	);

export const optionalNumbersField = (when?: When) =>
	v.pipe(
		v.optional(v.array(v.pipe(v.number(), v.finite()))),
		v.metadata({ field: { control: 'numbers' } satisfies Control, ...(when && { when }) })
	);

export const formulaField = (result: 'any' | 'boolean' = 'any') =>
	v.pipe(nonEmpty, v.metadata({ field: { control: 'formula', result } satisfies Control }));

export const renamesField = () =>
	v.pipe(
		v.record(v.string(), nonEmpty),
		v.check((names) => Object.keys(names).length > 0),
		v.metadata({ field: { control: 'renames' } satisfies Control })
	);

export const typesField = <const Options extends readonly string[]>(options: Options) =>
	v.pipe(
		v.record(v.string(), v.picklist(options)),
		v.check((types) => Object.keys(types).length > 0),
		v.metadata({ field: { control: 'types', options: [...options] } satisfies Control })
	);

export const orderField = () =>
	v.pipe(
		v.array(
			v.strictObject({
				column: nonEmpty,
				direction: v.optional(v.picklist(['ascending', 'descending']), 'ascending')
			})
		),
		v.minLength(1),
		v.metadata({ field: { control: 'order' } satisfies Control })
	);

export const tableField = () => v.pipe(nonEmpty, v.metadata({ field: { control: 'table' } satisfies Control }));

/** All columns of the other table when left out. */
export const optionalOtherColumnsField = (table = 'table') =>
	v.pipe(
		v.optional(v.pipe(v.array(nonEmpty), v.minLength(1))),
		v.metadata({ field: { control: 'other-columns', table } satisfies Control })
	);

export const keysField = (table = 'table') =>
	v.pipe(
		v.record(nonEmpty, nonEmpty),
		v.check((keys) => Object.keys(keys).length > 0),
		v.metadata({ field: { control: 'keys', table } satisfies Control })
	);

/** The same, or no pair at all. */
export const optionalKeysField = (table = 'table', when?: When) =>
	v.pipe(
		v.optional(v.record(nonEmpty, nonEmpty), () => ({})),
		v.metadata({ field: { control: 'keys', table } satisfies Control, ...(when && { when }) })
	);

export const otherColumnField = (table = 'table') =>
	v.pipe(nonEmpty, v.metadata({ field: { control: 'other-column', table } satisfies Control }));

export const optionalOtherColumnField = (table = 'table') =>
	v.pipe(v.optional(nonEmpty), v.metadata({ field: { control: 'other-column', table } satisfies Control }));

export const otherColumnsField = (table = 'table') =>
	v.pipe(
		v.array(nonEmpty),
		v.minLength(1),
		v.metadata({ field: { control: 'other-columns', table } satisfies Control })
	);

export const tablesField = () =>
	v.pipe(v.array(nonEmpty), v.minLength(1), v.metadata({ field: { control: 'tables' } satisfies Control }));

export interface Aggregation {
	/** Left out only where rows are counted. */
	readonly column?: string | undefined;
	readonly aggregate: Aggregate;
	readonly name?: string | undefined;
}

const AggregationSchema: v.GenericSchema<unknown, Aggregation> = v.strictObject({
	column: v.optional(nonEmpty),
	aggregate: v.picklist(aggregates),
	name: v.optional(nonEmpty)
});

/** A parameter as aggregations; what is none is left out. */
export function aggregationsOf(value: unknown): Aggregation[] {
	const entries: readonly unknown[] = Array.isArray(value) ? value : [];
	return entries.flatMap((entry) => {
		const read = v.safeParse(AggregationSchema, entry);
		return read.success ? read.output : [];
	});
}

export const aggregatesField = () =>
	v.pipe(
		v.array(
			v.pipe(
				AggregationSchema,
				v.check(({ column, aggregate }) => column !== undefined || countsRows(aggregate))
			)
		),
		v.minLength(1),
		v.metadata({ field: { control: 'aggregates', options: [...aggregates] } satisfies Control })
	);

export const replacementsField = () =>
	v.pipe(
		v.record(v.string(), v.string()),
		v.check((pairs) => Object.keys(pairs).length > 0),
		v.metadata({ field: { control: 'replacements' } satisfies Control })
	);

export const codeField = (language: 'sql' | 'typescript') =>
	v.pipe(nonEmpty, v.metadata({ field: { control: 'code', language } satisfies Control }));

export const programField = () =>
	v.pipe(ProgramSchema, v.metadata({ field: { control: 'program' } satisfies Control }));

/** A text that may hold white space alone, such as a delimiter; `initial` when left out. */
export const textField = (initial: string) =>
	v.pipe(
		v.optional(v.string(), () => initial),
		v.metadata({ field: { control: 'text' } satisfies Control })
	);

/** A text of at least one character. */
export const filledTextField = (initial: string) =>
	v.pipe(
		v.optional(v.pipe(v.string(), v.minLength(1)), () => initial),
		v.metadata({ field: { control: 'text' } satisfies Control })
	);

/** A regular expression as RE2 reads it. */
export const patternField = (initial: string, when?: When) =>
	v.pipe(
		v.optional(v.pipe(v.string(), v.check(isPattern)), () => initial),
		v.metadata({ field: { control: 'text' } satisfies Control, ...(when && { when }) })
	);
