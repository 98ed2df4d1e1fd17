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
		patience: 'Patience, steps',
		optimiser: 'Optimiser',
		schedule: 'Schedule of the rate',
		weightDecay: 'Weight decay (AdamW)',
		momentum: 'Momentum (SGD)',
		clip: 'Longest gradient, 0 for any',
		dropout: 'Dropout, share of units',
		batchNorm: 'Batch norm',
		embedding: 'Numbers a category, 0 for one-hot'
	},
	/** Words that a parameter may be. */
	choices: {
		adam: 'Adam',
		adamw: 'AdamW',
		sgd: 'SGD',
		constant: 'constant',
		cosine: 'cosine, down to 0',
		'one-cycle': 'one cycle, up and down',
		exponential: 'exponential, down to 1/100',
		step: 'in steps, 1/10 each',
		off: 'off',
		on: 'on'
	}
};
