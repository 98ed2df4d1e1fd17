import * as v from 'valibot';
import { AppError } from '../errors';
import type { Json } from '../json';
import { stepsOf, type Line } from './edit';
import { fieldsOf, tablesRead, type ParamsSchema } from './control';
import { fillFormula, parametersIn, renameInFormula } from './formula/fill-parameters';
import { operations } from './operations';
import { JsonSchema, type Recipe, type RecipeParameter, type RecipeStep } from './recipe';

/** How a parameter may be called, so that formulas can name it. */
export const parameterNamePattern = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

const ReferenceSchema = v.strictObject({ parameter: v.string() });

/** The name in `{"parameter": name}`; null for any other value. */
export function parameterOf(value: unknown): string | null {
	const reference = v.safeParse(ReferenceSchema, value);
	return reference.success ? reference.output.parameter : null;
}

/** Parameters of a step with the recipe's filled in: `{"parameter": name}`, and `$name` in formulas. Throws recipe/parameter-missing. */
export function filledIn(
	schema: ParamsSchema,
	params: RecipeStep['params'],
	parameters: readonly RecipeParameter[] = []
): RecipeStep['params'] {
	const valueOf = (name: string): Json => {
		const found = parameters.find((parameter) => parameter.name === name);
		if (!found) throw new AppError('recipe/parameter-missing', { parameter: name });
		return found.value;
	};
	const formulas = formulaFields(schema);
	return Object.fromEntries(
		Object.entries(params).map(([key, value]) => {
			const name = parameterOf(value);
			if (name !== null) return [key, valueOf(name)];
			return [key, formulas.has(key) && typeof value === 'string' ? fillFormula(value, valueOf) : value];
		})
	);
}

/** Names of the other tables a step reads, those that a parameter names too. */
export function tablesOfStep({ op, params }: RecipeStep, parameters: readonly RecipeParameter[] = []): string[] {
	const operation = operations.find(({ id }) => id === op);
	if (!operation) return [];
	const known = Object.entries(params).map(([key, value]) => {
		const name = parameterOf(value);
		return [key, name === null ? value : parameters.find((parameter) => parameter.name === name)?.value] as const;
	});
	return tablesRead(operation.params, Object.fromEntries(known));
}

function formulaFields(schema: ParamsSchema): Set<string> {
	return new Set(fieldsOf(schema).flatMap(({ name, control }) => (control.control === 'formula' ? name : [])));
}

/** The steps that take a parameter. */
export function usesOf(recipe: Recipe, name: string): { readonly line: Line; readonly index: number }[] {
	const lines: Line[] = [null, ...(recipe.branches ?? []).map((branch) => branch.name)];
	return lines.flatMap((line) =>
		stepsOf(recipe, line).flatMap((step, index) => (namesIn(step).includes(name) ? [{ line, index }] : []))
	);
}

function namesIn({ op, params }: RecipeStep): string[] {
	const operation = operations.find(({ id }) => id === op);
	const formulas = operation ? formulaFields(operation.params) : new Set<string>();
	return Object.entries(params).flatMap(([key, value]) =>
		formulas.has(key) && typeof value === 'string' ? parametersIn(value) : (parameterOf(value) ?? [])
	);
}

/** A recipe with a parameter added, or with the one called `old` changed, also where steps name it. */
export function putParameter(recipe: Recipe, parameter: RecipeParameter, old: string | null): Recipe {
	const parameters = recipe.parameters ?? [];
	if (old === null) return { ...recipe, parameters: [...parameters, parameter] };
	const changed = { ...recipe, parameters: parameters.map((each) => (each.name === old ? parameter : each)) };
	if (old === parameter.name) return changed;
	return eachStep(changed, (formulas, key, value) => {
		if (parameterOf(value) === old) return { parameter: parameter.name };
		return formulas.has(key) && typeof value === 'string' ? renameInFormula(value, old, parameter.name) : value;
	});
}

/** A recipe without a parameter; its value takes its place in the steps, so that they go on doing the same. */
export function removeParameter(recipe: Recipe, name: string): Recipe {
	const parameters = recipe.parameters ?? [];
	const gone = parameters.find((parameter) => parameter.name === name);
	if (!gone) return recipe;
	const without = eachStep(recipe, (formulas, key, value) => {
		if (parameterOf(value) === name) return gone.value;
		if (!formulas.has(key) || typeof value !== 'string') return value;
		return fillFormula(value, (each) => (each === name ? gone.value : undefined));
	});
	return { ...without, parameters: parameters.filter((parameter) => parameter !== gone) };
}

/**
 * A recipe with parameters given as text (the command line's `--set`), each read as the type of the value it had. Throws
 * recipe/parameter-missing and recipe/parameter-invalid.
 */
export function setParameters(recipe: Recipe, given: Readonly<Record<string, string>>): Recipe {
	return Object.entries(given).reduce((changed, [name, text]) => {
		const parameter = changed.parameters?.find((each) => each.name === name);
		if (!parameter) throw new AppError('recipe/parameter-missing', { parameter: name });
		return putParameter(changed, { ...parameter, value: readAs(parameter, text) }, name);
	}, recipe);
}

function readAs({ name, value }: RecipeParameter, text: string): Json {
	const refuse = (wanted: string) => new AppError('recipe/parameter-invalid', { parameter: name, wanted, found: text });
	if (typeof value === 'string') return text;
	if (typeof value === 'number') {
		const number = Number(text);
		if (text.trim() === '' || !Number.isFinite(number)) throw refuse('number');
		return number;
	}
	if (typeof value === 'boolean') {
		if (text !== 'true' && text !== 'false') throw refuse('true or false');
		return text === 'true';
	}
	if (value === null) return text;
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), JsonSchema), text);
	if (!parsed.success || Array.isArray(parsed.output) !== Array.isArray(value)) throw refuse('JSON');
	return parsed.output;
}

function eachStep(recipe: Recipe, change: (formulas: ReadonlySet<string>, key: string, value: Json) => Json): Recipe {
	const changed = (steps: readonly RecipeStep[]): RecipeStep[] =>
		steps.map((step) => {
			const operation = operations.find(({ id }) => id === step.op);
			const formulas = operation ? formulaFields(operation.params) : new Set<string>();
			const entries = Object.entries(step.params).map(([key, value]) => [key, change(formulas, key, value)] as const);
			return { ...step, params: Object.fromEntries(entries) };
		});
	return {
		...recipe,
		steps: changed(recipe.steps),
		...(recipe.branches && {
			branches: recipe.branches.map((branch) => ({ ...branch, steps: changed(branch.steps) }))
		})
	};
}
