import type { Notice, NoticeCode } from '../notice';

interface Words {
	readonly what: (notice: Notice) => string;
	readonly mend: string;
}

const said = (count: number) => count.toLocaleString('en');
const names = (columns: readonly string[]) => columns.map((name) => `“${name}”`).join(', ');
const some = (count: number, one: string, more: string) => `${said(count)} ${count === 1 ? one : more}`;

/** What a person should know before a model is trained, and what to do about it. */
export const noticeWords: Readonly<Record<NoticeCode, Words>> = {
	'target-missing': {
		what: ({ columns, count, of }) =>
			`${some(count, 'row', 'rows')} of ${said(of)} without ${names(columns)} ${count === 1 ? 'takes' : 'take'} no part.`,
		mend: 'Fill them in or drop them in the recipe, if their absence means something.'
	},
	'target-infinite': {
		what: ({ columns, count }) =>
			`${some(count, 'row has', 'rows have')} an infinite ${names(columns)} and ${count === 1 ? 'takes' : 'take'} no part.`,
		mend: 'Replace infinite values in the recipe.'
	},
	'rare-class': {
		what: ({ columns, count, of }) =>
			`${some(count, 'class', 'classes')} of ${said(of)} in ${names(columns)} ${count === 1 ? 'has' : 'have'} one row only: it cannot both train and be measured.`,
		mend: 'Group rare classes in the recipe, or add rows.'
	},
	'infinite-cells': {
		what: ({ columns, count }) =>
			`${some(count, 'cell', 'cells')} in ${names(columns)} ${count === 1 ? 'is' : 'are'} infinite: read as the mean, and by trees as beyond every threshold.`,
		mend: 'Replace infinite values in the recipe.'
	},
	identifiers: {
		what: ({ columns, count }) =>
			`${names(columns)} ${count === 1 ? 'names a row' : 'name rows'}: nothing is learned from ${count === 1 ? 'it' : 'them'}.`,
		mend: 'Change the kind of the column if it means something.'
	},
	'more-features-than-rows': {
		what: ({ count, of }) =>
			`${said(count)} features for ${some(of, 'row', 'rows')}: a model can learn the rows by heart.`,
		mend: 'Leave columns out, use a linear model with a larger L2 penalty, or add rows.'
	},
	'tells-target': {
		what: ({ columns }) => `${names(columns)} says the target in other words: the model would learn nothing else.`,
		mend: 'Leave it out, unless it is known before the target is.'
	},
	'repeated-identifier': {
		what: ({ columns, count, of }) =>
			`${names(columns)} names ${said(count)} things in ${said(of)} rows: rows of one thing may stand on both sides of the split.`,
		mend: 'Split by groups of it.'
	},
	'time-ignored': {
		what: ({ columns }) => `${names(columns)} is a time, and rows are held out whatever their time.`,
		mend: 'Split by time if the model is to predict what comes next.'
	},
	'rows-sampled': {
		what: ({ count, of }) =>
			`Of ${said(of)} rows to learn from, ${said(count)} chosen by the seed are kept as possible neighbours.`,
		mend: 'Raise “Most rows kept” for answers from more rows: the model gets larger, and slower in proportion.'
	}
};
