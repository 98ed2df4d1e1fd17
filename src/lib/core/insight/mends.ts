import type { Json } from '../json';
import { formulaName } from '../recipe/suggest';
import type { InsightMend } from './report';
import type { Facts, WarningCode } from './warning';

type Makes = (column: string, facts: Facts) => readonly InsightMend[];
type Fact = Facts[string] | undefined;

const step = (op: string, params: Readonly<Record<string, Json>>): InsightMend => ({ op, params });
const drop = (column: string) => [step('drop-columns', { columns: [column] })];
const limit = (column: string) => step('clip', { columns: [column] });
const asMissing = (column: string, values: Fact) => step('replace-value', { columns: [column], from: listOf(values) });
const castTo = (type: string) => (column: string) => [step('cast', { columns: { [column]: type } })];
/** Keeps rows by a condition in the formula language. */
const keep = (condition: string) => step('filter', { condition });
const listOf = (fact: Fact): Json[] => (typeof fact === 'object' ? [...fact] : [fact ?? '']);
const quoted = (value: Fact) => `'${String(value ?? '').replaceAll("'", "''")}'`;
const differs = (column: string, value: Fact) =>
	keep(`${formulaName(column)} <> ${typeof value === 'number' ? value : quoted(value)}`);
const logOf = (column: string, least: Fact): InsightMend[] =>
	Number(least) >= 0 ? [step('formula', { name: `ln_${column}`, formula: `ln(${formulaName(column)} + 1)` })] : [];

/** The recommended steps of every warning, the likeliest first: a better operation for one is a line here. */
const table: Readonly<Record<WarningCode, Makes>> = {
	high_missing_ratio: (column, { numeric }) => [
		...drop(column),
		step('fill-missing', { columns: [column], method: numeric === 1 ? 'median' : 'mode' })
	],
	disguised_missing_values: (column, { values }) => [asMissing(column, values)],
	numeric_disguised_missing_value: (column, { value }) => [asMissing(column, value)],
	categorical_rare_categories: (column, { kept }) => [
		step('one-hot', { columns: [column], maxCategories: Math.min(1000, Math.max(1, Number(kept))) })
	],
	categorical_typo_correction: (column, { values, to }) => [
		step('replace-value', { columns: [column], from: listOf(values), to: String(to) }),
		step('clean-text', { columns: [column], trim: true, collapse: true, case: 'lower' })
	],
	constant_column: drop,
	id_column: drop,
	high_cardinality: drop,
	non_numeric_values: castTo('DOUBLE'),
	duplicate_rows: () => [step('drop-duplicates', {})],
	regression_frequent_label: (column, { value }) => [differs(column, value), asMissing(column, value)],
	too_few_instances_per_class: (column, { value }) => [differs(column, value)],
	high_target_cardinality: (column, { numeric }) =>
		numeric === 1 ? [step('bin', { column, method: 'quantile', count: 10 })] : castTo('DOUBLE')(column),
	classes_too_imbalanced: (column, { value }) => [differs(column, value)],
	very_small_minority_class: (column, { value }) => [differs(column, value)],
	skewed_target: (column, { min }) => [...logOf(column, min), limit(column)],
	heavy_tailed_target: (column, { min }) => [limit(column), ...logOf(column, min)],
	target_outliers: (column, { lower, upper }) => [
		keep(`${formulaName(column)} >= ${lower} and ${formulaName(column)} <= ${upper}`),
		limit(column)
	],
	numbers_as_text: castTo('DOUBLE'),
	dates_as_text: castTo('TIMESTAMP'),
	target_leakage: drop
};

/** Steps that mend a warning; `column` is null where it is of the whole table. */
export function mendsFor(code: WarningCode, column: string | null, facts: Facts): readonly InsightMend[] {
	return table[code](column ?? '', facts);
}
