import { noticeWords } from '$lib/core/train/texts/notice-en';

/** How a run is measured, what its probabilities mean, and what to know before it runs. */
export const split = {
	title: 'How it is measured',
	measureOn: 'Measure on',
	share: 'a share that is held out',
	folds: 'every row, in folds',
	foldCount: 'Folds',
	foldsNote:
		'Cross-validation: each row is measured by a model that has not seen its fold. It takes as many fits as folds.',
	fraction: 'Share held out',
	by: 'Split',
	ways: {
		stratified: 'each class its share',
		random: 'by chance',
		group: 'by whole groups',
		time: 'the newest rows'
	},
	notes: {
		stratified: 'For numbers: by chance. The kept model is fitted again on all rows.',
		random: 'The kept model is fitted again on all rows.',
		group: 'Rows of one group stay together, and the column is not learned from.',
		time: 'The model is measured on what comes after the rows it learned from.'
	},
	lacks: {
		group: 'Choose the column whose groups stay together, under “How it is measured”.',
		time: 'Choose the column that tells the time, under “How it is measured”.'
	},
	groupColumn: 'Groups of',
	timeColumn: 'Time',
	chooseColumn: 'choose a column',
	gap: 'Gap before',
	gapDays: 'Gap before, days',
	classWeights: 'Classes weigh',
	asTheyAre: 'as their rows',
	balanced: 'all the same',
	balancedNote: 'Probabilities of rare classes will be too high, unless they are calibrated.',
	calibrate: 'Calibrate',
	methods: {
		none: 'not',
		platt: 'Platt scaling',
		isotonic: 'isotonic steps'
	},
	before: 'Before you train',
	refused: 'Cannot train:',
	toKnow: (count: number) => (count === 1 ? 'One thing to know before' : `${count} things to know before`),
	notices: noticeWords,
	fold: 'Fold',
	foldTable: (folds: number) => `Each of ${folds} folds`,
	mean: 'Mean',
	spread: 'Standard deviation',
	calibrated: (before: string, after: string) => `Calibration took the log loss from ${before} to ${after}.`
};
