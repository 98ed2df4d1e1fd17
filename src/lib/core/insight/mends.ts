import type { Json } from '../json';
import type { InsightMend } from './report';
import { thresholds, type Facts, type WarningCode } from './warning';

type Makes = (column: string, facts: Facts) => readonly InsightMend[];
type Fact = Facts[string] | undefined;

const step = (op: string, params: Readonly<Record<string, Json>>): InsightMend => ({ op, params });
const drop = (column: string) => [step('drop-columns', { columns: [column] })];
const limit = (column: string, { lower, upper }: Facts): InsightMend[] =>
	typeof lower === 'number' && typeof upper === 'number'
		? [step('clip', { columns: [column], method: 'bounds', lower, upper })]
		: [step('clip', { columns: [column] })];
const asMissing = (column: string, values: Fact) => step('replace-value', { columns: [column], from: listOf(values) });
const castTo = (type: string) => (column: string) => [step('cast', { columns: { [column]: type } })];
const listOf = (fact: Fact): Json[] => (typeof fact === 'object' ? [...fact] : [fact ?? '']);
const dropRows = (column: string, values: Fact) => step('drop-listed', { column, values: listOf(values) });
const dropClasses = (column: string, { values }: Facts) => [dropRows(column, values)];
/** Straightens a skewed column in its place. */
const straighten = (column: string, least: Fact): InsightMend[] => [
	step('yeo-johnson', { columns: [column] }),
	...(Number(least) >= 0 ? [step('log1p', { columns: [column] })] : [])
];
const rare = (column: string, fix: 'other' | 'missing') =>
	step('rare-values', { columns: [column], atLeast: thresholds.rare, fix });

/** The recommended steps of every warning, the likeliest first: a better operation for one is a line here. */
const table: Readonly<Record<WarningCode, Makes>> = {
	high_missing_ratio: (column, { numeric }) => [
		...drop(column),
		step('fill-missing', { columns: [column], method: numeric === 1 ? 'median' : 'mode' })
	],
	disguised_missing_values: (column, { values }) => [asMissing(column, values)],
	numeric_disguised_missing_value: (column, { value }) => [asMissing(column, value)],
	categorical_rare_categories: (column, { kept, count, share }) => [
		// together they must be many enough not to be rare themselves
		...(Number(count) > 1 && Number(share) >= thresholds.rare
			? [rare(column, 'other'), rare(column, 'missing')]
			: [rare(column, 'missing')]),
		step('one-hot', { columns: [column], maxCategories: Math.min(1000, Math.max(1, Number(kept))) })
	],
	categorical_typo_correction: (column, { values, to }) => [
		step('replace-value', { columns: [column], from: listOf(values), to: String(to) }),
		step('clean-text', { columns: [column], trim: true, collapse: true, case: 'lower' })
	],
	constant_column: drop,
	id_column: drop,
	high_cardinality: (column, { target }) => [
		...(typeof target === 'string' ? [step('target-encode', { columns: [column], target })] : drop(column)),
		step('hash-encode', { columns: [column], name: `${column}_hash` }),
		...(typeof target === 'string' ? drop(column) : [step('frequency-encode', { columns: [column] })])
	],
	non_numeric_values: castTo('DOUBLE'),
	duplicate_rows: () => [step('drop-duplicates', {})],
	regression_frequent_label: (column, { value }) => [dropRows(column, value), asMissing(column, value)],
	too_few_instances_per_class: dropClasses,
	high_target_cardinality: (column, { numeric }) =>
		numeric === 1 ? [step('bin', { column, method: 'quantile', count: 10 })] : castTo('DOUBLE')(column),
	classes_too_imbalanced: dropClasses,
	very_small_minority_class: dropClasses,
	skewed_target: (column, facts) => [...straighten(column, facts['min']), ...limit(column, facts)],
	heavy_tailed_target: (column, facts) => [...limit(column, facts), ...straighten(column, facts['min'])],
	target_outliers: (column, facts) => [
		...limit(column, facts),
		step('keep-in-range', { column, least: Number(facts['lower']), most: Number(facts['upper']) })
	],
	numbers_as_text: castTo('DOUBLE'),
	dates_as_text: castTo('TIMESTAMP'),
	target_leakage: drop,
	skewed_feature: (column, { min, common }) => [
		...(typeof common === 'number' ? [step('binarise', { columns: [column], threshold: common })] : []),
		...straighten(column, min)
	],
	feature_outliers: (column, facts) => limit(column, facts)
};

/** Steps that mend a warning; `column` is null where it is of the whole table. */
export function mendsFor(code: WarningCode, column: string | null, facts: Facts): readonly InsightMend[] {
	return table[code](column ?? '', facts);
}
