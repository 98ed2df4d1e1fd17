import { AppError } from '../errors';
import { checkFormula, columnsOf, type Expression } from '../recipe/formula/check';
import { formulaSql, formulaSqlType } from '../recipe/formula/compile';
import type { Field, TableSchema } from '../table/schema';
import type { ComputedFeature, FeatureGroup } from './group';

/** A computed feature whose formula fits its columns. */
export interface Computation {
	readonly name: string;
	readonly expression: Expression;
	/** DuckDB's type of what it gives. */
	readonly type: string;
	/** Columns it reads, features and what the reader tells. */
	readonly columns: readonly string[];
}

/** Checks a group's formulas over features and request values of these types. Errors: recipe/formula-invalid, feature/group-invalid. */
export function computations(
	computed: readonly ComputedFeature[],
	features: TableSchema,
	request: TableSchema
): Computation[] {
	return computed.map(({ name, formula }) => {
		const expression = checkFormula(formula, [...features, ...request]);
		return { name, expression, type: formulaSqlType(expression), columns: columnsOf(expression) };
	});
}

/** Whether no name stands for two things and every formula holds. Errors: table/column-duplicate, feature/group-invalid, recipe/formula-invalid. */
export function checkComputed(group: FeatureGroup): void {
	const taken = new Set(group.features.map(({ name }) => name.toLowerCase()));
	for (const { name } of [...group.computed, ...group.request]) {
		if (name.trim() === '')
			throw new AppError('feature/group-invalid', { group: group.name, reason: 'a name is empty' });
		if (taken.has(name.toLowerCase())) throw new AppError('table/column-duplicate', { column: name });
		taken.add(name.toLowerCase());
	}
	computations(group.computed, group.features, group.request);
}

/** A computation as SQL, its columns under the names that `rename` gives. */
export function computationSql({ expression }: Computation, rename: (column: string) => string): string {
	return formulaSql(renamed(expression, rename));
}

function renamed(expression: Expression, rename: (column: string) => string): Expression {
	if (expression.kind === 'literal') return expression;
	if (expression.kind === 'call') return { ...expression, args: expression.args.map((arg) => renamed(arg, rename)) };
	const field: Field = { ...expression.field, name: rename(expression.field.name) };
	return { ...expression, field };
}
