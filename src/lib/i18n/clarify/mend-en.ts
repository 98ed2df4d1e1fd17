import { mitigationNames } from '$lib/core/clarify/texts/mitigation-en';

export const mend = {
	title: 'What can be done',
	lead: 'Each way is measured by the same quick model, learned with it and without, on the same rows that neither has seen.',
	estimator: 'Quick model',
	linear: 'Linear',
	trees: 'Trees',
	criterion: 'Gap looked at',
	criteria: {
		'demographic-parity': 'How often approved (demographic parity)',
		'equal-opportunity': 'How often the good are approved (equal opportunity)',
		'equalized-odds': 'Good and bad alike (equalised odds)'
	},
	measureAll: 'Measure all',
	measure: 'Measure',
	measuring: 'Measuring what can be done',
	waiting: 'Waiting to be measured',
	notMeasured: 'Not measured yet',
	basis: (train: string, test: string, splits: string) =>
		`Learned from ${train} rows, measured on ${test}; means over ${splits} splits, the line from least to most.`,
	sampled: (rows: string) => `A sample of ${rows} rows.`,
	asIs: 'as it is',
	gap: 'Gap',
	accuracy: 'Accuracy',
	none: 'none',
	change: (before: string, after: string) => `${before} → ${after}`,
	range: (least: string, most: string) => `${least} to ${most}`,
	says: (name: string, gapBefore: string, gapAfter: string, before: string, after: string) =>
		`${name}: gap ${gapBefore} to ${gapAfter}, accuracy ${before} to ${after}`,
	keep: 'Keep as a table',
	keeping: 'Saving the table',
	kept: (name: string) => `Kept as ${name}.`,
	keptWeights: (name: string, column: string) =>
		`Kept as ${name}. Choose the column ‘${column}’ as weight when you train.`,
	keptMarks: (name: string, column: string) => `Kept as ${name}; ‘${column}’ marks what was changed.`,
	keptClean: (name: string, facet: string) => `Kept as ${name}. Leave out ‘${facet}’ when you train.`,
	overview: 'Accuracy against gap',
	overviewSays: (best: string, gap: string, cost: string) =>
		`The smallest gap is left by ‘${best}’: ${gap}, at ${cost} of accuracy.`,
	overviewNone: 'Measure a mitigation to see it here beside the model as it is.',
	gained: (points: string) => `a gain of ${points} points`,
	lost: (points: string) => `a loss of ${points} points`,
	way: 'Way',
	ways: mitigationNames,
	texts: {
		reweigh: 'Each row gets a weight under which group and outcome are independent.',
		oversample: 'Rows of a group whose outcome is too rare are repeated at random.',
		undersample: 'Rows of a group whose outcome is too frequent are left out at random.',
		smote: 'New rows are made between near ones of the same group and outcome.',
		massage: 'The labels nearest the boundary of a linear model change until all groups have the same share.',
		correlation: 'What the group says of each number is taken from it, and the model no longer sees the group.',
		threshold: 'The model stays as it is; each group is approved from a score of its own.'
	},
	suffix: {
		reweigh: 'weighed',
		oversample: 'rows repeated',
		undersample: 'rows dropped',
		smote: 'rows made',
		massage: 'massaged',
		correlation: 'decorrelated',
		threshold: 'decided'
	},
	name: (table: string, suffix: string) => `${table} ${suffix}`,
	cutting: 'Finding thresholds',
	curve: 'The whole trade-off',
	curveSays: (gap: string, accuracy: string) => `Chosen: a gap of ${gap} at an accuracy of ${accuracy}.`,
	curveNone:
		'Needs the answers of a model with two classes, one of them good, and two groups of at least 1 % of the rows.',
	heldOut: (rows: string) =>
		`On ${rows} rows the model had not seen. Chosen and counted on the same rows; the measure above does not.`,
	asked: (rows: string) => `On all ${rows} rows, asked now: a model made elsewhere may have seen them.`,
	deterministic: 'One threshold a group, no lots drawn: the gap that is left is shown.',
	notOptimal: 'With more than two groups better thresholds may exist for equalised odds.',
	spaced: 'Points are evenly spaced; there are more between them.',
	point: 'Point of the trade-off',
	pointText: (at: string, of: string) => `${at} of ${of}`,
	group: 'Group',
	cut: 'Approved from',
	approved: 'Approved',
	recall: 'Of the good',
	falseAlarm: 'Of the bad',
	right: 'Right',
	never: 'never',
	rest: 'the rest',
	end: (gap: string, accuracy: string) => `At a gap of ${gap} no more than ${accuracy} are right.`,
	oneThreshold: (threshold: string, gap: string, accuracy: string) =>
		`One threshold of ${threshold} for all: a gap of ${gap} at an accuracy of ${accuracy}.`
};
