import type { Mitigation } from '../mitigation-trial';
import type { Criterion } from '../threshold';
import type { GroupRate } from '../group-rate';
import type { PredictionSource } from '../report';
import type { EstimatorName } from '../../train/job';
import { ruleTexts, type RuleTexts } from './rule-en';
import { mitigationNames } from './mitigation-en';
import { metricTexts, type MetricTexts } from './metric-en';

/** Words of the audit report. Figures come in written out. */
export interface AuditTexts extends MetricTexts {
	/** Language tag. */
	readonly tag: string;
	readonly title: (model: string | null, dataset: string) => string;
	readonly made: (when: string) => string;
	readonly none: string;
	readonly notDefined: string;
	readonly group: (facet: string, value: string) => string;
	readonly quoted: (text: string) => string;
	readonly contents: string;
	readonly short: {
		readonly title: string;
		readonly groups: (count: string, rows: string) => string;
		readonly breaches: (count: string, of: string) => string;
		readonly within: (of: string) => string;
		readonly noLimits: string;
		readonly importance: (first: string, others: string) => string;
		readonly worst: (where: string, value: string, all: string) => string;
		readonly notMeasured: (parts: string) => string;
		/** Between parts that are listed. */
		readonly between: string;
	};
	readonly subject: {
		readonly title: string;
		readonly dataset: string;
		readonly size: (rows: string, columns: string) => string;
		readonly hash: string;
		readonly label: string;
		readonly positive: string;
		readonly facets: string;
		readonly within: string;
		readonly model: string;
		readonly modelHash: string;
		readonly about: (estimator: string, target: string, inputs: string) => string;
		readonly estimators: Readonly<Record<EstimatorName | 'graph', string>>;
		readonly predictions: string;
		readonly sources: Readonly<Record<PredictionSource, (rows: string, column: string) => string>>;
		readonly resampling: string;
		readonly draws: (count: string, seed: string) => string;
		readonly versions: string;
	};
	readonly bias: {
		readonly title: string;
		readonly lead: string;
		readonly overview: string;
		readonly overviewSays: (sentence: string) => string;
		readonly even: string;
		readonly size: (n: string, share: string, rest: string) => string;
		readonly before: string;
		readonly after: string;
		readonly metric: string;
		readonly value: string;
		readonly line: string;
		readonly interval: string;
		readonly says: string;
		readonly drawn: (metric: string, value: string, fair: string) => string;
		readonly ties: (low: string, high: string) => string;
		readonly leftOut: (count: string) => string;
		readonly missing: Readonly<Record<'facet' | 'label' | 'predicted' | 'group', (rows: string) => string>>;
	};
	readonly performance: {
		readonly title: string;
		readonly says: (group: string, own: string, rest: string) => string;
		readonly rate: string;
		readonly group: string;
		readonly rest: string;
		readonly all: string;
		readonly rates: Readonly<Record<GroupRate, string>>;
	};
	readonly limits: {
		readonly title: string;
		readonly lead: string;
		readonly limit: string;
		readonly who: string;
		readonly measured: string;
		readonly finding: string;
		readonly findings: Readonly<Record<'within' | 'beyond' | 'undefined' | 'absent' | 'small', string>>;
		readonly doubts: Readonly<Record<'chance' | 'ties', string>>;
	};
	readonly explanation: {
		readonly title: string;
		readonly basis: (rows: string, against: string, background: string) => string;
		readonly exact: string;
		readonly estimated: string;
		readonly methods: Readonly<Record<'tree' | 'tree-path' | 'linear' | 'exact' | 'kernel' | 'permutation', string>>;
		readonly outputs: Readonly<Record<'margin' | 'probability' | 'number', string>>;
		readonly importance: string;
		readonly importanceSays: (first: string, size: string) => string;
		readonly swarm: string;
		readonly swarmSays: (first: string) => string;
		readonly column: string;
		readonly meanAbs: string;
		readonly least: string;
		readonly middle: string;
		readonly most: string;
		readonly row: (number: string) => string;
		readonly rowKinds: Readonly<Record<'lowest' | 'middle' | 'highest', string>>;
		readonly rowSays: (base: string, answer: string, first: string) => string;
		readonly value: string;
		readonly adds: string;
		readonly error: string;
		readonly others: (count: string) => string;
		readonly dependence: (column: string) => string;
		readonly dependenceSays: (low: string, lowAdds: string, high: string, highAdds: string) => string;
		readonly rows: string;
		readonly from: (low: string, high: string) => string;
		readonly missing: string;
		readonly noRows: string;
	};
	readonly pairs: {
		readonly title: string;
		readonly lead: (rows: string) => string;
		readonly says: (first: string, second: string, size: string) => string;
		readonly more: (count: string) => string;
		readonly none: string;
		readonly first: string;
		readonly second: string;
	};
	readonly effects: {
		readonly title: string;
		readonly lead: string;
		readonly of: (column: string) => string;
		readonly says: Readonly<Record<'pdp' | 'ice' | 'ale', (low: string, high: string, mean: string) => string>>;
		readonly place: string;
		readonly answer: string;
		readonly support: string;
	};
	readonly errors: {
		readonly title: string;
		readonly basis: (measured: string, found: string) => string;
		readonly says: Readonly<Record<'classification' | 'regression', (value: string) => string>>;
		readonly where: string;
		readonly wrong: Readonly<Record<'classification' | 'regression', string>>;
		readonly share: string;
		readonly rows: string;
		readonly worse: string;
		readonly rule: RuleTexts;
	};
	readonly mitigations: {
		readonly title: string;
		readonly basis: (estimator: string, train: string, test: string, splits: string) => string;
		readonly estimators: Readonly<Record<'linear' | 'trees', string>>;
		readonly sampled: (rows: string) => string;
		readonly chart: string;
		readonly says: (name: string, gap: string, gapBefore: string, accuracy: string, accuracyBefore: string) => string;
		/** Where some split without it has a smaller gap than some split with it. */
		readonly perhaps: string;
		readonly saysNone: (gap: string) => string;
		readonly noGap: string;
		readonly impossible: (names: string) => string;
		readonly mitigation: string;
		readonly asIs: string;
		readonly ways: Readonly<Record<Mitigation, string>>;
		readonly of: (name: string, criterion: string) => string;
		readonly criteria: Readonly<Record<Criterion, string>>;
		readonly gaps: Readonly<Record<Criterion, string>>;
		readonly accuracy: string;
		readonly auc: string;
	};
	readonly changes: {
		readonly title: string;
		readonly row: (number: string) => string;
		readonly usualRow: string;
		readonly asked: (row: string, before: string, wanted: string) => string;
		readonly says: (count: string) => string;
		readonly already: string;
		readonly none: string;
		readonly noneInTime: string;
		readonly closest: (answer: string) => string;
		readonly blockers: (columns: string) => string;
		readonly timeUp: string;
		readonly distanceNote: string;
		readonly changes: string;
		readonly answer: string;
		readonly distance: string;
		readonly certainty: string;
		readonly proven: string;
		readonly searched: string;
		readonly change: (column: string, from: string, to: string) => string;
		readonly sure: (name: string, share: string) => string;
		readonly atLeast: (name: string, share: string) => string;
	};
	readonly reading: {
		readonly title: string;
		readonly signs: string;
		readonly interval: string;
		readonly shapley: string;
		readonly formula: string;
		readonly fair: string;
	};
}

export const auditTexts: AuditTexts = {
	...metricTexts,
	tag: 'en-GB',
	title: (model, dataset) => (model === null ? `Audit of ${dataset}` : `Audit of ${model} on ${dataset}`),
	made: (when) => `Made ${when} by Temoto.`,
	none: 'none',
	notDefined: 'not defined',
	group: (facet, value) => `${facet}: ${value}`,
	quoted: (text) => `“${text}”`,
	contents: 'Contents',
	short: {
		title: 'In short',
		groups: (count, rows) => `${count} groups were compared with the rest over ${rows} rows.`,
		breaches: (count, of) => `${count} of ${of} limits are breached.`,
		within: (of) => `All ${of} limits hold.`,
		noLimits: 'No limits were set: what is too much is for people to say.',
		importance: (first, others) => `${first} moves the answers most${others === '' ? '' : `, then ${others}`}.`,
		worst: (where, value, all) => `The model is worst where ${where}: ${value}, against ${all} over all rows.`,
		notMeasured: (parts) => `Not measured: ${parts}.`,
		between: '; '
	},
	subject: {
		title: 'What was looked at',
		dataset: 'Table',
		size: (rows, columns) => `${rows} rows, ${columns} columns`,
		hash: 'SHA-256 of the data',
		label: 'Outcome',
		positive: 'Good outcome',
		facets: 'Groups by',
		within: 'Compared within',
		model: 'Model',
		modelHash: 'SHA-256 of the model',
		about: (estimator, target, inputs) => `${estimator}, predicts ${target} from ${inputs} columns`,
		estimators: { knn: 'Nearest neighbours', linear: 'Linear', trees: 'Trees', mlp: 'Neural net', graph: 'ONNX graph' },
		predictions: 'Predictions',
		sources: {
			'held-out': (rows) => `of the ${rows} rows the model had not seen`,
			column: (rows, column) => `in the column ${column}, ${rows} rows`,
			model: (rows) => `the model was asked about the ${rows} rows; it may have learned from them`
		},
		resampling: 'Resampling',
		draws: (count, seed) => `${count} bootstrap draws an interval, seed ${seed}`,
		versions: 'Measured with'
	},
	bias: {
		title: 'Bias',
		lead: 'Each group against the rest. 0 is no bias, for disparate impact 1.',
		overview: 'The groups side by side',
		overviewSays: (sentence) => `Furthest from the rest: ${sentence}`,
		even: 'No group lies apart from the rest.',
		size: (n, share, rest) => `${n} rows (${share}), against ${rest} others.`,
		before: 'In the data',
		after: 'In the predictions',
		metric: 'Metric',
		value: 'Value',
		line: 'Value on its line',
		interval: '95 % interval',
		says: 'In words',
		drawn: (metric, value, fair) => `${metric}: ${value}; no bias at ${fair}`,
		ties: (low, high) => `${low} to ${high} over the ways ties can break`,
		leftOut: (count) => `${count} smaller groups are in the overview only.`,
		missing: {
			facet: (rows) => `${rows} rows without a group count with the others.`,
			label: (rows) => `${rows} rows without an outcome are left out.`,
			predicted: (rows) => `${rows} rows without a prediction are left out of what is said of predictions.`,
			group: (rows) => `${rows} rows without a value to compare within are left out of the metrics among likes.`
		}
	},
	performance: {
		title: 'How well the model does',
		says: (group, own, rest) => `The model is right for ${own} of ${group}, and for ${rest} of the rest.`,
		rate: 'Share',
		group: 'Group',
		rest: 'Rest',
		all: 'All',
		rates: {
			DPL: 'Have the good outcome',
			DPPL: 'Are predicted the good outcome',
			AD: 'Predicted right (accuracy)',
			DAR: 'Predicted good and are (precision)',
			RD: 'Are good and predicted so (recall)',
			SD: 'Are not good and predicted so (specificity)'
		}
	},
	limits: {
		title: 'Limits',
		lead: 'What was agreed beforehand, held against what was measured.',
		limit: 'Limit',
		who: 'Group',
		measured: 'Measured',
		finding: 'Finding',
		findings: {
			within: 'holds',
			beyond: 'breached',
			undefined: 'breached: not defined',
			absent: 'not measured here',
			small: 'too few rows to judge'
		},
		doubts: { chance: 'may be chance: the interval reaches within', ties: 'ties broken otherwise reach within' }
	},
	explanation: {
		title: 'Why the model answers so',
		basis: (rows, against, background) => `${rows} rows, compared with ${background} rows of ${against}.`,
		exact: 'The values are exact.',
		estimated: 'The values are estimates; each has its standard error.',
		methods: {
			tree: 'Shapley values of trees against the background rows.',
			'tree-path': 'Shapley values of trees along their training cover.',
			linear: 'Shapley values of a linear margin.',
			exact: 'Shapley values over every coalition of columns.',
			kernel: 'Shapley values by weighted regression.',
			permutation: 'Shapley values by sampled orders.'
		},
		outputs: { margin: 'In log-odds.', probability: 'In probability.', number: 'In the unit of the answer.' },
		importance: 'How much each column matters',
		importanceSays: (first, size) => `${first} moves the answer most: by ${size} on average.`,
		swarm: 'Each row, column by column',
		swarmSays: (first) =>
			`One dot a row: right of the broken line raises the answer, left lowers it. The fuller a dot, the higher the value. ${first} spreads widest.`,
		column: 'Column',
		meanAbs: 'Mean size',
		least: 'Lowest',
		middle: 'Median',
		most: 'Highest',
		row: (number) => `Row ${number}`,
		rowKinds: { lowest: 'the lowest answer', middle: 'the middle answer', highest: 'the highest answer' },
		rowSays: (base, answer, first) => `From the usual ${base} to this row's ${answer}; ${first} moves it most.`,
		value: 'Value',
		adds: 'Adds',
		error: 'Standard error',
		others: (count) => `${count} other columns`,
		dependence: (column) => `What ${column} adds, by its value`,
		dependenceSays: (low, lowAdds, high, highAdds) =>
			`At ${low} it adds ${lowAdds} on average, at ${high} ${highAdds}.`,
		rows: 'Rows',
		from: (low, high) => `${low} to ${high}`,
		missing: 'missing',
		noRows: 'There was no row to explain.'
	},
	pairs: {
		title: 'Columns that move the answer together',
		lead: (rows) => `What two columns give together beyond what each gives alone, exact, over ${rows} rows.`,
		says: (first, second, size) => `Strongest together are ${first} and ${second}: ${size} on average.`,
		more: (count) => `${count} weaker pairs are left out.`,
		none: 'No two columns move it together: each adds the same whatever the others hold.',
		first: 'Column',
		second: 'Together with'
	},
	effects: {
		title: 'How the answer goes with a column',
		lead: 'The model was asked about the same rows with one column changed.',
		of: (column) => `Along ${column}`,
		says: {
			pdp: (low, high, mean) => `The mean answer runs from ${low} to ${high}; it is ${mean} for the rows as they are.`,
			ice: (low, high, mean) =>
				`The mean answer (bold) runs from ${low} to ${high}; thin lines are single rows. It is ${mean} for the rows as they are.`,
			ale: (low, high, mean) => `The answer lies from ${low} to ${high} off its mean, ${mean}.`
		},
		place: 'At',
		answer: 'Answer',
		support: 'Rows near'
	},
	errors: {
		title: 'Where the model is worst',
		basis: (measured, found) => `Slices were found on ${found} rows and measured on ${measured} others.`,
		says: {
			classification: (value) => `Over all measured rows ${value} of the answers are wrong.`,
			regression: (value) => `Over all measured rows answers are off by ${value} on average.`
		},
		where: 'Where',
		wrong: { classification: 'Wrong', regression: 'Off by' },
		share: 'Of all errors',
		rows: 'Rows',
		worse: 'worse than over all rows',
		rule: ruleTexts
	},
	mitigations: {
		title: 'What mitigations would do',
		basis: (estimator, train, test, splits) =>
			`${estimator} learned from ${train} rows with each mitigation and without, and was measured on the same ${test} rows that neither had seen: means over ${splits} splits, in brackets least and most.`,
		estimators: { linear: 'A quick linear model', trees: 'A quick model of trees' },
		sampled: (rows) => `These are a sample of ${rows} rows.`,
		chart: 'Gap and accuracy, before and after',
		says: (name, gap, gapBefore, accuracy, accuracyBefore) =>
			`The smallest gap is left by “${name}”: ${gap}, before ${gapBefore}, at an accuracy of ${accuracy}, before ${accuracyBefore}. The dashed line is before, the dot after; the thin line goes from the least to the most.`,
		perhaps: 'The splits overlap: the difference may be chance.',
		saysNone: (gap) => `None leaves a smaller gap than the ${gap} there is without.`,
		noGap: 'There is no gap to measure: fewer than two groups can be compared.',
		impossible: (names) => `Not possible on this table: ${names}.`,
		mitigation: 'Mitigation',
		asIs: 'none',
		ways: mitigationNames,
		of: (name, criterion) => `${name} (${criterion})`,
		criteria: {
			'demographic-parity': 'demographic parity',
			'equal-opportunity': 'equal opportunity',
			'equalized-odds': 'equalised odds'
		},
		gaps: {
			'demographic-parity': 'Gap: demographic parity',
			'equal-opportunity': 'Gap: equal opportunity',
			'equalized-odds': 'Gap: equalised odds'
		},
		accuracy: 'Accuracy',
		auc: 'AUC'
	},
	changes: {
		title: 'The nearest changes for another answer',
		row: (number) => `row ${number}`,
		usualRow: 'the usual row',
		asked: (row, before, wanted) => `Of ${row} the model says ${before}. Asked for: ${wanted}.`,
		says: (count) => `Found, the nearest first: ${count}.`,
		already: 'It has that answer already.',
		none: 'No change that the rules allow gives it.',
		noneInTime: 'None was found within the time.',
		closest: (answer) => `The nearest answer that was met: ${answer}.`,
		blockers: (columns) => `The rule of one of these columns, let go, would open a way: ${columns}.`,
		timeUp: 'The time was up before everything was tried.',
		distanceNote:
			'Distance: for numbers in typical deviations of the column, for categories 1. It says what the model would answer, not what would happen to a person.',
		changes: 'Changes',
		answer: 'Answer',
		distance: 'Distance',
		certainty: 'Nearest',
		proven: 'proven',
		searched: 'by search',
		change: (column, from, to) => `${column}: ${from} → ${to}`,
		sure: (name, share) => `${name}, ${share}`,
		atLeast: (name, share) => `${name}, at least ${share}`
	},
	reading: {
		title: 'How to read this',
		signs:
			'd is the group, a the rest; n rows, n1 and n0 those with and without the good outcome; q the share of good outcomes; P the distribution of outcomes; ^ marks what was predicted; g is a value to compare within.',
		interval:
			'An interval holds the value in 95 of 100 tables drawn like this one. Where it reaches the value of no bias, what is seen may be chance.',
		shapley:
			'A Shapley value is what a column adds to the answer for a row, beyond the usual answer; the values of a row and the usual answer add up to its answer. They say what the model does, not what would happen if the world were changed.',
		formula: 'Formula',
		fair: 'No bias'
	}
};
