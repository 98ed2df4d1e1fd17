export const params = {
	title: 'Settings of the model',
	names: {
		l2: 'L2 penalty',
		iterations: 'Most iterations',
		tolerance: 'Tolerance',
		rounds: 'Rounds',
		leaves: 'Leaves a tree',
		learningRate: 'Learning rate',
		minChildWeight: 'Least weight of a leaf',
		bins: 'Bins a column',
		hidden: 'Hidden layers',
		epochs: 'Epochs',
		batch: 'Rows a batch',
		patience: 'Patience, steps'
	},
	/** Words that a parameter may be. */
	choices: {}
};
