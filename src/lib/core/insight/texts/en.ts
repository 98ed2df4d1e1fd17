import type { InsightMend } from '../report';
import type { Facts, WarningCode } from '../warning';
import type { Writer } from '../../document/writer';

/** A sentence with the figures behind it. */
type Says = (facts: Facts, write: Writer) => string;

const listed = (fact: Facts[string] | undefined) => {
	const values = typeof fact === 'object' ? fact : [String(fact ?? '')];
	const shown = values.slice(0, 5).map((value) => `“${value}”`);
	return values.length > 5 ? `${shown.join(', ')} …` : shown.join(', ');
};
const percent = (facts: Facts, write: Writer, name = 'share') => {
	const share = Number(facts[name]);
	return write.percent(share, share < 0.01 ? 2 : 1);
};
const count = (facts: Facts, write: Writer, name = 'count') => write.count(Number(facts[name]));
const figure = (facts: Facts, write: Writer, name: string) => write.number(Number(facts[name]), 3);

const warnings: Readonly<Record<WarningCode, { readonly title: string; readonly says: Says }>> = {
	high_missing_ratio: {
		title: 'Mostly missing',
		says: (f, w) => `${percent(f, w)} of the values are missing.`
	},
	disguised_missing_values: {
		title: 'Words that mean missing',
		says: (f, w) => `${listed(f['values'])} in ${count(f, w)} cells only stands for a missing value.`
	},
	numeric_disguised_missing_value: {
		title: 'A number that means missing',
		says: (f, w) =>
			`${figure(f, w, 'value')} stands in ${count(f, w)} cells, far from all others: likely a missing value.`
	},
	categorical_rare_categories: {
		title: 'Rare categories',
		says: (f, w) => `${count(f, w)} below 0.5 % each, ${percent(f, w)} of the values together: ${listed(f['values'])}.`
	},
	categorical_typo_correction: {
		title: 'One category, several spellings',
		says: (f, w) => `${listed(f['values'])} in ${count(f, w)} cells is likely ${listed(f['to'])}.`
	},
	constant_column: {
		title: 'One value only',
		says: (f) => `Every value there is ${listed(f['value'])}: nothing can be learned from it.`
	},
	id_column: {
		title: 'An identifier',
		says: (f, w) => `${count(f, w, 'distinct')} different values name rows; a model would learn them by heart.`
	},
	high_cardinality: {
		title: 'Too many categories',
		says: (f, w) => `${count(f, w, 'distinct')} different values, ${percent(f, w)} of those there.`
	},
	non_numeric_values: {
		title: 'Not quite numbers',
		says: (f, w) => `${count(f, w)} values (${percent(f, w)}) in a column of numbers are none.`
	},
	duplicate_rows: {
		title: 'Repeated rows',
		says: (f, w) => `${percent(f, w)} of the rows repeat an earlier one.`
	},
	regression_frequent_label: {
		title: 'One frequent target',
		says: (f, w) => `${figure(f, w, 'value')} makes up ${percent(f, w)} of the target.`
	},
	too_few_instances_per_class: {
		title: 'Classes with few rows',
		says: (f, w) => `${listed(f['values'])}: fewer than 10 rows a class, ${count(f, w)} in the smallest.`
	},
	high_target_cardinality: {
		title: 'Too many classes',
		says: (f, w) => `The target has ${count(f, w, 'distinct')} classes; more than 100 cannot be learned here.`
	},
	classes_too_imbalanced: {
		title: 'Unequal classes',
		says: (f, w) =>
			`The largest class has ${figure(f, w, 'ratio')} times the rows of the smallest: ${listed(f['values'])}.`
	},
	very_small_minority_class: {
		title: 'A very small class',
		says: (f, w) => `${listed(f['values'])} holds ${percent(f, w)} of the rows.`
	},
	skewed_target: {
		title: 'Skewed target',
		says: (f, w) => `Skew ${figure(f, w, 'skew')}: few values lie far out on one side.`
	},
	heavy_tailed_target: {
		title: 'Heavy tails in the target',
		says: (f, w) => `Kurtosis ${figure(f, w, 'kurtosis')} (3 for a normal distribution).`
	},
	target_outliers: {
		title: 'Outliers in the target',
		says: (f, w) => `${count(f, w)} outside ${figure(f, w, 'lower')} to ${figure(f, w, 'upper')}.`
	},
	numbers_as_text: {
		title: 'Numbers kept as text',
		says: (f, w) => `All ${count(f, w)} values are numbers, stored as text.`
	},
	dates_as_text: {
		title: 'Dates kept as text',
		says: (f, w) => `${count(f, w)} values are dates, stored as text.`
	},
	target_leakage: {
		title: 'Gives the target away',
		says: (f, w) =>
			`Alone it reaches ${f['metric'] === 'auc' ? 'AUC' : 'R²'} ${figure(f, w, 'score')}: is it known before the target is?`
	},
	skewed_feature: {
		title: 'Skewed',
		says: (f, w) =>
			`Skew ${figure(f, w, 'skew')}${'common' in f ? `; ${percent(f, w)} of the values are ${figure(f, w, 'common')}` : ''}.`
	},
	feature_outliers: {
		title: 'Outliers',
		says: (f, w) => `${count(f, w)} (${percent(f, w)}) outside ${figure(f, w, 'lower')} to ${figure(f, w, 'upper')}.`
	}
};

/** What a step that mends does, in a few words. */
function mend({ op, params }: InsightMend): string {
	switch (op) {
		case 'drop-columns':
			return 'Drop the column';
		case 'fill-missing':
			return params['method'] === 'median' ? 'Fill with the median' : 'Fill with the most frequent';
		case 'replace-value':
			return 'to' in params ? `Write “${String(params['to'])}”` : 'Make them missing';
		case 'clean-text':
			return 'Trim and lower case';
		case 'rare-values':
			return params['fix'] === 'missing' ? 'Make them missing' : 'Put them into “other”';
		case 'one-hot':
			return 'One column a category';
		case 'cast':
			return 'Change the type';
		case 'drop-duplicates':
			return 'Drop repeats';
		case 'drop-listed':
			return 'Drop these rows';
		case 'keep-in-range':
			return 'Drop the rows beyond';
		case 'bin':
			return 'Ten bins of equal counts';
		case 'clip':
			return 'Limit to the bounds';
		case 'yeo-johnson':
			return 'Straighten (Yeo-Johnson)';
		case 'log1p':
			return 'Take the logarithm';
		case 'binarise':
			return 'Whether above it or not';
		case 'target-encode':
			return 'Encode by the target';
		case 'hash-encode':
			return 'Hash into 16 columns';
		case 'frequency-encode':
			return 'Encode by frequency';
		default:
			return op;
	}
}

/** What the data quality and insights report says, on screen, on paper and on the command line. */
export const reportTexts = {
	tag: 'en-GB',
	title: 'Data quality and insights',
	of: (table: string) => `Data quality and insights: ${table}`,
	basis: (rows: string, columns: string) => `${rows} rows, ${columns} columns.`,
	sampled: (model: string, power: string, analysis: string, seed: string) =>
		`The quick model is of ${model} rows, prediction power of ${power}, anomalies and relations of ${analysis}, chosen by seed ${seed}; everything else is of all rows.`,
	summary: {
		title: 'Summary',
		rows: 'Rows',
		columns: 'Columns',
		missing: 'Missing cells',
		invalid: 'Missing or no number',
		duplicates: 'Repeated rows',
		high: 'Grave warnings',
		types: 'Kinds of columns'
	},
	types: {
		numeric: 'numbers',
		categorical: 'categories',
		binary: 'two values',
		text: 'text',
		datetime: 'dates',
		unknown: 'empty'
	},
	warningsTitle: 'Warnings',
	noWarnings: 'Nothing to warn of.',
	wholeTable: 'the table',
	severity: 'Severity',
	severities: { high: 'high', med: 'medium', med_feature: 'medium', low: 'low' },
	what: 'What',
	evidence: 'Evidence',
	mends: 'What mends it',
	column: 'Column',
	warnings,
	mend,
	target: {
		title: 'Target',
		of: (name: string) => `Target: ${name}`,
		classes: (count: string) => `${count} classes`,
		class: 'Class',
		rows: 'Rows',
		share: 'Share',
		distribution: 'Distribution',
		classesSay: (name: string, share: string) => `The most frequent class is “${name}” with ${share}.`,
		numbersSay: (median: string, outliers: string) => `The median is ${median}; ${outliers} outliers.`,
		missing: 'Missing',
		invalid: 'Missing or no number',
		outliers: 'Outliers'
	},
	model: {
		title: 'Quick model',
		says: (rounds: string, train: string, test: string) =>
			`Boosted trees, ${rounds} rounds on ${train} rows, measured on ${test} others that they have not seen.`,
		not: (reason: string) => `There is no model: ${reason}.`,
		reasons: {
			'train/one-class': 'the target has one class only',
			'train/constant-target': 'the target is the same everywhere',
			'train/too-few-rows': 'too few rows have a target',
			'train/too-many-classes': 'the target has more than 100 classes',
			'train/no-features': 'no column is left to learn from'
		},
		metric: 'Metric',
		value: 'Value',
		metrics: {
			accuracy: 'Accuracy',
			balancedAccuracy: 'Balanced accuracy',
			auc: 'AUC',
			logLoss: 'Log loss',
			precision: 'Precision',
			recall: 'Recall',
			f1: 'F1',
			brier: 'Brier score',
			rmse: 'RMSE',
			mse: 'MSE',
			mae: 'MAE',
			r2: 'R²',
			maxError: 'Largest error',
			medianAbsoluteError: 'Median error'
		},
		confusion: 'Confusion matrix',
		truth: 'True class',
		called: (name: string) => `called ${name}`,
		confusionSays: (right: string, all: string) => `${right} of ${all} rows are on the diagonal: called what they are.`,
		dropped: (columns: string) => `Not used: ${columns}.`
	},
	importance: {
		title: 'Importance',
		says: (column: string, rise: string) => `Shuffling “${column}” costs most: the loss rises by ${rise}.`,
		none: 'The model does as well without any one column.',
		rise: 'Rise of the loss',
		spread: 'Spread (sd)'
	},
	features: {
		title: 'Columns',
		type: 'Kind',
		power: 'Prediction power',
		interval: '95 % interval',
		missing: 'Missing',
		distinct: 'Distinct',
		distribution: 'Distribution',
		median: 'Median',
		mean: 'Mean',
		std: 'Standard deviation',
		skew: 'Skew',
		kurtosis: 'Kurtosis',
		outliers: 'Outliers',
		vif: 'VIF',
		leakage: 'Alone',
		patterns: 'How texts are written'
	},
	relations: {
		title: 'Strongest relations',
		pair: 'Columns',
		measure: 'Measure',
		strength: 'Strength',
		pearson: 'Pearson',
		spearman: 'Spearman',
		cramersV: 'Cramér’s V',
		correlationRatio: 'Correlation ratio'
	},
	anomalies: { title: 'Most unusual rows', score: 'Isolation score', row: 'Row' },
	duplicates: { title: 'Most frequent repeated rows', times: 'Times' },
	none: 'None.',
	definitionsTitle: 'Definitions',
	definitions: [
		'Prediction power: the share of a naive guesser’s loss that small trees on this column alone save on rows they have not seen, over five folds dealt twice. The interval is at 95 % and allows for rows that folds share (Nadeau and Bengio).',
		'Importance: how much the loss on unseen rows rises when a column’s values are shuffled among them, as a share of what a guesser loses that knows no column.',
		'Outliers: values beyond 5 robust standard deviations of the median; those are taken after clipping to the 5th and 95th percentile.',
		'Skew: m3 / sd³. Kurtosis: m4 / sd⁴, 3 for a normal distribution.',
		'Isolation score: below 0 for a row that is easier to single out than most (isolation forest).',
		'VIF: 1 / (1 - R²) of a column of numbers by the others; above 5 is high.',
		'Missing: nothing, empty or white space only. No number: not to be read as a finite number, in a column of numbers.'
	]
};
export type ReportTexts = typeof reportTexts;
