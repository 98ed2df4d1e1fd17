export const explain = {
	title: 'Why the model answers so',
	action: 'Explain the model',
	running: 'Explaining the model',
	none: 'Train a model on this table, then see what each column adds to its answers.',
	exact: 'exact',
	estimated: 'estimated',
	method: {
		tree: 'Shapley values of trees against the background rows',
		'tree-path': 'Shapley values of trees along their training cover',
		linear: 'Shapley values of a linear margin',
		exact: 'Shapley values over every coalition of columns',
		kernel: 'Shapley values by weighted regression',
		permutation: 'Shapley values by sampled orders'
	},
	basis: (rows: string, background: string) => `${rows} rows, compared with ${background} background rows.`,
	importance: 'How much each column matters',
	importanceSays: (first: string, share: string) =>
		`${first} moves the answer most: by ${share} on average (margin, in log-odds for classes).`,
	swarm: 'Each row, column by column',
	swarmSays: (first: string) =>
		`One dot a row: right of 0 raises the answer, left lowers it. ${first} spreads widest. Filled dots are high values.`,
	waterfall: 'One row',
	waterfallSays: (base: string, answer: string, first: string) =>
		`From the usual ${base} to this row's ${answer}; ${first} moves it most.`,
	row: 'Row',
	column: 'Column',
	values: 'Value',
	share: 'Adds',
	error: 'Standard error',
	meanAbs: 'Mean size',
	base: 'usual answer',
	answer: 'this row',
	rest: (n: string) => `${n} other columns`
};
