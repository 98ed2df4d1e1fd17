import type { WarningCode } from './warning';

/** What each warning says, in the words of the command line and of the file it writes. */
export const warningTexts: Readonly<Record<WarningCode, string>> = {
	high_missing_ratio: 'More than half of the values are missing.',
	disguised_missing_values: 'Some values only stand for a missing one.',
	numeric_disguised_missing_value: 'One number far from all others likely stands for a missing value.',
	categorical_rare_categories: 'Some categories hold less than 0.5 % of the rows.',
	categorical_typo_correction: 'One category is written in several ways.',
	constant_column: 'There is one value only.',
	id_column: 'The values look like identifiers.',
	high_cardinality: 'More than nine in ten values are different ones.',
	non_numeric_values: 'A few values in a column of numbers are no numbers.',
	duplicate_rows: 'Some rows repeat earlier ones.',
	regression_frequent_label: 'One value makes up more than 10 % of the target.',
	too_few_instances_per_class: 'A class has fewer than 10 rows.',
	high_target_cardinality: 'The target has more than 100 classes.',
	classes_too_imbalanced: 'The largest class has more than 20 times the rows of the smallest.',
	very_small_minority_class: 'The smallest class holds less than 1 % of the rows.',
	skewed_target: 'The target is skewed: |skew| is above 3.',
	heavy_tailed_target: 'The target has heavy tails: kurtosis is above 10.',
	target_outliers: 'Some targets lie beyond 5 robust standard deviations of the median.',
	numbers_as_text: 'The numbers are stored as text.',
	dates_as_text: 'The dates are stored as text.',
	target_leakage: 'This column alone gives the target away.'
};
