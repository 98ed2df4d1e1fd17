/** What each rule over a run is called, what it says when it found something, and the names of its evidence. */
export const rules = {
	names: {
		'loss-not-decreasing': 'the falling loss',
		'exploding-loss': 'sudden jumps',
		overfit: 'overfitting',
		'class-imbalance': 'rare classes',
		'step-outlier': 'slow steps'
	},
	found: {
		'loss-not-decreasing': {
			title: 'The loss does not fall',
			text: 'Over the whole run the training loss fell by less than 0.1 %. Check the column to predict, or change the learning rate.'
		},
		'exploding-loss': {
			title: 'The loss jumped up',
			text: 'At some step the training loss more than doubled. A lower learning rate usually helps.'
		},
		overfit: {
			title: 'It learns the training rows by heart',
			text: 'The held-out loss was better earlier and has risen since, while the training loss kept falling.'
		},
		'class-imbalance': {
			title: 'One class is rare',
			text: 'The largest class has ten times the rows of the smallest, or more. Look at precision and recall, not at accuracy.'
		},
		'step-outlier': {
			title: 'Some steps were slow',
			text: 'More than ten steps took far longer than the rest: something else used this device meanwhile.'
		}
	},
	evidence: {
		firstLoss: 'loss at first',
		lastLoss: 'loss at last',
		dropPercent: 'fell by %',
		leastPercent: 'wanted %',
		steps: 'steps',
		step: 'at step',
		loss: 'loss',
		lowest: 'lowest before',
		trainLoss: 'training loss',
		testLoss: 'held-out loss',
		gapRatio: 'gap over training loss',
		bestStep: 'best step',
		bestTestLoss: 'held-out loss there',
		largest: 'rows of the largest class',
		smallest: 'rows of the smallest',
		ratio: 'ratio',
		outliers: 'slow steps',
		meanMs: 'mean, ms',
		deviationMs: 'deviation, ms'
	}
};
