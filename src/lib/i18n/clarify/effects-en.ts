export const effects = {
	title: 'What an answer depends on',
	lead: 'How the answer moves as one column moves, the model asked again and again about changed rows.',
	measuring: (column: string) => `Measuring the effect of ${column}`,
	column: 'Column',
	second: 'With',
	alone: 'nothing else',
	kind: 'Drawn as',
	kinds: { pdp: 'Mean answer', ice: 'Single rows', ale: 'Local effects' },
	kindTerms: {
		pdp: 'Partial dependence (PDP): every row is moved to each place, and the answers are averaged. It also asks about rows that may not exist.',
		ice: 'Individual curves (ICE): one thin line a row. Where they cross, the column does not do the same for everyone.',
		ale: 'Accumulated local effects (ALE): each row moves only a little, to the ends of its own interval, so columns that go together do not mislead.'
	},
	centred: 'start every curve at 0',
	probability: (label: string) => `probability of “${label}”`,
	basis: (rows: string) => `${rows} rows of the table, evenly spaced; exact for these.`,
	basisCurves: (rows: string, curves: string) =>
		`${rows} rows of the table; curves of ${curves} of them, chosen by seed 0.`,
	missing: (rows: string, column: string) => `${rows} of them have no value in ${column}.`,
	others: (rows: string, column: string) => `${rows} of them have a rarer ${column}, not drawn.`,
	similar: 'Values stand beside those whose rows are alike in the other columns.',
	titles: {
		pdp: (columns: string) => `Mean answer by ${columns}`,
		ice: (columns: string) => `Rows one by one, by ${columns}`,
		ale: (columns: string) => `Local effect of ${columns}`
	},
	says: (what: string, low: string, atLow: string, high: string, atHigh: string) =>
		`The ${what} is lowest at ${atLow} (${low}) and highest at ${atHigh} (${high}).`,
	saysFlat: (what: string, column: string) => `The ${what} does not move with ${column}.`,
	saysRelative: (what: string, low: string, atLow: string, high: string, atHigh: string) =>
		`Against its mean, the ${what} is moved by ${low} at ${atLow} and by ${high} at ${atHigh}.`,
	saysCentred: (what: string, start: string, low: string, atLow: string, high: string, atHigh: string) =>
		`Against where it is at ${start}, the mean ${what} moves by ${low} at ${atLow} and by ${high} at ${atHigh}.`,
	saysTogether: (what: string, low: string, high: string) =>
		`Beyond what each does alone, the two move the ${what} by ${low} to ${high}.`,
	strip: 'Grey below: where the rows lie, with a mark at every tenth of them. Dashed: the mean answer.',
	stripRelative: 'Grey below: where the rows lie, with a mark at every tenth of them.',
	bars: 'Bars begin at the mean answer; at the right the rows with that value.',
	barsRelative: 'Bars begin at no effect; at the right the rows with that value.',
	noRows: 'no row near: the model was asked about rows that do not occur',
	filled: (cells: string) => `${cells} cells hold no row and take the difference of the nearest.`,
	value: 'Value',
	near: 'Rows near',
	missingValue: '(missing)',
	rows: (n: string) => `${n} rows`,
	scale: 'Scale',
	importance: {
		title: 'What the model leans on',
		action: 'Shuffle the columns',
		running: 'Shuffling columns',
		lead: 'Each column is shuffled among the rows in turn, and the model is scored again (permutation importance).',
		together: 'shuffle columns that go together at once (correlation 0.7 and above)',
		says: (metric: string, score: string, first: string, rise: string) =>
			`${metric} is ${score}; shuffling ${first} makes it worse by ${rise}, more than any other.`,
		saysNone: 'The score is not defined for these rows: they hold one class only.',
		seen: (rows: string) =>
			`${rows} rows that the saved model has learned from: this is what it leans on, not what would help on new rows.`,
		unseen: (rows: string) => `${rows} rows of the table it was measured on, which it has not seen.`,
		asked: (rows: string) => `${rows} rows of the table; whether this model has learned from them is not known here.`,
		chart: 'How much worse when shuffled',
		whisker: 'Lines: one standard deviation over 5 shuffles, seed 0.',
		worse: 'Worse by',
		deviation: 'Standard deviation',
		metrics: {
			logLoss: 'Log loss',
			auc: 'AUC',
			accuracy: 'Accuracy',
			f1: 'F1',
			brier: 'Brier score',
			rmse: 'Root mean squared error',
			mae: 'Mean absolute error',
			r2: 'R²',
			mse: 'Mean squared error'
		}
	},
	slice: {
		label: 'Rows looked at',
		only: 'Only rows where',
		clear: 'Look at all rows'
	}
};
