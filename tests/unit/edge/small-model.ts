import type { Model } from '$lib/core/model/model';

/** Two trees over a number and a category, written by hand: danced depends on tempo and genre. */
export const smallModel: Model = {
	schemaVersion: 1,
	task: 'classification',
	target: 'danced',
	classes: ['no', 'yes'],
	inputs: [
		{ name: 'tempo', type: 'number', kind: 'numeric' },
		{ name: 'genre', type: 'text', kind: 'categorical' }
	],
	encoders: [
		{ type: 'numeric', input: 'tempo', impute: null, mean: 0, scale: 1 },
		{ type: 'onehot', input: 'genre', categories: ['pop', 'enka', ''] }
	],
	features: ['tempo', 'genre=pop', 'genre=enka', 'genre='],
	featureInputs: [0, 1, 1, 1],
	estimator: {
		type: 'trees',
		base: [0.1],
		trees: [
			{
				feature: [0, -1, -1],
				threshold: [110.5, 0, 0],
				left: [1, 0, 0],
				right: [2, 0, 0],
				missingLeft: [1, 0, 0],
				value: [0, -1.25, 1.5],
				cover: [10, 4, 6],
				output: 0
			},
			{
				feature: [2, -1, -1],
				threshold: [0.5, 0, 0],
				left: [1, 0, 0],
				right: [2, 0, 0],
				missingLeft: [0, 0, 0],
				value: [0, 0.25, -2],
				cover: [10, 9, 1],
				output: 0
			}
		]
	},
	link: 'logistic'
};
