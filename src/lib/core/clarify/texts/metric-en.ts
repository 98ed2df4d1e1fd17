import type { MetricName, MetricReason } from '../metric';
import { smallGroup, type BiasWarning } from '../warnings';

/** What a sentence about a metric is made from. */
export interface MetricFacts {
	/** The group looked at, as in the data: `Female`, `>40`. */
	readonly who: string;
	readonly positive: string;
	readonly value: number;
	readonly group: string;
}

/** A metric's name, its value in words, and why it has none: what the page and the reports say of it. */
export interface MetricTexts {
	readonly metrics: Readonly<Record<MetricName, string>>;
	readonly says: Readonly<Record<MetricName, (facts: MetricFacts) => string>>;
	readonly reasons: Readonly<Record<MetricReason, string>>;
	/** Why the figures of a group are to be read with care. */
	readonly warns: (warning: BiasWarning) => string;
}

const points = (value: number) => `${(Math.abs(value) * 100).toFixed(Math.abs(value) < 0.1 ? 1 : 0)} points`;
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : 'endless');
const same = (value: number) => Math.abs(value) < 0.0005;

const sides = { facet: 'The group', rest: 'The rest' };

function warns(warning: BiasWarning): string {
	switch (warning.code) {
		case 'small-group':
			return `${sides[warning.side]} has ${warning.rows} rows, fewer than ${smallGroup}: one row more or less moves every share by points.`;
		case 'few-positives':
			return `${sides[warning.side]} has ${warning.rows} rows with the good outcome: the intervals of its shares are too narrow.`;
		case 'few-negatives':
			return `${sides[warning.side]} has ${warning.rows} rows without the good outcome: the intervals of its shares are too narrow.`;
		case 'few-predictions':
			return `${sides[warning.side]} has ${warning.rows} rows with a prediction, fewer than ${smallGroup}.`;
		case 'no-positive-prediction':
			return `No row of ${sides[warning.side].toLowerCase()} has the good outcome predicted.`;
		case 'wide-interval':
			return `The interval of ${warning.metric} is ${warning.width.toFixed(2)} wide: it says next to nothing.`;
		case 'nothing-above':
			return `No value of ${warning.column} lies above ${warning.threshold}: ${
				warning.bound === null ? 'it holds no number' : `the largest is ${warning.bound}`
			}.`;
		case 'everything-above':
			return `Every value of ${warning.column} lies above ${warning.threshold}: the smallest is ${warning.bound}.`;
	}
}

export const metricTexts: MetricTexts = {
	metrics: {
		CI: 'Class imbalance',
		DPL: 'Difference in outcomes',
		KL: 'Kullback-Leibler divergence',
		JS: 'Jensen-Shannon divergence',
		LP: 'L2 distance',
		TVD: 'Total variation',
		KS: 'Largest difference',
		CDDL: 'Difference among likes',
		DPPL: 'Difference in predictions',
		DI: 'Disparate impact',
		DCA: 'Conditional acceptance',
		DCR: 'Conditional rejection',
		RD: 'Recall difference',
		SD: 'Specificity difference',
		DAR: 'Acceptance rates',
		DRR: 'Rejection rates',
		AD: 'Accuracy difference',
		TE: 'Treatment equality',
		GE: 'Generalised entropy',
		CDDPL: 'Predictions among likes',
		FT: 'Flip test'
	},
	says: {
		CI: ({ who, value }) => `${who} are ${percent((1 - value) / 2)} of the rows.`,
		DPL: ({ who, positive, value }) =>
			same(value)
				? `${who} get ${positive} as often as the rest.`
				: `${who} get ${positive} ${points(value)} ${value > 0 ? 'less' : 'more'} often than the rest.`,
		KL: ({ value }) => `The outcomes of the two sides are ${figure(value)} nats apart; 0 is the same.`,
		JS: ({ value }) => `The outcomes of the two sides are ${figure(value)} of at most 0.69 apart.`,
		LP: ({ value }) => `The shares of the two sides lie ${figure(value)} apart, of at most 1.41.`,
		TVD: ({ value }) => `${points(value)} of the outcomes would have to change to make the sides alike.`,
		KS: ({ value }) => `No outcome differs by more than ${points(value)} between the sides.`,
		CDDL: ({ who, positive, value, group }) =>
			same(value)
				? `With the same ${group}, ${who} have as large a part in ${positive} as in the rest.`
				: `With the same ${group}, ${who} have ${points(value)} ${value > 0 ? 'more of the bad outcomes than of the good' : 'more of the good outcomes than of the bad'}.`,
		DPPL: ({ who, positive, value }) =>
			same(value)
				? `The model gives ${who} ${positive} as often as the rest.`
				: `The model gives ${who} ${positive} ${points(value)} ${value > 0 ? 'less' : 'more'} often than the rest.`,
		DI: ({ who, positive, value }) =>
			`For every 10 of the rest that are given ${positive}, ${Number.isFinite(value) ? (value * 10).toFixed(1) : 'endlessly many'} of ${who} are, among equally many.`,
		DCA: ({ who, positive, value }) =>
			same(value)
				? `${positive} is predicted as sparingly for ${who} as for the rest.`
				: `${positive} is predicted ${value < 0 ? 'more sparingly' : 'more freely'} for ${who} than it was seen, compared with the rest.`,
		DCR: ({ who, value }) =>
			same(value)
				? `${who} are turned down as readily as the rest.`
				: `${who} are turned down ${value < 0 ? 'more' : 'less'} readily than was seen, compared with the rest.`,
		RD: ({ who, positive, value }) =>
			same(value)
				? `The model finds ${positive} as well among ${who}.`
				: `Of those who deserve ${positive}, the model finds ${points(value)} ${value > 0 ? 'fewer' : 'more'} among ${who}.`,
		SD: ({ who, value }) =>
			same(value)
				? `The model turns down the right ones as well among ${who}.`
				: `The model turns down the right ones ${points(value)} ${value > 0 ? 'more' : 'less'} often among ${who}.`,
		DAR: ({ who, positive, value }) =>
			same(value)
				? `A predicted ${positive} is as reliable for ${who}.`
				: `A predicted ${positive} is right ${points(value)} ${value > 0 ? 'less' : 'more'} often for ${who}.`,
		DRR: ({ who, value }) =>
			same(value)
				? `Being turned down is as reliable for ${who}.`
				: `Being turned down is right ${points(value)} ${value > 0 ? 'more' : 'less'} often for ${who}.`,
		AD: ({ who, value }) =>
			same(value)
				? `The model is right as often for ${who}.`
				: `The model is right ${points(value)} ${value > 0 ? 'less' : 'more'} often for ${who}.`,
		TE: ({ who, value }) =>
			same(value)
				? `Its mistakes fall the same way on both sides.`
				: `For ${who} its mistakes are ${value > 0 ? 'more often to their harm' : 'more often in their favour'} than for the rest.`,
		GE: ({ value }) => `What people gain or lose by mistakes is spread by ${figure(value)}; 0 is evenly.`,
		CDDPL: ({ who, value, group }) =>
			same(value)
				? `With the same ${group}, predictions treat ${who} like the rest.`
				: `With the same ${group}, ${who} have ${points(value)} ${value > 0 ? 'more of the bad predictions than of the good' : 'more of the good predictions than of the bad'}.`,
		FT: ({ who, value }) =>
			same(value)
				? `${who} are predicted the same as the nearest of the rest.`
				: `${who} are predicted ${value < 0 ? 'worse' : 'better'} than their nearest of the rest, in ${points(value)} more cases than the reverse.`
	},
	reasons: {
		'empty-facet': 'No row belongs to this group.',
		'empty-rest': 'Every row belongs to this group.',
		'no-predictions': 'One side has no row with a prediction.',
		'no-rows-in-groups': 'No row has a value to compare within.',
		'no-label-in-both': 'The two sides have no outcome in common.',
		'label-missing-on-one-side': 'One side has only one of the two outcomes; the other is left out.',
		'zero-by-zero': 'A ratio of 0 to 0 was read as 0.',
		'infinity-minus-infinity': 'Infinity less infinity was read as 0.',
		'no-numeric-columns': 'There is no other number column to measure nearness by.',
		'rows-incomplete': 'Rows with a missing number were left out.',
		'rows-sampled': 'Measured on a sample of the rows.',
		'interval-undefined': 'No interval: too few resamples have a value.'
	},
	warns
};
