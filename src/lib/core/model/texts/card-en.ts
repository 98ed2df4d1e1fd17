import { scores } from './score-en';
import { metricTexts, type MetricTexts } from '../../clarify/texts/metric-en';
import type { CardField } from '../card';
import type { EstimatorName } from '../../train/job';

/** Words of a model card. Figures come in written out. */
export interface CardTexts extends MetricTexts {
	readonly tag: string;
	readonly title: (name: string) => string;
	readonly made: (when: string) => string;
	readonly none: string;
	readonly what: string;
	readonly predicts: Readonly<Record<'classification' | 'regression', (target: string, classes: string) => string>>;
	readonly threshold: (positive: string, threshold: string) => string;
	readonly estimators: Readonly<Record<EstimatorName | 'graph', string>>;
	readonly kind: string;
	readonly inputs: (count: string) => string;
	readonly input: string;
	readonly hash: string;
	readonly fields: Readonly<Record<CardField, string>>;
	readonly data: string;
	readonly types: Readonly<Record<string, string>>;
	readonly type: string;
	readonly name: string;
	readonly when: string;
	readonly trained: (train: string, test: string) => string;
	readonly good: string;
	readonly goodSays: (rows: string) => string;
	readonly notMeasured: string;
	readonly metric: string;
	readonly value: string;
	readonly scores: Readonly<Record<string, string>>;
	readonly findings: Readonly<Record<string, string>>;
	readonly groups: string;
	readonly groupsSay: (label: string, positive: string, rows: string) => string;
	readonly groupsNot: string;
	readonly group: string;
	readonly rows: string;
	readonly forWhomNot: string;
	readonly worse: (group: string, points: string) => string;
	readonly few: (group: string, rows: string) => string;
	readonly noDoubts: string;
	readonly limits: string;
	readonly holds: string;
	readonly breached: string;
	readonly measured: string;
	readonly finding: string;
	readonly why: string;
	readonly whySays: (rows: string, first: string) => string;
	readonly column: string;
	readonly size: string;
	readonly environment: string;
	readonly parity: (rows: string, gap: string) => string;
	readonly parts: Readonly<Record<'engine' | 'seed' | 'params' | 'versions', string>>;
}

export const cardTexts: CardTexts = {
	...metricTexts,
	tag: 'en-GB',
	title: (name) => `Model card: ${name}`,
	made: (when) => `Model made ${when}.`,
	none: 'Nobody has said.',
	what: 'What it is',
	predicts: {
		classification: (target, classes) => `Predicts ${target}: ${classes}.`,
		regression: (target) => `Predicts the number ${target}.`
	},
	threshold: (positive, threshold) => `Calls a row ${positive} from a probability of ${threshold} on.`,
	estimators: {
		knn: 'Nearest neighbours',
		linear: 'Linear model',
		trees: 'Gradient-boosted trees',
		mlp: 'Neural net',
		graph: 'ONNX graph'
	},
	kind: 'Kind',
	inputs: (count) => `Reads ${count} columns`,
	input: 'Column',
	hash: 'SHA-256',
	fields: {
		intendedUse: 'Intended use',
		notFor: 'Not to be used for',
		considerations: 'Considerations and worries',
		contact: 'Who answers for it'
	},
	data: 'From which data',
	types: {
		dataset: 'Table',
		recipe: 'Recipe',
		'feature-batch': 'Features',
		'training-set': 'Training set',
		'bias-report': 'Bias report',
		run: 'Training run',
		model: 'Model',
		explanation: 'Explanation',
		package: 'Package',
		'drift-report': 'Drift report',
		'insight-report': 'Data report',
		'pipeline-run': 'Pipeline run'
	},
	type: 'What',
	name: 'Name',
	when: 'Made',
	trained: (train, test) => `Learned from ${train} rows; ${test} were held out to measure on.`,
	good: 'How good',
	goodSays: (rows) => `On the ${rows} rows it had not seen.`,
	notMeasured: 'No rows were held out, so it was not measured.',
	metric: 'Metric',
	value: 'Value',
	scores,
	findings: {
		overfit: 'It knows its training rows much better than others: it may have learned them by heart.',
		'class-imbalance': 'One class is rare in the training rows.',
		'loss-not-decreasing': 'The loss stopped falling while it learned.',
		'exploding-loss': 'The loss grew out of bounds while it learned.'
	},
	groups: 'For each group',
	groupsSay: (label, positive, rows) => `${label}, good is ${positive}; ${rows} rows with predictions.`,
	groupsNot: 'Its predictions were never compared between groups.',
	group: 'Group',
	rows: 'Rows',
	forWhomNot: 'For whom not',
	worse: (group, points) => `${group}: it is right ${points} less often than for the rest.`,
	few: (group, rows) => `${group}: ${rows} rows are too few to say how good it is.`,
	noDoubts: 'No group of those looked at fares clearly worse.',
	limits: 'Limits of fairness',
	holds: 'holds',
	breached: 'breached',
	measured: 'Measured',
	finding: 'Finding',
	why: 'What its answers rest on',
	whySays: (rows, first) => `Mean size of the Shapley values over ${rows} rows: ${first} moves its answers most.`,
	column: 'Column',
	size: 'Mean size',
	environment: 'How it was made',
	parity: (rows, gap) =>
		`The graph that devices run answers ${rows} rows as the plain reference does, to within ${gap}.`,
	parts: { engine: 'Engine', seed: 'Seed', params: 'Settings', versions: 'Written by' }
};
