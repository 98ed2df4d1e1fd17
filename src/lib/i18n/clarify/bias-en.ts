export const bias = {
	overview: 'Who fares worse',
	overviewText: (groups: string, positive: string) =>
		`${groups} groups, each against everyone else, the worst off first. Good outcome: ${positive}.`,
	legend: {
		worse: 'worse for the group',
		better: 'better for the group',
		chance: 'unshaded: may be chance (the 95 % interval holds no bias, or the group is small)'
	},
	columns: { group: 'Group', rows: 'Rows' },
	short: {
		DPL: 'Outcomes',
		CDDL: 'Among likes',
		DPPL: 'Predictions',
		DI: 'Ratio',
		CDDPL: 'Predicted among likes',
		RD: 'Recall',
		AD: 'Accuracy'
	},
	worse: 'worse',
	better: 'better',
	perhaps: 'perhaps by chance',
	small: 'small',
	care: 'read with care',
	showAll: (n: string) => `Show all ${n} groups`,
	leftOut: (facet: string, n: string) => `${facet}: ${n} smaller groups are left out.`,
	compared: 'Compared by',
	also: 'Also compare by',
	aboveMedian: (column: string) => `${column} above its median`,
	alsoNone: 'add a column …',
	remove: (facet: string) => `No longer compare by ${facet}`,
	dropMissing: 'Leave out rows without a group',
	droppedMissing: (n: string) => `${n} rows without a group are left out.`,
	classes: 'Class by class',
	classesText:
		'For whom which outcome goes wrong: shares of each outcome, how many of them the model finds (recall), and how many of its answers are right (precision).',
	classColumns: { class: 'Outcome', share: 'Share', recall: 'Recall', precision: 'Precision' },
	everyone: 'rest',
	confusion: 'What was predicted',
	confusionOf: (who: string) => `${who}: outcome down, prediction across`,
	accuracy: (share: string) => `${share} right`,
	reading: 'Read as',
	readings: { values: 'values, each a group', number: 'a number, cut at a threshold' },
	warnings: {
		'small-group': (side: string, n: string) => `${side} is ${n} rows: one more or less moves every share by points.`,
		'few-positives': (side: string, n: string) =>
			`${side} has only ${n} good outcomes: the true uncertainty is larger than the intervals.`,
		'few-negatives': (side: string, n: string) =>
			`${side} has only ${n} other outcomes: the true uncertainty is larger than the intervals.`,
		'few-predictions': (side: string, n: string) => `${side} has only ${n} rows with a prediction.`,
		'no-positive-prediction': (side: string) => `Nobody of ${side} is predicted the good outcome.`,
		'wide-interval': (metric: string, width: string) =>
			`The interval of ${metric} is ${width} wide: it says next to nothing.`,
		'nothing-above': (column: string, threshold: string, bound: string) =>
			`No ${column} lies above ${threshold}; the largest is ${bound}.`,
		'everything-above': (column: string, threshold: string, bound: string) =>
			`Every ${column} lies above ${threshold}; the smallest is ${bound}.`
	},
	sides: { facet: 'The group', rest: 'The rest' }
};
