import { smallGroup, type BiasWarning } from '$lib/core/clarify/warnings';

const sides = { facet: 'the group', rest: 'the rest' };

/** A warning of a group as one sentence. */
export function biasWarning(warning: BiasWarning): string {
	switch (warning.code) {
		case 'small-group':
			return `${sides[warning.side]} has ${warning.rows} rows, fewer than ${smallGroup}: one row more or less moves every share by points`;
		case 'few-positives':
			return `${sides[warning.side]} has ${warning.rows} rows with the good outcome: the intervals of its shares are too narrow`;
		case 'few-negatives':
			return `${sides[warning.side]} has ${warning.rows} rows without the good outcome: the intervals of its shares are too narrow`;
		case 'few-predictions':
			return `${sides[warning.side]} has ${warning.rows} rows with a prediction, fewer than ${smallGroup}`;
		case 'no-positive-prediction':
			return `no row of ${sides[warning.side]} has the good outcome predicted`;
		case 'wide-interval':
			return `the interval of ${warning.metric} is ${warning.width.toFixed(2)} wide: it says next to nothing`;
		case 'nothing-above':
			return `no value of ${warning.column} lies above ${warning.threshold}: ${
				warning.bound === null ? 'it holds no number' : `the largest is ${warning.bound}`
			}`;
		case 'everything-above':
			return `every value of ${warning.column} lies above ${warning.threshold}: the smallest is ${warning.bound}`;
	}
}
