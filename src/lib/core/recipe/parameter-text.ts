import * as v from 'valibot';
import type { Json } from '../json';
import { JsonSchema } from './recipe';

const ReadSchema = v.pipe(v.string(), v.parseJson(), JsonSchema);

/** A parameter's value as it is typed: a text bare, where it would not be read as something else. */
export function parameterText(value: Json): string {
	return typeof value === 'string' && parameterValue(value) === value ? value : JSON.stringify(value);
}

/** What a person typed as a value: a number, true, a list in brackets, else a text. */
export function parameterValue(text: string): Json {
	const read = v.safeParse(ReadSchema, text);
	return read.success ? read.output : text;
}
