import type { Json } from '../json';
import { fieldsOf, type Control, type ParamsSchema } from './control';

/** An operation's parameters as JSON Schema (2020-12), drawn from the same fields as the form. */
export function paramsJsonSchema(params: ParamsSchema): Json {
	const fields = fieldsOf(params);
	return {
		type: 'object',
		properties: Object.fromEntries(
			fields.map(({ name, control, initial, when }) => {
				const schema = controlSchema(control);
				return [
					name,
					{
						...schema,
						...(isJson(initial) && { default: initial }),
						...(when && { description: `used when ${when.field} is ${when.is.join(' or ')}` })
					}
				];
			})
		),
		required: fields.filter(({ optional }) => !optional).map(({ name }) => name),
		additionalProperties: false
	};
}

function isJson(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

const name = { type: 'string', minLength: 1 } as const;
const value = { type: ['string', 'number', 'boolean'] } as const;

function controlSchema(control: Control): { readonly [key: string]: Json } {
	switch (control.control) {
		case 'column':
			return { ...name, 'x-column': control.accepts };
		case 'columns':
			return { type: 'array', items: name, minItems: 1, 'x-column': control.accepts };
		case 'name':
			return name;
		case 'formula':
			return { ...name, 'x-formula': control.result };
		case 'choice':
			return { enum: control.options };
		case 'choices':
			return { type: 'array', items: { enum: control.options }, minItems: 1 };
		case 'number':
			return {
				type: control.integer ? 'integer' : 'number',
				...(control.min !== null && { minimum: control.min }),
				...(control.max !== null && { maximum: control.max })
			};
		case 'boolean':
			return { type: 'boolean' };
		case 'text':
			return { type: 'string' };
		case 'value':
			return value;
		case 'values':
			return { type: 'array', items: value };
		case 'numbers':
			return { type: 'array', items: { type: 'number' } };
		case 'renames':
			return { type: 'object', additionalProperties: name, minProperties: 1 };
		case 'types':
			return { type: 'object', additionalProperties: { enum: control.options }, minProperties: 1 };
		case 'table':
			return { ...name, 'x-table': true };
		case 'tables':
			return { type: 'array', items: { ...name, 'x-table': true } };
		case 'other-columns':
			return { type: 'array', items: name, minItems: 1, 'x-table-of': control.table };
		case 'other-column':
			return { ...name, 'x-table-of': control.table };
		case 'aggregates':
			return {
				type: 'array',
				minItems: 1,
				items: {
					type: 'object',
					properties: { column: name, aggregate: { enum: control.options }, name },
					required: ['aggregate'],
					additionalProperties: false
				}
			};
		case 'keys':
			return { type: 'object', additionalProperties: name, 'x-table-of': control.table };
		case 'replacements':
			return { type: 'object', additionalProperties: { type: 'string' }, minProperties: 1 };
		case 'program':
			return { type: 'array', items: { type: 'object' }, minItems: 1 };
		case 'code':
			return { ...name, 'x-language': control.language };
		case 'order':
			return {
				type: 'array',
				minItems: 1,
				items: {
					type: 'object',
					properties: { column: name, direction: { enum: ['ascending', 'descending'], default: 'ascending' } },
					required: ['column'],
					additionalProperties: false
				}
			};
	}
}
