import type { InsightMend } from './report';

export const warningCodes = [
	'high_missing_ratio',
	'disguised_missing_values',
	'numeric_disguised_missing_value',
	'categorical_rare_categories',
	'categorical_typo_correction',
	'constant_column',
	'id_column',
	'high_cardinality',
	'non_numeric_values',
	'duplicate_rows',
	'regression_frequent_label',
	'too_few_instances_per_class',
	'high_target_cardinality',
	'classes_too_imbalanced',
	'very_small_minority_class',
	'skewed_target',
	'heavy_tailed_target',
	'target_outliers',
	'numbers_as_text',
	'dates_as_text',
	'target_leakage',
	'skewed_feature',
	'feature_outliers'
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** `med_feature`: medium, and of one feature only. */
export type Severity = 'high' | 'med' | 'low' | 'med_feature';

/** From the gravest to the mildest. */
export const severityOrder: readonly Severity[] = ['high', 'med', 'med_feature', 'low'];

export const severities: Readonly<Record<WarningCode, Severity>> = {
	high_missing_ratio: 'med_feature',
	disguised_missing_values: 'high',
	numeric_disguised_missing_value: 'med_feature',
	categorical_rare_categories: 'med_feature',
	categorical_typo_correction: 'med_feature',
	constant_column: 'med_feature',
	id_column: 'med_feature',
	high_cardinality: 'med_feature',
	non_numeric_values: 'med_feature',
	duplicate_rows: 'med',
	regression_frequent_label: 'high',
	too_few_instances_per_class: 'med',
	high_target_cardinality: 'high',
	classes_too_imbalanced: 'med',
	very_small_minority_class: 'high',
	skewed_target: 'high',
	heavy_tailed_target: 'high',
	target_outliers: 'high',
	numbers_as_text: 'med_feature',
	dates_as_text: 'low',
	target_leakage: 'high',
	skewed_feature: 'low',
	feature_outliers: 'low'
};

export type Facts = Readonly<Record<string, number | string | readonly string[]>>;

/** What is wrong, with the figures behind it, and the steps that mend it, the likeliest first. */
export interface InsightWarning {
	readonly code: WarningCode;
	readonly severity: Severity;
	/** null: of the whole table. */
	readonly column: string | null;
	readonly facts: Facts;
	readonly mends: readonly InsightMend[];
}

/** Thresholds as the report's definitions say them. */
export const thresholds = {
	/** Share of missing cells. */
	missing: 0.5,
	/** Share of distinct values among those there, of categories. */
	cardinality: 0.9,
	/** A category below this share of the values is rare. */
	rare: 0.005,
	/** |skew| above is skewed. */
	skew: 3,
	/** Pearson kurtosis above is heavy-tailed. */
	kurtosis: 10,
	/** A value of a numeric target above this share is frequent. */
	frequentLabel: 0.1,
	/** Rows a class needs. */
	classRows: 10,
	/** Classes a target may have. */
	classes: 100,
	/** Rows of the largest class for one of the smallest. */
	imbalance: 20,
	/** Share of a small minority. */
	minority: 0.01,
	/** Share of a text column's values that are numbers, or dates, from which it holds them. */
	parsed: 0.9,
	/** Share of one number above which a column is that number or not. */
	inflated: 0.5,
	/** Share of rows with one sentinel number. */
	sentinel: 0.01,
	/** Held-out AUC or R² of a column that gives the target away. */
	leakage: 0.95
} as const;
