import { fieldsOf } from './control';
import type { Operation } from './operation';
import { parameterOf } from './parameter';

/** A step's parameters as the words of a sentence, defaults filled in; a parameter of the recipe in their place is written `$name`. */
export interface StepWords {
	/** One text; "" where there is none. */
	text(param: string): string;
	texts(param: string): readonly string[];
	pairs(param: string): readonly (readonly [string, string])[];
	is(param: string, value: string | boolean): boolean;
}

export function stepWords(operation: Operation, params: Readonly<Record<string, unknown>>): StepWords {
	const initials = new Map(fieldsOf(operation.params).map(({ name, initial }) => [name, initial]));
	const value = (param: string): unknown => params[param] ?? initials.get(param);
	return {
		text: (param) => word(value(param)),
		texts: (param) => {
			const found = value(param);
			if (parameterOf(found) !== null) return [word(found)];
			return Array.isArray(found) ? found.map(word) : [];
		},
		pairs: (param) => {
			const found = value(param);
			if (parameterOf(found) !== null) return [[word(found), '']];
			if (Array.isArray(found)) return found.map(orderPair);
			return typeof found === 'object' && found !== null
				? Object.entries(found).map(([key, each]) => [key, word(each)] as const)
				: [];
		},
		is: (param, wanted) => value(param) === wanted
	};
}

function word(value: unknown): string {
	const parameter = parameterOf(value);
	if (parameter !== null) return `$${parameter}`;
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function orderPair(entry: unknown): readonly [string, string] {
	if (typeof entry !== 'object' || entry === null) return ['', ''];
	const found = new Map(Object.entries(entry));
	return [word(found.get('column')), word(found.get('direction') ?? found.get('aggregate')) || 'ascending'];
}
