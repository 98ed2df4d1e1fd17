export const attribution = {
	tab: 'What matters',
	lead: 'A model can go wrong while its columns still look the same: when it begins to rest its answers on others. The ranking of columns by what they add (attribution) is compared with the one of its training.',
	model: 'Model',
	rows: 'Rows it is asked now',
	compare: 'Compare',
	comparing: (name: string) => `What matters to ${name}`,
	empty: {
		title: 'No model to watch yet',
		text: 'Train a model; then see whether the columns that mattered then still matter for newer rows.'
	},
	title: (table: string) => `On ${table}`,
	drifted: (ndcg: string, limit: string) =>
		`Other columns matter now: NDCG ${ndcg}, below ${limit}. Look at the model before you trust it.`,
	same: (ndcg: string, limit: string) => `The same columns matter: NDCG ${ndcg}; below ${limit} would be drift.`,
	basis: (baseline: string, current: string) => `${baseline} rows of training, ${current} rows now.`,
	exact: 'The values are exact.',
	estimated: 'The values are estimates.',
	made: (when: string) => `Compared ${when}.`,
	moved: (column: string, from: string, to: string) => `${column} went from place ${from} to ${to}.`,
	still: 'Every column kept its place.',
	slopes: 'Places of the columns',
	then: 'training',
	now: 'now',
	column: 'Column',
	rankThen: 'Place in training',
	rankNow: 'Place now',
	sizeThen: 'Mean size in training',
	sizeNow: 'Mean size now',
	earlier: 'Comparisons',
	reasons: {
		'baseline-empty': 'The model reads no column, so there is nothing to rank.',
		'current-empty': 'The table has no row.',
		'baseline-zero': 'No column added anything in training, so there is no ranking to compare with.',
		'current-zero': 'No column adds anything for these rows: each answer is the usual one.',
		'not-finite': 'An attribution is not a finite number.',
		'columns-differ': 'Columns that only one side has were left out.'
	}
};
