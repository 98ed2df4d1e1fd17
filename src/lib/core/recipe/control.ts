import * as v from 'valibot';
import { tablesInSelect } from './sql-select';

/** Which columns a field takes. */
const accepts = [
	'any',
	'number',
	'text',
	'temporal',
	'number-or-text',
	'list',
	'vector',
	'number-or-vector',
	'structure'
] as const;
export type Accepts = (typeof accepts)[number];

const ControlSchema = v.variant('control', [
	v.object({ control: v.literal('column'), accepts: v.picklist(accepts) }),
	v.object({ control: v.literal('columns'), accepts: v.picklist(accepts) }),
	/** A new column's name. */
	v.object({ control: v.literal('name') }),
	v.object({ control: v.literal('choice'), options: v.array(v.string()) }),
	v.object({
		control: v.literal('number'),
		integer: v.boolean(),
		min: v.nullable(v.number()),
		max: v.nullable(v.number())
	}),
	v.object({ control: v.literal('boolean') }),
	v.object({ control: v.literal('text') }),
	/** Text, number or truth value. */
	v.object({ control: v.literal('value') }),
	v.object({ control: v.literal('values') }),
	v.object({ control: v.literal('numbers') }),
	v.object({ control: v.literal('choices'), options: v.array(v.string()) }),
	v.object({ control: v.literal('formula'), result: v.picklist(['any', 'boolean']) }),
	/** Old name to new. */
	v.object({ control: v.literal('renames') }),
	/** Column to type. */
	v.object({ control: v.literal('types'), options: v.array(v.string()) }),
	v.object({ control: v.literal('order') }),
	/** Another table of the project, or a branch of the recipe. */
	v.object({ control: v.literal('table') }),
	v.object({ control: v.literal('tables') }),
	/** Columns of the table that the field `table` names. */
	v.object({ control: v.literal('other-columns'), table: v.string() }),
	/** A column of the table that the field `table` names. */
	v.object({ control: v.literal('other-column'), table: v.string() }),
	/** Column of this table to column of the table that the field `table` names. */
	v.object({ control: v.literal('keys'), table: v.string() }),
	/** Aggregates of columns: the column, what its values come to, and the new column's name. */
	v.object({ control: v.literal('aggregates'), options: v.array(v.string()) }),
	/** Value to value. */
	v.object({ control: v.literal('replacements') }),
	/** A program found from examples; made in its own window. */
	v.object({ control: v.literal('program') }),
	/** Code: SQL over the previous step, or a function in TypeScript. */
	v.object({ control: v.literal('code'), language: v.picklist(['sql', 'typescript']) })
]);
export type Control = v.InferOutput<typeof ControlSchema>;

const WhenSchema = v.object({ field: v.string(), is: v.array(v.string()) });
/** Shown only while another field has one of these values. */
export type When = v.InferOutput<typeof WhenSchema>;

const FieldMetaSchema = v.object({ field: ControlSchema, when: v.optional(WhenSchema) });

export interface ParamField {
	readonly name: string;
	readonly control: Control;
	readonly when: When | null;
	/** May be left out; `initial` is then used, where there is one. */
	readonly optional: boolean;
	readonly initial: unknown;
}

export type ParamsSchema = v.StrictObjectSchema<v.ObjectEntries, undefined>;

/** The fields of an operation's parameters in the order they are declared. */
export function fieldsOf(params: ParamsSchema): ParamField[] {
	return Object.entries(params.entries).map(([name, entry]) => {
		const { field, when } = v.parse(FieldMetaSchema, v.getMetadata(entry));
		const optional = entry.type === 'optional';
		return { name, control: field, when: when ?? null, optional, initial: optional ? v.getDefault(entry) : undefined };
	});
}

/** Names of the other tables a step with these parameters reads. */
export function tablesRead(params: ParamsSchema, given: Readonly<Record<string, unknown>>): string[] {
	return fieldsOf(params).flatMap(({ name, control }) => {
		const value = given[name];
		if (control.control === 'table') return typeof value === 'string' ? [value] : [];
		if (control.control === 'code' && control.language === 'sql')
			return typeof value === 'string' ? tablesInSelect(value) : [];
		if (control.control === 'tables') return Array.isArray(value) ? value.map(String) : [];
		return [];
	});
}
