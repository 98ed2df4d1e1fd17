import { ruleTexts } from '$lib/core/clarify/texts/rule-en';

export const errors = {
	title: 'Where the model is wrong',
	lead: 'The slices of the table in which the model fails most, found by a tree over its mistakes.',
	running: 'Looking for where the model is wrong',
	none: 'Train a model on this table, then see which rows it gets wrong.',
	depth: 'Conditions to a slice',
	depthHint: 'at most',
	least: 'Smallest slice',
	leastHint: 'rows it is found on; empty: 2 %',
	inputsOnly: 'columns the model reads',
	heldOut: (rows: string) =>
		`${rows} rows held out from the training, with what the model said of them before it saw them.`,
	seen: (rows: string) =>
		`${rows} rows of the table. No held-out answers were kept, so the model may have learned from these rows: it will look better here than it is.`,
	halves: (found: string, measured: string) =>
		`Slices are found on ${found} of them and measured on the other ${measured}, so that chance does not pass for a weakness.`,
	unlabelled: (rows: string) => `${rows} rows without an outcome are left out.`,
	whole: 'All rows',
	wrong: 'wrong',
	off: 'off on average',
	says: (rule: string, value: string, whole: string, share: string) =>
		`Worst where ${rule}: ${value}, against ${whole} over all rows. ${share} of all errors lie there.`,
	saysEven: (value: string) => `No slice stands out: the model is wrong evenly (${value}).`,
	saysNone: 'The model made no mistake on these rows.',
	slice: 'Slice',
	size: 'Rows',
	rate: 'Share wrong',
	meanError: 'Mean absolute error',
	share: 'Of all errors',
	interval: (low: string, high: string) => `95 % between ${low} and ${high}`,
	ofRows: (n: string, share: string) => `${n} (${share})`,
	clearly: 'worse than the rest',
	wholeMark: 'the line marks all rows',
	mistakes: 'Commonest mistakes',
	mistake: (truth: string, predicted: string, rows: string) => `${truth} taken for ${predicted}: ${rows}`,
	bias: (amount: string) => `The answers are too high by ${amount} on average.`,
	biasLow: (amount: string) => `The answers are too low by ${amount} on average.`,
	found: (value: string) => `On the rows it was found on: ${value}.`,
	sample: 'Rows it got wrong',
	sampleFar: 'Rows it was farthest off on',
	truth: 'Outcome',
	predicted: 'Said',
	showData: 'Show these rows in Data',
	explain: 'Explain these rows',
	rule: ruleTexts
};
