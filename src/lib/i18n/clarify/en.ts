import { metricTexts } from '$lib/core/clarify/texts/metric-en';
import { effects } from './effects-en';
import { errors } from './errors-en';
import { bias } from './bias-en';
import { explain } from './explain-en';
import { limits } from './limits-en';
import { mend } from './mend-en';
import { whatIf } from './what-if-en';
import { report } from './report-en';

export const clarify = {
	title: 'Fairness',
	lead: 'Whether a group fares worse than the rest, in the data and in the predictions, and what can be done.',
	empty: {
		title: 'No table to look at yet',
		text: 'Fairness needs a dataset with an outcome and a column that tells groups apart.',
		action: 'Import a table'
	},
	settings: 'What to look at',
	dataset: 'Table',
	label: 'Outcome',
	labelHint: 'the label: what was decided',
	positive: 'Good outcome',
	outcome: {
		reading: 'Read outcome as',
		values: 'values, some of them good',
		above: 'Good above',
		aboveHint: 'the median, until you choose; labels and predictions are cut alike',
		also: 'And also',
		alsoNone: 'add another good value …',
		remove: (value: string) => `${value} is not good`
	},
	facet: 'Groups by',
	facetHint: 'the facet: whom to compare with the rest',
	threshold: 'Above',
	thresholdHint: 'a number column is cut here; the group is what lies above',
	group: 'Within',
	groupHint: 'compares like with like, for CDDL',
	noGroup: 'all rows together',
	model: 'Model',
	modelNone: 'no model of this table yet',
	measuring: 'Measuring bias',
	value: 'Group',
	against: (who: string, n: string, rest: string) => `${who}: ${n} rows, against ${rest} others.`,
	missing: {
		facet: (n: string) => `${n} rows without a group count with the others.`,
		label: (n: string) => `${n} rows without an outcome are left out.`,
		predicted: (n: string) => `${n} rows without a prediction are left out of the lower part.`,
		group: (n: string) => `${n} rows without a value to compare within are left out of CDDL.`
	},
	before: 'In the data',
	beforeNote: (n: string) => `All ${n} rows.`,
	after: 'In the predictions',
	afterNote: (n: string) => `The ${n} rows the model had not seen.`,
	afterAllNote: (n: string) =>
		`All ${n} rows, predicted now. Rows the model learned from make it look better than it is.`,
	afterNone: 'Train a model on this table and its predictions are measured here, beside the data.',
	afterAction: 'Train a model',
	columns: { metric: 'Metric', line: 'Value, 95 % interval', bars: 'Group and rest', sentence: 'In words' },
	interval: (low: string, high: string) => `95 % between ${low} and ${high}`,
	ties: (low: string, high: string) => `${low} to ${high} over the ways ties can break`,
	fair: (value: string) => `no bias at ${value}`,
	bar: { facet: 'group', rest: 'rest' },
	notDefined: 'not defined',
	...metricTexts,
	views: {
		label: 'What is shown',
		bias: 'Bias',
		mend: 'Mend',
		explain: 'Explain',
		'what-if': 'What if',
		errors: 'Errors'
	},
	limits,
	report,
	bias,
	mend,
	explain,
	whatIf,
	effects,
	errors
};
