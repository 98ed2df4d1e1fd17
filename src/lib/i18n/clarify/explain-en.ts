export const explain = {
	title: 'Why the model answers so',
	action: 'Explain the model',
	again: 'Explain again',
	running: 'Explaining the model',
	stopped: 'Stopped: what there was until then.',
	none: 'Train a model on this table, then see what each column adds to its answers.',
	exact: 'exact',
	estimated: (error: string) => `estimated, standard error up to ${error}`,
	output: 'What is explained',
	outputs: { margin: 'Margin (log-odds)', probability: 'Probability' },
	unit: { margin: 'margin', probability: 'probability' },
	class: 'Class',
	rows: 'Rows',
	background: 'Background rows',
	effort: 'Samples a row',
	way: 'Method',
	ways: {
		auto: 'The exact one, if there is',
		tree: 'Trees, against the background',
		'tree-path': 'Trees, along their cover',
		linear: 'Line',
		exact: 'Every coalition',
		kernel: 'Weighted regression (estimate)',
		permutation: 'Sampled orders (estimate)'
	},
	bySource: 'Add up by source column',
	method: {
		tree: 'Shapley values of trees against the background rows',
		'tree-path': 'Shapley values of trees along their training cover',
		linear: 'Shapley values of a linear margin',
		exact: 'Shapley values over every coalition of columns',
		kernel: 'Shapley values by weighted regression',
		permutation: 'Shapley values by sampled orders'
	},
	basis: (rows: string, all: string, background: string) =>
		`The first ${rows} of ${all} rows, compared with ${background} background rows.`,
	how: 'How this was computed',
	howRows: (rows: string, background: string) =>
		`A value is what a column adds to a row's answer, averaged over every order in which the columns can be told, where a column not told yet is taken from the background: ${background} rows, evenly spaced over the table. ${rows} rows were explained. A row's values add up to its answer less the usual one.`,
	howExact: 'Exact: no sampling. Only the background is a choice.',
	howEstimated:
		'Estimated by sampling with seed 0. The standard error stands beside each value; it halves with four times the samples. The lines at the bars are 95 % intervals.',
	howProbability:
		'Probabilities are exact only while there are few columns (up to 12); margins of trees and lines always are.',
	howPairs: 'Pairs are exact: what two columns give together beyond what each gives alone.',
	howNoPairs:
		'Pairs of columns cannot be had exactly for this model, so the column that colours the dependence is guessed from how the dots spread.',
	howSource: 'A column made of several others is an entry of its own, a + b, shared by them.',
	when: (time: string) => `Computed ${time}.`,
	importance: 'How much each column matters',
	importanceSays: (first: string, share: string, unit: string) =>
		`${first} moves the answer most: by ${share} on average (${unit}). Press a bar to look at its column.`,
	lookAt: (column: string) => `Look at ${column}`,
	swarm: 'Each row, column by column',
	swarmSays: (first: string) =>
		`One dot a row: right of 0 raises the answer, left lowers it. ${first} weighs most. Press a dot to see its row.`,
	drawn: (n: string) => `${n} rows are drawn, evenly spaced.`,
	rowTip: (row: string, column: string, share: string) => `Row ${row}: ${column} adds ${share}`,
	level: { own: 'Value of the column:', low: 'low', high: 'high', none: 'text or missing', others: 'other' },
	dependenceColumn: 'Column',
	partner: 'Coloured by',
	partnerSays: 'The strongest together first, by exact pairs.',
	partnerGuess: 'The likeliest first, a guess from the spread.',
	dependence: (column: string) => `What ${column} adds, by its value`,
	dependenceSays: (column: string, partner: string) =>
		partner === ''
			? `One dot a row: where it stands in ${column}, and what that adds to its answer.`
			: `One dot a row. Where dots of one value of ${column} stand apart, other columns decide too: see ${partner}.`,
	withoutNumber: (n: string) => `${n} rows without a value are left out.`,
	missing: 'missing',
	pairs: 'What columns give together',
	pairsSays: (rows: string) =>
		`Mean size over ${rows} rows, beyond what each gives alone; the framed cells are what a column gives alone. Press a cell to look at it.`,
	alone: (column: string, value: string) => `${column} alone: ${value}`,
	together: (first: string, second: string, value: string) => `${first} and ${second} together: ${value}`,
	oneRow: (row: string) => `Row ${row}`,
	before: 'Row before',
	after: 'Row after',
	force: 'What pushes the answer',
	forceSays: (base: string, answer: string) =>
		`What raises it stands left of the answer ${answer}, what lowers it right. The dashed line is the usual ${base}.`,
	waterfall: 'Step by step',
	waterfallSays: (base: string, answer: string, first: string) =>
		`From the usual ${base} to this row's ${answer}; ${first} moves it most.`,
	row: 'Row',
	column: 'Column',
	share: 'Adds',
	error: 'Standard error',
	meanAbs: 'Mean size',
	rest: (n: string) => `${n} other columns`
};
