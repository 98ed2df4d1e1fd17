export const params = {
	title: 'Settings of the model',
	names: {
		l2: 'L2 penalty',
		iterations: 'Most iterations',
		tolerance: 'Tolerance',
		rounds: 'Rounds',
		leaves: 'Leaves a tree',
		learningRate: 'Learning rate',
		maxDepth: 'Most splits deep (0: any)',
		l1: 'L1 penalty',
		minChildWeight: 'Least weight of a leaf',
		minChildRows: 'Least rows of a leaf',
		minGain: 'Least gain of a split',
		rowSample: 'Share of rows a round',
		columnSample: 'Share of columns a tree',
		objective: 'Objective for numbers',
		quantile: 'Quantile to predict',
		categorySmooth: 'Smoothing of categories',
		categoryL2: 'L2 of category splits',
		monotone: 'Only rising or falling',
		bins: 'Bins a column',
		hidden: 'Hidden layers',
		epochs: 'Epochs',
		batch: 'Rows a batch',
		patience: 'Patience, steps'
	},
	/** Words that a parameter may be. */
	choices: {
		squared: 'Mean: squared error',
		absolute: 'Median: absolute error',
		poisson: 'Counts: Poisson',
		quantile: 'A quantile'
	}
};
