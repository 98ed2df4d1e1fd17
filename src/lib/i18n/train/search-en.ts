export const search = {
	title: 'Settings that were tried',
	settings: 'What to search',
	method: 'How to search',
	methods: { halving: 'Successive halving', random: 'At random' },
	methodNotes: {
		halving: 'All start small; each round keeps the best third and gives it three times as much.',
		random: 'Each is trained in full.'
	},
	budget: 'What a round gives',
	budgets: { steps: 'more steps (rounds, epochs)', rows: 'more rows' },
	count: 'Settings to try',
	folds: 'Folds (0: none)',
	scoredOn:
		'Scored on a quarter of the training rows, or on each fold in turn. Held-out rows are never looked at. What you set under Train stays.',
	start: 'Search',
	cancel: 'Stop the search',
	running: (target: string) => `Searching settings for ${target}`,
	progress: (done: string, total: string) => `${done} of ${total} trials`,
	cut: (done: string, total: string) => `The last search ended after ${done} of ${total} trials.`,
	empty: 'Press Search: settings are tried by chance and the best come first.',
	rank: 'Place',
	score: 'Loss on unseen rows',
	apart: 'Other than the defaults',
	defaults: 'the defaults',
	share: 'Share of the budget',
	diverged: 'diverged',
	train: 'Train',
	trainOf: (place: number) => `Train with the settings of place ${place}`,
	use: 'Put in the form',
	useOf: (place: number) => `Put the settings of place ${place} in the form`,
	picture: 'Loss against',
	pictureSentence: (trials: string, name: string, best: string) =>
		`${trials} trials against ${name}; the lowest loss is ${best}.`
};
